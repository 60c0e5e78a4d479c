"""Why two organisations meet: what one of them wrote, or else what the matching found."""

from dataclasses import replace

from django.db.models import Exists

from madang.site.events.models import Registration
from madang.site.matching.models import Suggestion, Told
from madang.site.matching.queries.pairs import pair
from madang.site.matching.queries.reasons import told_of
from madang.site.matching.wording.sides import Numbers, two_sides
from madang.site.meetings.queries.lines import Line, other_side
from madang.site.meetings.queries.owners import Owner
from madang.site.survey.models import Consent


def with_reason(line: Line, owner: Owner) -> Line:
    """Return a delegate's line with the first reason of their side where nobody wrote one; three queries at most."""
    other = other_side(line.placement, owner)
    if line.why or owner.delegate is None or other is None:
        return line
    own = owner.delegate.registration
    sides = two_sides(_reasons(own, other), me=own.pk, numbers=Numbers({}))
    found = [*sides.mine, *sides.theirs]
    return replace(line, why=found[0].text) if found else line


def _reasons(own: Registration, other: Registration) -> list[Told]:
    """Return what the current run says of a pair to one of its sides; nothing about a side that shows itself to nobody."""
    left, right = pair(own.pk, other.pk)
    shown = Consent.objects.filter(
        answer__registration=other, answer__state="submitted"
    )
    rows = Suggestion.objects.filter(
        Exists(shown), run__is_current=True, left=left, right=right
    )
    return told_of(rows, own)
