"""One-time codes in mails: each confirms one act on one thing, such as the signature of one document.

The hash of a code is keyed with the site's secret and covers the person, the purpose and the thing: nothing else is confirmed by it.
"""

import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.directory.models import OneTimeCode, Person

# No vowels, and nothing that looks like something else.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"
LIFE = timedelta(minutes=10)
MOST_TRIES = 5
MOST_WITHIN_HOUR = 5


class CodeError(Exception):
    """A code that is not given out, or does not count; the message is for the reader."""


def _hash(
    code: str, *, person: Person, purpose: str, target_id: int, about: str
) -> str:
    plain = "".join(code.split()).replace("-", "").upper()
    words = "\n".join([str(person.pk), purpose, str(target_id), about, plain])
    key = f"madang.one-time-code.{settings.SECRET_KEY}".encode()
    return hmac.new(key, words.encode(), "sha256").hexdigest()


@transaction.atomic
def make_code(
    *, person: Person, purpose: str, target_id: int, about: str
) -> tuple[OneTimeCode, str]:
    """Store a code for one act; return it with its letters, which go into a mail and are kept nowhere.

    `about` is what the act is bound to (the SHA-256 of a document). Earlier codes for the same end. Raises CodeError after
    five codes within an hour.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    now = timezone.now()
    same = OneTimeCode.objects.filter(
        person=person, purpose=purpose, target_id=target_id
    )
    same.filter(created_at__lt=now - timedelta(days=1)).delete()
    if same.filter(created_at__gt=now - timedelta(hours=1)).count() >= MOST_WITHIN_HOUR:
        raise CodeError(
            _("%(count)d codes went to your address within an hour. Wait, then ask again.")
            % {"count": MOST_WITHIN_HOUR}
        )  # fmt: skip
    letters = "".join(secrets.choice(LETTERS) for _position in range(8))
    code = OneTimeCode.objects.create(
        person=person,
        purpose=purpose,
        target_id=target_id,
        code_hash=_hash(
            letters, person=person, purpose=purpose, target_id=target_id, about=about
        ),
        expires_at=now + LIFE,
    )
    log.record(f"make code {purpose}", code, by=person)
    return code, f"{letters[:4]}-{letters[4:]}"


def use_code(
    *, person: Person, purpose: str, target_id: int, about: str, code: str
) -> None:
    """Use the latest code for one act. Raises CodeError for a wrong one, which costs a try, and for one that no longer counts.

    A try is kept whatever comes of it: call this outside of a transaction.
    """
    with transaction.atomic():
        row = (
            OneTimeCode.objects.select_for_update(of=("self",))
            .filter(person=person, purpose=purpose, target_id=target_id)
            .order_by("-pk")
            .first()
        )
        refusal = _why_not(row, timezone.now())
        if row is not None and not refusal:
            found = _hash(
                code, person=person, purpose=purpose, target_id=target_id, about=about
            )
            refusal = _try(row, found)
    if refusal:
        raise CodeError(refusal)


def _why_not(row: OneTimeCode | None, now: datetime) -> str:
    if row is None:
        return _("Ask for a code first.")
    if row.used_at is not None:
        return _("This code has been used. Ask for another one.")
    if row.expires_at <= now:
        return _("This code is older than 10 minutes. Ask for another one.")
    if row.tries >= MOST_TRIES:
        return _("%(count)d wrong codes were tried. Ask for another one.") % {
            "count": MOST_TRIES
        }
    return ""


def _try(row: OneTimeCode, found: str) -> str:
    """Count a try; use the code if it is the right one. Return the refusal, empty if there is none."""
    row.tries += 1
    if hmac.compare_digest(found, row.code_hash):
        row.used_at = timezone.now()
        row.save(update_fields=["tries", "used_at"])
        log.record(f"use code {row.purpose}", row, by=row.person)
        return ""
    row.save(update_fields=["tries"])
    left = MOST_TRIES - row.tries
    if not left:
        return _why_not(row, timezone.now())
    return ngettext(
        "This is not the code of the latest mail. %(left)d try is left.",
        "This is not the code of the latest mail. %(left)d tries are left.",
        left,
    ) % {"left": left}
