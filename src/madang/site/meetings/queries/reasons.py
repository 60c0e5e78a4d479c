"""Why two organisations meet: what one of them wrote, or else what the matching found."""

from dataclasses import replace

from django.db.models import Exists, Q

from madang.site.events.models import Registration
from madang.site.matching.models import Reason
from madang.site.matching.queries.pairs import pair
from madang.site.matching.wording import Numbers, two_sides
from madang.site.meetings.queries.lines import Line, other_side
from madang.site.meetings.queries.owners import Owner
from madang.site.survey.models import Consent, Item


def with_reason(line: Line, owner: Owner) -> Line:
    """Return a delegate's line with the first reason of their side where nobody wrote one; three queries at most."""
    other = other_side(line.placement, owner)
    if line.why or owner.delegate is None or other is None:
        return line
    own = owner.delegate.registration
    reasons = [
        each
        for each in _reasons(own, other)
        if not _hidden(each.seek, own) and not _hidden(each.offer, own)
    ]
    sides = two_sides(reasons, me=own.pk, numbers=Numbers({}))
    found = [*sides.mine, *sides.theirs]
    return replace(line, why=found[0].text) if found else line


def _reasons(own: Registration, other: Registration) -> list[Reason]:
    """Return what the current run says of a pair to one of its sides; nothing about a side that shows itself to nobody."""
    left, right = pair(own.pk, other.pk)
    shown = Consent.objects.filter(
        answer__registration=other, answer__state="submitted"
    )
    rows = Reason.objects.filter(
        Exists(shown),
        Q(reader=None) | Q(reader=own),
        suggestion__run__is_current=True,
        suggestion__left=left,
        suggestion__right=right,
    )
    return list(
        rows.select_related("seek__answer", "offer__answer").prefetch_related(
            "seek__terms", "offer__terms"
        )
    )


def _hidden(item: Item | None, own: Registration) -> bool:
    return (
        item is not None
        and item.is_confidential
        and item.answer.registration_id != own.pk
    )
