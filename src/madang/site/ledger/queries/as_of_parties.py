"""The parties of ties as they were believed at a moment: those entered since are not among them, those taken out or merged since are."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Claim, MergedCell, MergedRow, Tie, TieParty
from madang.site.ledger.queries.names import organisations_named_to
from madang.site.ledger.rules.access import Reader
from madang.site.ledger.rules.merging import root_of

TABLE = "ledger.TieParty"
# How the key of a claim begins that was entered only to take a party out that had come with its tie.
FROM_THE_START = "party-"


def parties_then(
    user: Reader,
    ties: Sequence[Tie],
    claims: Mapping[int, Sequence[Claim]],
    until: datetime,
    pointers: Mapping[int, int],
) -> dict[int, QuerySet[TieParty]]:
    """Return the parties of each tie at a moment, as fetched rows; `claims` are every claim about each tie, in order."""
    rows: dict[int, list[TieParty]] = {each.pk: [] for each in ties}
    for party in _entered(ties):
        chain = _chain(claims[party.tie_id], party.claim_id)
        if not chain or chain[0].recorded_at < until or _came_with_tie(chain[0]):
            rows[party.tie_id].append(party)
    for tie in ties:
        rows[tie.pk].extend(_taken_out(tie, claims[tie.pk], until))
    return _named(user, rows, pointers)


def ties_with_part_of(family: Sequence[int]) -> set[int]:
    """Return the ties in which one of some organisations has a part of its own, wherever merging shows that part now."""
    cells = MergedCell.objects.filter(table=TABLE, column="organisation")
    own = Q(organisation__in=family) & ~Q(pk__in=cells.exclude(base__in=family).values("row"))  # fmt: skip
    moved = Q(pk__in=cells.filter(base__in=family).values("row"))
    found = set(TieParty.objects.filter(own | moved).values_list("tie", flat=True))
    for aside in MergedRow.objects.filter(table=TABLE):
        fields = aside.content[0]["fields"]
        if fields["organisation"] in family:
            found.add(fields["tie"])
    return found


def _entered(ties: Sequence[Tie]) -> Iterator[TieParty]:
    """Yield the parties as entered: each with the organisation that it belongs to by itself, those set aside by a merge too."""
    parties = TieParty.objects.filter(tie__in=ties).order_by("order", "id")
    bases = dict(
        MergedCell.objects.filter(
            table=TABLE, row__in=parties.order_by().values("pk")
        ).values_list("row", "base")
    )
    for party in parties:
        party.organisation_id = bases.get(party.pk, party.organisation_id)
        yield party
    known = {each.pk for each in ties}
    for aside in MergedRow.objects.filter(table=TABLE):
        fields = aside.content[0]["fields"]
        if fields["tie"] in known:
            yield TieParty(
                pk=aside.row,
                tie_id=fields["tie"],
                organisation_id=fields["organisation"],
                role=fields["role"],
                order=fields["order"],
                claim_id=fields["claim"],
            )


def _chain(claims: Sequence[Claim], last: int | None) -> list[Claim]:
    """Return the claims that came one in the place of the other, up to one of them."""
    before = {each.superseded_by_id: each for each in claims if each.superseded_by_id}
    found = [each for each in claims if each.pk == last]
    while found and found[0].pk in before:
        found.insert(0, before[found[0].pk])
    return found


def _came_with_tie(claim: Claim) -> bool:
    return claim.key.startswith(FROM_THE_START)


def _taken_out(tie: Tie, claims: Sequence[Claim], until: datetime) -> Iterator[TieParty]:  # fmt: skip
    """Yield the parties that were taken out since, as they were."""
    ends = [
        each
        for each in claims
        if each.aspect == Claim.Aspect.PARTY
        and each.is_withdrawal
        and each.superseded_by_id is None
        and each.recorded_at >= until
    ]
    for end in ends:
        chain = _chain(claims, end.pk)
        if chain[0].recorded_at < until or _came_with_tie(chain[0]):
            yield TieParty(
                tie=tie,
                organisation_id=end.organisation_id or 0,
                role=role_of(end.text),
                order=99,
            )


@lru_cache(maxsize=1000)
def role_of(text: str) -> str:
    """Return the role that a claim of a party names, in whichever language it was entered: "Host: …"; a party for none."""
    label = text.partition(":")[0]
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for role in TieParty.Role:
                if str(role.label) == label:
                    return str(role.value)
    return str(TieParty.Role.PARTY)


def _named(
    user: Reader, rows: dict[int, list[TieParty]], pointers: Mapping[int, int]
) -> dict[int, QuerySet[TieParty]]:
    """Put the organisation of then in each row; leave out whom this reader may not know, and who would stand twice."""
    wanted = {root_of(pointers, each.organisation_id) for some in rows.values() for each in some}  # fmt: skip
    known: dict[int, Organisation] = organisations_named_to(user).in_bulk(wanted)
    found = {}
    for pk, parties in rows.items():
        once: dict[tuple[int, str], TieParty] = {}
        for party in parties:
            shown = known.get(root_of(pointers, party.organisation_id))
            if shown is not None:
                party.organisation = shown
                once.setdefault((shown.pk, party.role), party)
        fetched = TieParty.objects.all()
        fetched._result_cache = list(once.values())  # noqa: SLF001 - rows that are fetched already, as Django keeps them
        fetched._prefetch_done = True  # type: ignore[attr-defined]  # noqa: SLF001 - as above
        found[pk] = fetched
    return found
