"""How much of everybody's time is given away already."""

from collections import Counter

from django.db.models import Count, F, Q

from madang.site.events.models import Event
from madang.site.matching.queries.hours import Agreed
from madang.site.meetings.models import Meeting


def agreed_of(event: Event) -> dict[int, Agreed]:
    """Return the accepted meetings of each registration, placed or not, with the slots that they take; one query.

    A meeting takes one slot of each delegate who is named for it, of one delegate where none is.
    """
    meetings: Counter[int] = Counter()
    slots: Counter[int] = Counter()
    named = {
        side: Count(
            "named_delegates",
            filter=Q(named_delegates__delegate__registration=F(side)),
        )
        for side in ("host", "guest")
    }
    rows = Meeting.objects.filter(event=event, state="accepted").order_by()
    counted = rows.annotate(hosts=named["host"], guests=named["guest"])
    for host, guest, hosts, guests in counted.values_list(
        "host", "guest", "hosts", "guests"
    ):
        for side, delegates in ((host, hosts), (guest, guests)):
            meetings[side] += 1
            slots[side] += max(1, delegates)
    return {pk: Agreed(count, slots[pk]) for pk, count in meetings.items()}
