"""What is odd about the rows of a page, gathered with as many questions whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, Q, QuerySet

from madang.site.directory.models import Organisation
from madang.site.landscape.models import Observation
from madang.site.landscape.queries.figures import (
    Reader,
    observations_seen_by,
    with_evidence,
)
from madang.site.landscape.rules.oddities import oddities_of_figures
from madang.site.ledger.models import (
    Audience,
    Claim,
    Occasion,
    Passage,
    Source,
    Tie,
    TieAttribution,
    TieParty,
)
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.ties import ties_seen_by
from madang.site.ledger.rules.access import may_read_internal
from madang.site.ledger.rules.oddities import Oddity
from madang.site.ledger.rules.oddities.occasions import oddities_of_occasions
from madang.site.ledger.rules.oddities.sources import (
    oddities_of_names,
    oddities_of_source,
)
from madang.site.ledger.rules.oddities.ties import oddities_of_tie

# Contradictions first, then what somebody can confirm.
ORDER = {"contradiction": 0, "to_confirm": 1}


def _passages(user: Reader) -> QuerySet[Passage]:
    rows = Passage.objects.select_related("source").order_by("citations__order")
    return (
        rows if may_read_internal(user) else rows.filter(source__audience=Audience.PUBLIC)
    )  # fmt: skip


def _claims(user: Reader) -> QuerySet[Claim]:
    return (
        standing_claims(claims_seen_by(user))
        .select_related("holder_position")
        .prefetch_related(Prefetch("passages", queryset=_passages(user)))
    )


def of_ties(user: Reader, ties: QuerySet[Tie]) -> list[Oddity]:
    """Return what is odd about ties: six questions."""
    parties = TieParty.objects.select_related("organisation__record").order_by("order", "id")  # fmt: skip
    rows = list(
        ties.prefetch_related(
            Prefetch("parties", queryset=parties),
            Prefetch(
                "attributions",
                queryset=TieAttribution.objects.select_related("occasion"),
            ),
        )
    )
    organisations = {part.organisation_id for tie in rows for part in tie.parties.all()}
    organisers = {
        each.occasion.organiser_id
        for tie in rows
        for each in tie.attributions.all()
        if each.occasion.organiser_id
    }
    said = list(
        _claims(user).filter(
            Q(tie__in=[tie.pk for tie in rows])
            | Q(holder_organisation__in=organisations | organisers)
            | Q(holder_position__organisation__in=organisations | organisers)
        )
    )
    of_tie: dict[int, list[Claim]] = defaultdict(list)
    for claim in said:
        for tie in rows:
            if _speaks_of(claim, tie):
                of_tie[tie.pk].append(claim)
    return [oddity for tie in rows for oddity in oddities_of_tie(tie, of_tie[tie.pk])]


def _speaks_of(claim: Claim, tie: Tie) -> bool:
    """Say whether a claim is on the tie, or a statement of a party or of the organiser, from a source of the tie's own claims."""
    if claim.tie_id is not None:
        return claim.tie_id == tie.pk
    if (claim.aspect, claim.occasion_id) != (Claim.Aspect.STATEMENT, None):
        return False
    holder = claim.holder_organisation_id or (
        claim.holder_position.organisation_id if claim.holder_position else None
    )
    heard = {part.organisation_id for part in tie.parties.all()} | {
        each.occasion.organiser_id for each in tie.attributions.all()
    }
    return holder is not None and holder in heard


def of_occasions(user: Reader, occasions: QuerySet[Occasion]) -> list[Oddity]:
    """Return what is odd about occasions: five questions."""
    rows = occasions.prefetch_related(
        Prefetch("claims", queryset=_claims(user)),
        Prefetch("parts", queryset=occasions_seen_by(user)),
    )
    return oddities_of_occasions(list(rows))


def of_sources(user: Reader, keys: Iterable[int]) -> list[Oddity]:
    """Return what is odd about sources that this reader may see: one question."""
    rows = Source.objects.filter(pk__in=set(keys)).order_by("pk")
    if not may_read_internal(user):
        rows = rows.filter(audience=Audience.PUBLIC)
    return [oddity for source in rows for oddity in oddities_of_source(source)]


def of_names(organisations: QuerySet[Organisation]) -> list[Oddity]:
    """Return what is odd about the names of organisations: two questions."""
    rows = organisations.select_related("record").prefetch_related("names__organisation")  # fmt: skip
    return [oddity for row in rows for oddity in oddities_of_names(row)]


def of_figures(rows: Sequence[Observation]) -> list[Oddity]:
    """Return what is odd about observations that are fetched with their evidence: no question."""
    return oddities_of_figures(rows)


def of_pair(
    user: Reader,
    ties: QuerySet[Tie],
    occasions: QuerySet[Occasion],
    figures: Sequence[Observation],
) -> list[Oddity]:
    """Return what is odd between two countries, contradictions first."""
    parties = Organisation.objects.filter(tie_parts__tie__in=ties).distinct()
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
