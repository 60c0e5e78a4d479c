"""Mail about a published plan: one to each person whom a change touches, and none to anybody else."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log, outbox
from madang.site.core.log import Actor
from madang.site.core.templatetags.ui import city, day_in
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.meetings.actions.letters import readers_of
from madang.site.meetings.models import Meeting, Placement, Plan
from madang.site.meetings.queries.agenda import by_owner, is_off, placements
from madang.site.meetings.queries.changes import (
    Change,
    changes_by_owner,
    label,
    sentence,
)
from madang.site.meetings.queries.lines import (
    Line,
    both_times,
    line_of,
    title_of,
    zone_difference,
)
from madang.site.meetings.queries.owners import Owner, readers, zone_of


@dataclass
class Part:
    """What a mail says of one agenda."""

    owner: Owner
    changes: list[Change]
    rows: list[Placement]


@dataclass
class Notice:
    """What one person is told: usually one agenda, more for a lead with chairs that nobody took yet."""

    person: Person
    parts: list[Part] = field(default_factory=list)


def preview_count(plan: Plan, previous: Plan | None) -> int:
    """Return how many people would get mail if `plan` took the place of `previous`."""
    return len(_notices(plan, previous))


@transaction.atomic
def tell_about_plan(*, plan: Plan, previous: Plan | None, by: Actor | None) -> int:
    """Write to each person whose agenda changed what changed and how it looks now; return how many mails that are.

    The same plan told again sends nothing: a mail's key names the plan and the person.
    """
    count = 0
    for notice in _notices(plan, previous):
        with translation.override(notice.person.language):
            mail = outbox.put(
                to=notice.person.email,
                subject=_subject(notice, plan.event),
                body=_body(notice, plan.event),
                key=f"plan-{plan.pk}-person-{notice.person.pk}",
                event_id=plan.event_id,
            )
        count += mail is not None
    log.record(
        "tell about plan", plan, by=by, event_id=plan.event_id, detail=f"{count} mails"
    )
    return count


def tell_of_cancellation(meeting: Meeting, by: Person | None) -> int:
    """Write to those who were to sit at a meeting's table and do not hear of its end otherwise; return how many.

    These are the interpreter, and delegates whom the plan chose. The lead and the delegates named for the
    meeting get a letter of the side that cancelled; whoever cancelled knows it.
    """
    row = Placement.objects.filter(meeting=meeting, is_published=True).first()
    if row is None:
        return 0
    plan = row.plan
    rows = [each for each in placements(plan) if each.pk == row.pk]
    owners, _rows = by_owner(rows)
    told = {
        each.pk
        for side in (meeting.host, meeting.guest)
        for each in readers_of(meeting, side)
    }
    told |= {by.pk} if by is not None else set()
    count = 0
    found = readers(list(owners.values()))
    for key, owner in owners.items():
        person = found.get(key)
        if person is not None and person.pk not in told:
            count += _tell_cancelled(person, owner, rows[0], meeting.event)
    return count


def _tell_cancelled(person: Person, owner: Owner, row: Placement, event: Event) -> bool:
    with translation.override(person.language):
        words = {"title": title_of(row, owner), "event": event.name}
        address = settings.SITE_URL + reverse("meetings:agenda", args=[event.slug])
        gone = Change("cancelled", row, None)
        blocks = [
            f"{label(gone)}: {sentence(gone, owner, event)}",
            _("The agenda as it stands: %(address)s") % {"address": address},
        ]
        mail = outbox.put(
            to=person.email,
            subject=_("Cancelled: %(title)s, %(event)s") % words,
            body="\n\n".join(blocks) + "\n",
            key=f"meeting-{row.meeting_id}-gone-{person.pk}",
            event_id=event.pk,
        )
    return mail is not None


def _notices(plan: Plan, previous: Plan | None) -> list[Notice]:
    owners, changes, rows = changes_by_owner(plan, previous)
    touched = [owner for key, owner in owners.items() if key in changes]
    notices: dict[int, Notice] = {}
    parts: dict[int, list[Part]] = defaultdict(list)
    found = readers(touched)
    for owner in touched:
        if (person := found.get(owner.key)) is not None:
            notices.setdefault(person.pk, Notice(person))
            parts[person.pk].append(
                Part(owner, changes[owner.key], rows.get(owner.key, []))
            )
    for pk, notice in notices.items():
        notice.parts = sorted(parts[pk], key=lambda part: part.owner.key)
    return list(notices.values())


def _subject(notice: Notice, event: Event) -> str:
    count = sum(len(part.changes) for part in notice.parts)
    if all(change.kind == "new" for part in notice.parts for change in part.changes):
        words = ngettext(
            "%(event)s: your agenda, %(count)d meeting",
            "%(event)s: your agenda, %(count)d meetings",
            count,
        )
    else:
        words = ngettext(
            "%(event)s: %(count)d change in your agenda",
            "%(event)s: %(count)d changes in your agenda",
            count,
        )
    return words % {"event": event.name, "count": count}


def _body(notice: Notice, event: Event) -> str:
    own_zone = zone_of(notice.person)
    blocks = [
        _("Agenda of %(name)s at %(event)s.")
        % {"name": notice.person.name, "event": event.name}
    ]
    for part in notice.parts:
        holder = getattr(part.owner.row, "person_id", None)
        is_theirs = holder == notice.person.pk and len(notice.parts) == 1
        blocks += _part(part, event, own_zone, is_named=not is_theirs)
    first = notice.parts[0].changes[0].row.slot.starts_at
    zones = _("Times in %(city)s.") % {"city": city(event.zone)}
    blocks.append(
        " ".join(
            each
            for each in [zones, zone_difference(event.zone, own_zone, first)]
            if each
        )
    )
    address = settings.SITE_URL + reverse("meetings:agenda", args=[event.slug])
    blocks.append(_("The agenda as it stands: %(address)s") % {"address": address})
    return "\n\n".join(blocks) + "\n"


def _part(part: Part, event: Event, own_zone: str, *, is_named: bool) -> list[str]:
    """Return the blocks about one agenda: its owner where there are several, what changed, and the whole of it."""
    blocks = [f"{part.owner.name}"] if is_named else []
    # A first agenda consists of nothing but new meetings: said once, below.
    if any(change.kind != "new" for change in part.changes) or len(part.changes) < len(
        part.rows
    ):
        changed = [
            f"- {label(change)}: {sentence(change, part.owner, event)}"
            for change in part.changes
        ]
        blocks.append("\n".join([_("What changed:"), *changed]))
    by_day: dict[str, list[Line]] = defaultdict(list)
    for row in part.rows:
        if not is_off(row):
            by_day[day_in(row.slot.starts_at, event.zone)].append(
                line_of(row, part.owner)
            )
    for day, lines in by_day.items():
        blocks.append(
            "\n".join([day, *(_line(line, event.zone, own_zone) for line in lines)])
        )
    if not by_day:
        blocks.append(_("There is no meeting in this agenda now."))
    return blocks


def _line(line: Line, event_zone: str, own_zone: str) -> str:
    more = "; ".join(each for each in [line.where, line.who, line.language] if each)
    return f"{both_times(line, event_zone, own_zone)}  {line.title}\n    {more}"
