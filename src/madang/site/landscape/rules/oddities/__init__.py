"""What is odd about figures: every rule of growth, shares and single statements in one list."""

from collections.abc import Callable, Iterator, Sequence

from madang.site.landscape.models import Observation
from madang.site.landscape.rules.oddities import growth, shares, statements
from madang.site.ledger.rules.oddities import Oddity

RULES: tuple[Callable[[Sequence[Observation]], Iterator[Oddity]], ...] = (
    growth.another_pace,
    growth.growth_of_what,
    growth.swapped_digits,
    growth.to_or_by,
    growth.does_not_fit,
    growth.stated_differently,
    shares.share_of_what,
    shares.share_without_year,
    shares.implausible_share,
    shares.lead_within_rounding,
    shares.bases_differ,
    statements.rank_called_share,
    statements.two_measures_in_one,
    statements.ambiguous,
    statements.second_hand,
    statements.year_not_stated,
)


def oddities_of_figures(rows: Sequence[Observation]) -> list[Oddity]:
    """Return what is odd about observations, alone and beside each other.

    Reads indicator, cited_source, claim and the passages of the claim with their source: fetch them before.
    """
    return [oddity for rule in RULES for oddity in rule(rows)]
