"""What is odd about rows of the ledger, gathered with as many questions whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, Q, QuerySet

from madang.site.directory.models import Organisation, User
from madang.site.ledger.models import (
    Audience,
    Claim,
    Occasion,
    Passage,
    Source,
    Tie,
)
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.relations import attributions_seen_by
from madang.site.ledger.queries.ties import parties_named_to
from madang.site.ledger.rules.access import may_read_internal
from madang.site.ledger.rules.oddities import Oddity
from madang.site.ledger.rules.oddities.occasions import oddities_of_occasions
from madang.site.ledger.rules.oddities.sentences import oddities_of_sentences
from madang.site.ledger.rules.oddities.sources import (
    oddities_of_names,
    oddities_of_source,
)
from madang.site.ledger.rules.oddities.ties import oddities_of_tie

Reader = User | AnonymousUser


def _passages(user: Reader) -> QuerySet[Passage]:
    rows = Passage.objects.select_related("source").order_by("citations__order")
    return (
        rows if may_read_internal(user) else rows.filter(source__audience=Audience.PUBLIC)
    )  # fmt: skip


def _claims(user: Reader) -> QuerySet[Claim]:
    return (
        standing_claims(claims_seen_by(user))
        .select_related("holder_position", "occasion")
        .prefetch_related(Prefetch("passages", queryset=_passages(user)))
    )


def of_ties(user: Reader, ties: QuerySet[Tie]) -> list[Oddity]:
    """Return what is odd about ties: six questions."""
    parties = parties_named_to(user).select_related("organisation__record").order_by("order", "id")  # fmt: skip
    rows = list(
        ties.prefetch_related(
            Prefetch("parties", queryset=parties),
            Prefetch(
                "attributions",
                queryset=attributions_seen_by(user).select_related("occasion"),
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
    holders = organisations | organisers
    # Of what they say elsewhere only statements about nothing else can bear on a tie.
    elsewhere = Q(tie=None, occasion=None, aspect=Claim.Aspect.STATEMENT) & (
        Q(holder_organisation__in=holders)
        | Q(holder_position__organisation__in=holders)
    )
    said = list(_claims(user).filter(Q(tie__in=[tie.pk for tie in rows]) | elsewhere))
    of_tie = _by_tie(rows, said)
    found = [oddity for tie in rows for oddity in oddities_of_tie(tie, of_tie[tie.pk])]
    known = {tie.pk: tie for tie in rows}
    about = [claim for claim in said if claim.tie_id in known]
    for claim in about:
        # The row whose parties are fetched already.
        claim.tie = known[claim.tie_id or 0]
    return [*found, *oddities_of_sentences(about)]


def of_sentences(user: Reader) -> list[Oddity]:
    """Return what is odd about the words of claims that are about no tie: two questions. Those of ties come with their ties."""
    return oddities_of_sentences(list(_claims(user).filter(tie=None)))


def _by_tie(ties: list[Tie], said: list[Claim]) -> dict[int, list[Claim]]:
    """Return the claims on each tie, and the statements about nothing else of its parties and of organisers to whom it is credited."""
    heard: dict[int | None, set[int]] = defaultdict(set)
    for tie in ties:
        for part in tie.parties.all():
            heard[part.organisation_id].add(tie.pk)
        for each in tie.attributions.all():
            heard[each.occasion.organiser_id].add(tie.pk)
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in said:
        if claim.tie_id is not None:
            found[claim.tie_id].append(claim)
        elif claim.aspect == Claim.Aspect.STATEMENT and claim.occasion_id is None:
            holder = claim.holder_organisation_id or (
                claim.holder_position.organisation_id if claim.holder_position else None
            )
            for key in heard[holder] if holder is not None else ():
                found[key].append(claim)
    return found


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
