"""Look for organisations that may be one, and keep what was found for the curators' list."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count

from madang.site.core import jobs, log
from madang.site.core.models import Job
from madang.site.directory.models import Membership, Organisation, Person, User
from madang.site.ledger.models import MergeCandidate, Relation, Tie, TieParty
from madang.site.ledger.queries.merging import JOB
from madang.site.ledger.rules.likeness import Entry, Pair, Proposal, proposals
from madang.site.ledger.rules.spelling import domain

AT_ONCE = 1000


def look_for_candidates(*, by: Person | User) -> Job:
    """Look for candidates in the background; return the job, or the one that is waiting or running already."""
    busy = Job.objects.filter(kind=JOB, state__in=["queued", "running"]).first()
    if busy is not None:
        return busy
    with transaction.atomic():
        job = jobs.start(JOB, by=str(by), seconds=600)
        log.record("look for merge candidates", job, by=by)
    return job


def find_candidates() -> int:
    """Make the list of candidates anew; return how many there are. Answers of curators are kept apart and stay."""
    rows = proposals(entries(), related=related_pairs())
    with transaction.atomic():
        MergeCandidate.objects.all().delete()
        MergeCandidate.objects.bulk_create(map(_row, rows), batch_size=AT_ONCE)
    return len(rows)


def _row(proposal: Proposal) -> MergeCandidate:
    return MergeCandidate(
        first_id=proposal.first,
        second_id=proposal.second,
        score=proposal.score,
        reasons=" ".join(proposal.reasons),
        doubts=" ".join(proposal.doubts),
    )


def entries() -> list[Entry]:
    """Return what is compared of every organisation that stands by itself; groups without a name of their own are left out."""
    rows = Organisation.objects.filter(merged_into=None).exclude(record__is_group=True)
    rows = rows.prefetch_related("names", "identifiers").order_by("pk")
    return [entry_of(each) for each in rows.iterator(chunk_size=AT_ONCE)]


def entry_of(row: Organisation) -> Entry:
    """Return what is compared of one organisation. Its names and numbers are read: fetch them before."""
    others = (row.name, row.name_local, *(each.text for each in row.names.all()))
    return Entry(
        pk=row.pk,
        names=tuple(dict.fromkeys(each for each in others if each)),
        country=row.country,
        domain=domain(row.website),
        identifiers=frozenset(
            (each.scheme, each.value) for each in row.identifiers.all()
        ),
    )


def related_pairs() -> Iterator[Pair]:
    """Yield the pairs that the ledger tells apart: one belongs to the other, or they are the two parties of a tie."""
    said = Relation.objects.filter(
        is_withdrawn=False,
        subject_organisation__isnull=False,
        object_organisation__isnull=False,
    ).exclude(predicate=Relation.Predicate.MERGED)
    for one, other in said.values_list("subject_organisation", "object_organisation"):
        yield _pair(one, other)
    for one, other in Membership.objects.values_list("cluster", "member"):
        yield _pair(one, other)
    pairs = (
        Tie.objects.filter(is_withdrawn=False)
        .annotate(every=Count("parties__organisation", distinct=True))
        .filter(every=2)
    )
    parties: dict[int, list[int]] = {}
    found = TieParty.objects.filter(tie__in=pairs.order_by())
    for tie, party in found.values_list("tie", "organisation").distinct():
        parties.setdefault(tie, []).append(party)
    for one, other in parties.values():
        yield _pair(one, other)


def _pair(one: int | None, other: int | None) -> Pair:
    return one or 0, other or 0
