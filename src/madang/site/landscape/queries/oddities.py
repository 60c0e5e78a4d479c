"""What is odd about the rows of a page, gathered with as many questions whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from madang.site.directory.models import Organisation
from madang.site.landscape.models import Observation
from madang.site.landscape.queries.figures import (
    Reader,
    observations_seen_by,
    with_evidence,
)
from madang.site.landscape.queries.places import names_of
from madang.site.landscape.rules.oddities import oddities_of_figures, texts
from madang.site.ledger.models import (
    Occasion,
    Source,
    Tie,
)
from madang.site.ledger.queries.names import organisations_named_to
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.oddities import (
    of_names,
    of_occasions,
    of_sentences,
    of_sources,
    of_ties,
)
from madang.site.ledger.queries.ties import ties_seen_by
from madang.site.ledger.rules.oddities import Oddity

# Contradictions first, then what somebody can confirm.
ORDER = {"contradiction": 0, "to_confirm": 1}


def of_figures(rows: Sequence[Observation]) -> list[Oddity]:
    """Return what is odd about observations that are fetched with their evidence: no question."""
    return oddities_of_figures(rows)


def of_texts(user: Reader, rows: Sequence[Observation]) -> list[Oddity]:
    """Return what is odd about the texts from which observations are, all figures of those texts read: three questions, or none."""
    sources = {each.source_id for row in rows for each in row.claim.passages.all()}
    if not sources:
        return []
    told = observations_seen_by(user).filter(claim__passages__source__in=sources)
    figures = list(with_evidence(told.distinct(), user))
    places = names_of(row.geography for row in figures)
    return texts.place_changes_midway(figures, places)


def of_pair(
    user: Reader,
    ties: QuerySet[Tie],
    occasions: QuerySet[Occasion],
    figures: Sequence[Observation],
) -> list[Oddity]:
    """Return what is odd about ties, occasions and figures between two countries, contradictions first."""
    parties = organisations_named_to(user).filter(tie_parts__tie__in=ties).distinct()
    found = [
        *of_figures(figures),
        *of_ties(user, ties),
        *of_occasions(user, occasions),
        *of_names(parties),
    ]
    return in_order(found)


def touching(found: Iterable[Oddity], rows: Sequence[Observation]) -> list[Oddity]:
    """Return those oddities that concern one of the rows."""
    keys = {row.pk for row in rows}
    return [
        each
        for each in found
        if any(isinstance(row, Observation) and row.pk in keys for row in each.rows)
    ]


def in_order(found: Iterable[Oddity]) -> list[Oddity]:
    """Return oddities with contradictions first, else as they came."""
    return sorted(found, key=lambda each: ORDER[each.kind])


def everything_odd(user: Reader) -> list[Oddity]:
    """Return everything odd that this reader may see, contradictions first: for those who can settle it."""
    figures = list(with_evidence(observations_seen_by(user), user))
    named = Organisation.objects.filter(
        Q(tie_parts__tie__in=ties_seen_by(user)) | Q(record__isnull=False)
    )
    sources = Source.objects.values_list("pk", flat=True)
    return in_order(
        [
            *(each for rows in _settings(figures) for each in of_figures(rows)),
            *of_ties(user, ties_seen_by(user)),
            *of_occasions(user, occasions_seen_by(user)),
            *of_texts(user, figures),
            *of_sentences(user),
            *of_sources(user, sources),
            *of_names(named.distinct()),
        ]
    )


def _settings(rows: Sequence[Observation]) -> list[list[Observation]]:
    """Return observations in groups of one country or region: only those can contradict each other."""
    found: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        found[min(filter(None, (row.geography, row.counterpart)), default="")].append(
            row
        )
    return list(found.values())
