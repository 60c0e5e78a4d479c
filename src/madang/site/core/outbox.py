"""Mail goes into the database with the change it tells of, and from there to the mail server, again until it is taken."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import unquote, urlparse

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.db import transaction
from django.utils import timezone

from madang.site.core.models import OutboxMail

MOST_ATTEMPTS = 8


def put(
    *,
    to: str,
    subject: str,
    body: str,
    key: str = "",
    event_id: int | None = None,
    calendar: bytes = b"",
) -> OutboxMail | None:
    """Put a mail into the outbox; return None if a mail of this key is there already.

    `key` names the message ("plan-7-delegate-12"); empty means that each call is a mail of its own.
    `calendar` is attached as an .ics file.
    """
    mail, is_new = OutboxMail.objects.get_or_create(
        key=key or secrets.token_urlsafe(24),
        defaults={
            "recipient": to,
            "subject": " ".join(subject.split())[:300],
            "body": body,
            "event_id": event_id,
            "send_after": timezone.now(),
            "attachment": calendar,
            "attachment_name": "madang.ics" if calendar else "",
            "attachment_type": "text/calendar" if calendar else "",
        },
    )
    return mail if is_new else None


class OutboxBackend(BaseEmailBackend):
    """Django's mail backend that writes into the outbox, so that library mail (sign-in codes) takes the same way."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store each message once for each recipient; return how many messages were stored."""
        for message in email_messages:
            for recipient in message.recipients():
                put(to=recipient, subject=str(message.subject), body=str(message.body))
        return len(email_messages)


def _server() -> SmtpBackend:
    parts = urlparse(settings.SMTP_URL)
    return SmtpBackend(
        host=parts.hostname or "localhost",
        port=parts.port or (465 if parts.scheme == "smtps" else 25),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_ssl=parts.scheme == "smtps",
        timeout=20,
    )


def _send(mail: OutboxMail) -> None:
    message = EmailMessage(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.recipient],
        connection=_server(),
    )
    message.extra_headers["Message-ID"] = (
        f"<{mail.pk}.{mail.created_at:%Y%m%d%H%M%S}@madang>"
    )
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    if mail.attachment:
        message.attach(
            mail.attachment_name, bytes(mail.attachment).decode(), mail.attachment_type
        )
    message.send()


def deliver(*, most: int = 50) -> int:
    """Send what is due; return how many went out. Without a mail server, mail is kept here and marked so."""
    now = timezone.now()
    sent = 0
    for pk in list(
        OutboxMail.objects.filter(state="waiting", send_after__lte=now)
        .order_by("id")
        .values_list("pk", flat=True)[:most]
    ):
        sent += _deliver_one(pk)
    return sent


def _deliver_one(pk: int) -> int:
    # The row is claimed first: a second sender passes over it, and a crash in between sends it again after ten minutes.
    now = timezone.now()
    claimed = OutboxMail.objects.filter(
        pk=pk, state="waiting", send_after__lte=now
    ).update(send_after=now + timedelta(minutes=10))
    if not claimed:
        return 0
    mail = OutboxMail.objects.get(pk=pk)
    if not settings.SMTP_URL:
        OutboxMail.objects.filter(pk=pk).update(state="kept")
        return 0
    mail.attempts += 1
    try:
        _send(mail)
    # smtplib's errors are OSErrors; an address that fits no header is a ValueError, and must not hold up the others.
    except (OSError, ValueError) as error:
        mail.error = str(error)[:500]
        mail.state = "failed" if mail.attempts >= MOST_ATTEMPTS else "waiting"
        mail.send_after = now + timedelta(seconds=30 * 2**mail.attempts)
        mail.save()
        return 0
    with transaction.atomic():
        mail.state, mail.sent_at, mail.error = "sent", timezone.now(), ""
        mail.save()
    return 1
