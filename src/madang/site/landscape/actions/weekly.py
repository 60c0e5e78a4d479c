"""The feed by mail once a week, for those who asked for it: titles, addresses and reasons, never a text."""

from datetime import datetime, timedelta
from itertools import takewhile

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from madang.site.core import log, outbox
from madang.site.directory.models import Person
from madang.site.landscape.models import WeeklyMail
from madang.site.landscape.queries.feed import FeedLine, feed_of

WEEK = timedelta(days=7)
MOST_LINES = 20
MOST_MAILS = 50


@transaction.atomic
def set_weekly_mail(*, by: Person, wanted: bool) -> None:
    """Let the feed come by mail once a week, the first time in seven days, or end that. What is so already changes nothing."""
    if wanted:
        row, is_new = WeeklyMail.objects.get_or_create(
            person=by, defaults={"next_at": timezone.now() + WEEK}
        )
        if is_new:
            log.record("ask for weekly mail", row, by=by)
        return
    if (found := WeeklyMail.objects.filter(person=by).first()) is not None:
        log.record("end weekly mail", found, by=by)
        found.delete()


def send_weekly_mails() -> int:
    """Put the mails that are due into the outbox; return how many. A week without news brings none."""
    due = WeeklyMail.objects.filter(next_at__lte=timezone.now())
    return sum(_send(row) for row in due.select_related("person__user")[:MOST_MAILS])


@transaction.atomic
def _send(row: WeeklyMail) -> int:
    # Whoever moves the day on sends: two clocks at once write one mail. What was missed while no clock ran is not sent twice.
    due, now = row.next_at, timezone.now()
    if not WeeklyMail.objects.filter(pk=row.pk, next_at=due).update(next_at=now + WEEK):
        return 0
    person = row.person
    user = person.user
    if not person.email or user is None or not user.is_active:
        return 0
    with override(person.language):
        lines = _lines_since(person, due - WEEK)
        if not lines:
            return 0
        subject = ngettext(
            "%(count)d thing is new in your feed",
            "%(count)d things are new in your feed",
            len(lines),
        ) % {"count": len(lines)}
        mail = outbox.put(
            to=person.email,
            subject=subject,
            body=_body(lines),
            key=f"weekly-{row.pk}-{due:%Y%m%d%H%M}",
        )
    return int(mail is not None)


def _lines_since(person: Person, since: datetime) -> list[FeedLine]:
    return list(takewhile(lambda line: line.at > since, feed_of(person)[:MOST_LINES]))


def _body(lines: list[FeedLine]) -> str:
    parts = [
        f"{line.title}\n{line.why}\n{settings.SITE_URL}{line.link}" for line in lines
    ]
    end = _("You asked for this mail. It ends on %(address)s") % {
        "address": f"{settings.SITE_URL}/landscape/following/"
    }
    return "\n\n".join([*parts, end]) + "\n"
