"""Secret addresses in mails: invitations and links that answer one question once. Only their SHA-256 is kept.

Looking at a link never changes anything, because mail scanners open every address; the answer is a POST.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import log, outbox
from madang.site.directory.models import Invitation, OneUseLink, Person, User


class LinkError(Exception):
    """A link that leads nowhere: `reason` is "unknown", "used" or "expired", the message is for the reader."""

    def __init__(self, reason: str) -> None:
        messages = {
            "unknown": _(
                "This link is not known here. Copy the whole address from the mail."
            ),
            "used": _("This link has been used. Each link works once."),
            "expired": _("This link has expired."),
        }
        super().__init__(messages[reason])
        self.reason = reason


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(*, person: Person, purpose: str, target_id: int, days: int) -> str:
    """Store a one-use link of `person` for `purpose` ("answer-request") on a row; return its token, kept nowhere."""
    token = secrets.token_urlsafe(24)
    OneUseLink.objects.create(
        person=person,
        purpose=purpose,
        target_id=target_id,
        token_hash=_hash(token),
        expires_at=timezone.now() + timedelta(days=days),
    )
    return token


def _refuse(row: OneUseLink | Invitation | None, used_at: datetime | None) -> None:
    if row is None:
        raise LinkError("unknown")
    if used_at is not None:
        raise LinkError("used")
    if row.expires_at <= timezone.now():
        raise LinkError("expired")


def peek_link(token: str, purpose: str) -> OneUseLink:
    """Return a link that still works, without using it. Raises LinkError."""
    link = (
        OneUseLink.objects.select_related("person")
        .filter(token_hash=_hash(token), purpose=purpose)
        .first()
    )
    _refuse(link, link.used_at if link else None)
    assert link is not None  # noqa: S101 - refused above
    return link


@transaction.atomic
def use_link(*, token: str, purpose: str) -> OneUseLink:
    """Mark a link as used and return it. Of two that come at once one wins; the other gets LinkError."""
    link = peek_link(token, purpose)
    now = timezone.now()
    if not OneUseLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now):
        raise LinkError("used")
    link.used_at = now
    log.record(f"use link {purpose}", link, by=link.person)
    return link


@transaction.atomic
def invite(
    *,
    person: Person,
    by: Person | None,
    days: int = 30,
    occasion: str = "",
    event_id: int | None = None,
) -> str:
    """Write a person a mail with a link by which they sign in; return its token. Older links stop working.

    `occasion` is what they are invited to ("Spring Lounge"). Raises ValueError for a person without an address.
    """
    if not person.email:
        message = f"{person} has no e-mail address"
        raise ValueError(message)
    Invitation.objects.filter(
        person=person, accepted_at=None, expires_at__gt=timezone.now()
    ).update(expires_at=timezone.now())
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        person=person,
        token_hash=_hash(token),
        invited_by=str(by) if by is not None else "system",
        expires_at=timezone.now() + timedelta(days=days),
    )
    address = settings.SITE_URL + reverse("directory:invitation", args=[token])
    with override(person.language):
        outbox.put(
            to=person.email,
            subject=_("Invitation to %(occasion)s")
            % {"occasion": occasion or "Madang"},
            body=_invitation_text(
                person=person, by=by, occasion=occasion, address=address, days=days
            ),
            event_id=event_id,
        )
    log.record("invite person", invitation, by=by, event_id=event_id)
    return token


def _invitation_text(
    *, person: Person, by: Person | None, occasion: str, address: str, days: int
) -> str:
    facts = {
        "name": person.name,
        "by": by.name if by is not None else "Madang",
        "occasion": occasion or "Madang",
        "organisation": person.organisation.name
        if person.organisation
        else person.name,
        "address": address,
        "days": days,
    }
    return (
        _(
            "%(name)s,\n\n"
            "%(by)s invites you to %(occasion)s, for %(organisation)s.\n\n"
            "Open this address to sign in:\n%(address)s\n\n"
            "It works once, for %(days)s days. Later you sign in with a code that comes by mail."
        )
        % facts
    )


def peek_invitation(token: str) -> Invitation:
    """Return an invitation that still works, without accepting it. Raises LinkError."""
    invitation = (
        Invitation.objects.select_related("person__organisation", "person__user")
        .filter(token_hash=_hash(token))
        .first()
    )
    _refuse(invitation, invitation.accepted_at if invitation else None)
    assert invitation is not None  # noqa: S101 - refused above
    return invitation


@transaction.atomic
def accept_invitation(*, token: str) -> User:
    """Accept an invitation once; return the user of its person, made or linked now. The caller signs them in."""
    invitation = peek_invitation(token)
    if not Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(
        accepted_at=timezone.now()
    ):
        raise LinkError("used")
    user = give_user(invitation.person)
    log.record("accept invitation", invitation, by=invitation.person)
    return user


def give_user(person: Person) -> User:
    """Return the person's user; make one, or link the one that has the person's address. Call in a transaction.

    Raises LinkError if that user is somebody else already.
    """
    if person.user is not None:
        return person.user
    email = person.email.lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(
            email, language=person.language, zone=person.zone or "UTC"
        )
    elif Person.objects.filter(user=user).exclude(pk=person.pk).exists():
        raise LinkError("unknown")
    person.user = user
    person.save(update_fields=["user"])
    log.record("link user", person, by=person)
    return user
