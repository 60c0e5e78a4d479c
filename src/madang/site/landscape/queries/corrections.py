"""What a figure said before it was corrected."""

from dataclasses import dataclass

from madang.site.landscape.models import Observation
from madang.site.landscape.queries.figures import Reader, with_evidence
from madang.site.ledger.models import Audience, Claim
from madang.site.ledger.queries.claims import claims_seen_by
from madang.site.ledger.rules.access import may_read_internal


@dataclass(frozen=True)
class Earlier:
    """A figure as it stood, and the claim that took its place, with the reason as its note."""

    figure: Observation
    correction: Claim


def earlier_figures(user: Reader, row: Observation) -> list[Earlier]:
    """Return what stood in a figure's place, the latest first, as far as this reader may see it; three questions at most."""
    superseded = Observation.objects.filter(
        indicator=row.indicator_id, claim__superseded_by__isnull=False
    )
    before = {
        later: (pk, claim)
        for pk, claim, later in superseded.values_list(
            "pk", "claim", "claim__superseded_by"
        )
    }
    chain: list[int] = []
    here = row.claim_id
    while here in before:
        pk, here = before[here]
        chain.append(pk)
    if not chain:
        return []
    seen = superseded.filter(pk__in=chain, claim__in=claims_seen_by(user))
    if not may_read_internal(user):
        seen = seen.filter(audience=Audience.PUBLIC)
    shown = with_evidence(seen, user).select_related("claim__superseded_by")
    found = {each.pk: each for each in shown}
    return [
        Earlier(found[pk], later)
        for pk in chain
        if pk in found and (later := found[pk].claim.superseded_by) is not None
    ]
