"""The kinds of reason why two should meet, or what speaks against it.

The engine names kinds, items and terms; sentences are the site's. Reasons are made for one reader and rest on that
reader's items and on the public items of the other side, so nothing confidential of the other side is cited, counted
or hinted at. Item numbers are positions in `Profile.items`.

    kind           what it says
    seek_offer     the reader's seek item is met by an offer item of the other
    offer_seek     the reader's offer item meets a seek item of the other
    shared_aim     both stand in one role with a mutual deal, such as co_development
    shared_field   both name these fields or modalities
    similar_text   the whole profiles speak of the same things without naming a common term
    partner_type   one looks for partners of the other's type (against: only for others)
    country        one looks for partners in the other's country (against: only elsewhere)
    language       a common working language (against: an interpreter is needed)
    stage          against only: what is offered is two or more stages from what is sought
    wish           the reader named the other as wished for
"""

from collections.abc import Iterable
from typing import NamedTuple

FULL, PART, AGAINST = "full", "part", "against"  # the alphabet puts full before part
MINE, THEIRS, BOTH = "mine", "theirs", "both"
KINDS = (
    "seek_offer",
    "offer_seek",
    "shared_aim",
    "shared_field",
    "similar_text",
    "partner_type",
    "country",
    "language",
    "stage",
    "wish",
)
ITEM_KINDS = KINDS[:3]
# What is definite comes first, by its value; then closeness of texts, which names nothing; then what everybody has.
TIER = dict.fromkeys(KINDS, 0) | {"similar_text": 1, "language": 2}


class Reason(NamedTuple):
    """One reason for one reader.

    gain    whose wish it serves: "mine", "theirs" or "both"
    mine    positions of the reader's items
    theirs  positions of the other's public items
    terms   (facet, term) pairs that both sides name
    value   what it adds to the log-odds of both interests together; for ordering, not for display
    """

    kind: str
    strength: str
    gain: str
    mine: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    value: float = 0.0


_TURNED = {
    MINE: THEIRS,
    THEIRS: MINE,
    "seek_offer": "offer_seek",
    "offer_seek": "seek_offer",
}


def turned(reason: Reason) -> Reason:
    """The reason as the other side reads it, where it rests on what both may see."""
    return Reason(
        _TURNED.get(reason.kind, reason.kind),
        reason.strength,
        _TURNED.get(reason.gain, reason.gain),
        reason.theirs,
        reason.mine,
        reason.terms,
        reason.value,
    )


def is_mutual(reasons: Iterable[Reason]) -> bool:
    """True when an item of each side serves the other: both have something to gain."""
    gains = {r.gain for r in reasons if r.kind in ITEM_KINDS}
    return BOTH in gains or {MINE, THEIRS} <= gains
