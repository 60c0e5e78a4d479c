"""What came of an event that was run here, for the front page: the public ties of its occasion."""

from django.urls import reverse

from madang.site.events.models import Event
from madang.site.ledger.models import Occasion
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.ties import ties_seen_by, with_sides
from madang.site.ledger.wording import tie_state, tie_title
from madang.site.meetings.queries.front import Followed

MOST = 5


def what_followed(event: Event) -> Followed | None:
    """Return the first public ties of an event's occasion and the address of its page; None if the ledger knows of none."""
    occasion: Occasion | None = occasions_seen_by(None).filter(event=event).first()
    if occasion is None:
        return None
    ties = with_sides(ties_seen_by(None).filter(occasion=occasion), None)[:MOST]
    lines = [
        (tie_title(tie), *tie_state(tie), reverse("ledger:tie", args=[tie.key]))
        for tie in ties
    ]
    if not lines:
        return None
    return Followed(reverse("ledger:occasion", args=[occasion.key]), lines)
