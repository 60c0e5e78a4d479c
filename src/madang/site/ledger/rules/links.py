"""Who says that a tie came of an occasion, and how strongly. It is read from the standing claims; nobody can set it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from madang.site.ledger.models import Claim, Source

PAPERS = {Source.Kind.DOCUMENT, Source.Kind.REGISTER}


class Strength(IntEnum):
    """How strongly a link is claimed, the weakest first."""

    NOBODY = 0
    ORGANISER = 1
    ONE_PARTY = 2
    BOTH_PARTIES = 3
    DOCUMENTED = 4


@dataclass(frozen=True)
class Credit:
    """One standing claim that a tie came of an occasion: who holds it, and the kinds of sources on which it rests."""

    holder: str
    organisation: int | None
    sources: frozenset[str]


def strength_of(claimed: Iterable[Credit], parties: Iterable[int]) -> Strength:
    """Return how strongly a link is claimed; `parties` are the organisations of the tie.

    Documented: a signed document or a register says so, whoever entered it. Both: claims held by at least two of the parties.
    One: by one of them. Whatever else says so, an article too, counts as the organiser's word: it may repeat it.
    """
    every = list(claimed)
    if any(each.sources & PAPERS for each in every):
        return Strength.DOCUMENTED
    own = set(parties)
    saying = {
        each.organisation
        for each in every
        if each.holder == Claim.Holder.PARTY and each.organisation in own
    }
    if len(saying) > 1:
        return Strength.BOTH_PARTIES
    if saying:
        return Strength.ONE_PARTY
    return Strength.ORGANISER if every else Strength.NOBODY
