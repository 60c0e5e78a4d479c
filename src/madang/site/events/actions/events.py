"""Verbs that make an event, change its basics, and open or close it."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.core.time import NoSuchTimeError, zone
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Event, Staff
from madang.site.events.rules import SetUpError

# Addresses of pages that stand where an event's short name would.
RESERVED = {"new"}
NEXT_STATES = {
    "preparing": {"open"},
    "open": {"closed", "preparing"},
    "closed": {"open"},
}


def check_basics(event: Event) -> None:
    """Raise SetUpError for a zone that does not exist, a short name that is taken, or a meeting without length."""
    try:
        zone(event.zone)
    except NoSuchTimeError as error:
        raise SetUpError(
            _("There is no time zone called %(zone)s.") % {"zone": event.zone},
            field="zone",
        ) from error
    if (
        event.slug in RESERVED
        or Event.objects.filter(slug=event.slug).exclude(pk=event.pk).exists()
    ):
        raise SetUpError(
            _("Another page has this short name. Choose another one."), field="slug"
        )
    if event.slot_minutes < 5:
        raise SetUpError(_("A meeting lasts at least 5 minutes."), field="slot_minutes")


@transaction.atomic
def create_event(*, event: Event, by: Person | None) -> Event:
    """Save a new event; whoever makes it is its first organiser."""
    check_basics(event)
    event.save()
    if by is not None:
        Staff.objects.create(event=event, person=by, role=Staff.Role.ORGANISER)
    record("create event", event, by=by, event_id=event.pk)
    return event


@transaction.atomic
def change_event(*, event: Event, by: Person | None) -> None:
    """Save changed basics of an event. The zone is fixed once slots are made: their instants would not be what was said."""
    check_basics(event)
    before = Event.objects.select_for_update().get(pk=event.pk)
    if before.zone != event.zone and event.slots.exists():
        raise SetUpError(
            _(
                "The slots are made in %(zone)s. Remove the days before changing the zone."
            )
            % {"zone": before.zone},
            field="zone",
        )
    fields = [
        "name",
        "city",
        "country",
        "venue",
        "zone",
        "summary",
        "slot_minutes",
        "pause_minutes",
        "most_per_day",
        "most_in_a_row",
        "walking_minutes",
        "nobody_left_out",
        "is_listed",
    ]
    changed = [name for name in fields if getattr(before, name) != getattr(event, name)]
    if not changed:
        return
    event.save(update_fields=changed)
    record("change event", event, by=by, event_id=event.pk, detail=", ".join(changed))
    bump_version(event)


@transaction.atomic
def set_event_state(*, event: Event, state: str, by: Person | None) -> None:
    """Open an event, close it, or take it back into preparation. Raises SetUpError if somebody was faster."""
    sources = [source for source, targets in NEXT_STATES.items() if state in targets]
    if not Event.objects.filter(pk=event.pk, state__in=sources).update(state=state):
        raise SetUpError(
            _("The state of the event has changed meanwhile. Look at it again.")
        )
    event.refresh_from_db(fields=["state"])
    record(
        {"open": "open event", "closed": "close event"}.get(state, "prepare event"),
        event,
        by=by,
        event_id=event.pk,
    )
