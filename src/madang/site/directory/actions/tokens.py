"""Make, use and revoke the tokens of programs."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import ApiToken, Person

PREFIX = "mdg_"
DAYS = 365


class TokenError(Exception):
    """A token that is refused; the message is for the reader."""


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def live_tokens(person: Person) -> QuerySet[ApiToken]:
    """Return the tokens of a person that work: neither revoked nor over, the newest first."""
    return ApiToken.objects.filter(
        person=person, revoked_at=None, expires_at__gt=timezone.now()
    )


@transaction.atomic
def make_token(*, by: Person, name: str, scope: str) -> tuple[ApiToken, str]:
    """Store a token of this person; return it with its secret, which is shown once and kept nowhere.

    Raises TokenError once as many work as a person may have (MADANG_TOKENS_EACH).
    """
    # The person is the lock: two at once are counted one after the other.
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if live_tokens(by).count() >= settings.TOKENS_EACH:
        raise TokenError(
            _("You have %(count)d tokens that work. Revoke one, then make another.")
            % {"count": settings.TOKENS_EACH}
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person=by,
        name=name,
        scope=scope,
        token_hash=_hash(secret),
        hint=secret[:8],
        expires_at=timezone.now() + timedelta(days=DAYS),
    )
    log.record("make token", token, by=by, detail=scope)
    return token, secret


def find_token(secret: str) -> ApiToken | None:
    """Return the token of a secret that still counts, with its person and user; None for every other secret."""
    token = (
        ApiToken.objects.select_related("person__user", "person__organisation")
        .filter(token_hash=_hash(secret), revoked_at=None)
        .first()
    )
    now = timezone.now()
    if token is None or token.expires_at <= now:
        return None
    user = token.person.user
    if user is None or not user.is_active:
        return None
    if token.used_at is None or now - token.used_at > timedelta(minutes=5):
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person) -> None:
    """End a token at once; again changes nothing."""
    is_new = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if is_new:
        log.record("revoke token", token, by=by)
