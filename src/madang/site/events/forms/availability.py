"""Free slots as a form sends them: a checkbox for each slot, and a button for each half day."""

from django.http import QueryDict

from madang.site.core.ui import whole_number
from madang.site.events.models import Event
from madang.site.events.queries.availability import half_days


def free_slots_of(data: QueryDict, event: Event) -> set[int]:
    """Return the slots (ids) that are free after this form: what is ticked, changed by the half-day button if one was pressed.

    A button is `half=2026-12-08-am:free` or `:absent`. Ids of other events are left out.
    """
    halves = {half.key: {slot.pk for slot in half.slots} for half in half_days(event)}
    known = set().union(*halves.values())
    numbers = (whole_number(value) for value in data.getlist("free"))
    free = {number for number in numbers if number is not None} & known
    key, _colon, verb = data.get("half", "").partition(":")
    if key in halves:
        free = free | halves[key] if verb == "free" else free - halves[key]
    return free
