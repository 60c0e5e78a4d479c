"""Reasons in words, put together when they are read, in the reader's language.

A reason is stored as kind, items and terms. `you` and `they` are told apart by who reads;
the organiser reads the names instead.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from madang.site.matching.models import Told
from madang.site.matching.wording.sentences import joined, labels, text_of
from madang.site.survey.models import Item

MOST_REASONS = 4
BOTH, YOU, THEM = "both", "you", "them"
# The smaller gain must reach this share of the larger one for a pair to be good for both.
EVEN_SHARE = 0.9
ITEM_KINDS = ("seek_offer", "shared_aim")


@dataclass(frozen=True)
class Sentence:
    """One reason as a page shows it.

    `strength` is full, part or against, `kind` as it is stored. `is_mine` says on whose side the
    reason stands when it serves both: on that of the need, else on the reader's.
    """

    text: str
    source: str = ""
    strength: str = "full"
    kind: str = ""
    is_mine: bool = True


@dataclass
class TwoSides:
    """The reasons of a pair for one reader: what they would gain, what the other would, and how they can talk.

    `serves_me` and `serves_them` say whether an item of the other side answers an item of this one.
    """

    mine: list[Sentence] = field(default_factory=list)
    theirs: list[Sentence] = field(default_factory=list)
    language: str = ""
    serves_me: bool = False
    serves_them: bool = False


@dataclass(frozen=True)
class Numbers:
    """Item id → its number among the needs or offers of its answer, as its reader counts them."""

    of: dict[int, int]

    def source(self, item: Item, *, is_mine: bool) -> str:
        """Return where a reason comes from: "Your need 3"."""
        values = {"number": self.of.get(item.pk, 0)}
        if item.role == Item.Role.SEEK:
            text = _("your need %(number)d") if is_mine else _("their need %(number)d")
        else:
            text = (
                _("your offer %(number)d") if is_mine else _("their offer %(number)d")
            )
        return text % values


def fairness(sides: TwoSides, *, mine: int, theirs: int) -> str:
    """Return who gains more from a pair: both, you or them.

    Both, if items of each side answer the other's and the gains (0 to 1000) are alike; else the side
    that is served, or the one of the larger gain.
    """
    if sides.serves_me != sides.serves_them:
        return YOU if sides.serves_me else THEM
    low, high = sorted((mine, theirs))
    if high == 0 or low >= EVEN_SHARE * high:
        return BOTH
    return YOU if mine > theirs else THEM


def fairness_label(code: str) -> str:
    """Return the words of `fairness` for a participant."""
    return {
        BOTH: _("Good for both sides"),
        YOU: _("Better for you"),
        THEM: _("Better for them"),
    }[code]


def two_sides(reasons: list[Told], *, me: int, numbers: Numbers) -> TwoSides:
    """Return the reasons of one suggestion for the side with registration id `me`.

    What serves both is said once, on the side of whose need it speaks; the other side has it only if it would else be
    empty.
    """
    sides = TwoSides()
    said: dict[bool, list[Sentence]] = {True: [], False: []}
    for reason in reasons:
        if reason.kind == "language":
            sides.language = _language(reason)
            continue
        sentence = _sentence(reason, me=me, numbers=numbers)
        column = said[reason.gain_of == me]
        if sentence is not None and sentence not in column:
            column.append(sentence)
    sides.serves_me = _serves(said[True])
    sides.serves_them = _serves(said[False])
    mine = [each for each in said[True] if each.is_mine or each not in said[False]]
    theirs = [
        each for each in said[False] if not each.is_mine or each not in said[True]
    ]
    sides.mine = _strongest(mine or said[True])
    sides.theirs = _strongest(theirs or said[False])
    return sides


def _serves(sentences: list[Sentence]) -> bool:
    return any(
        each.kind in ITEM_KINDS and each.strength != "against" for each in sentences
    )


def _strongest(sentences: list[Sentence]) -> list[Sentence]:
    places = {"full": 0, "part": 1, "against": 2}
    ordered = sorted(sentences, key=lambda each: places[each.strength])
    against = [each for each in ordered if each.strength == "against"][:1]
    speaks_for = [each for each in ordered if each.strength != "against"]
    return speaks_for[: MOST_REASONS - len(against)] + against


def _language(reason: Told) -> str:
    if reason.strength == "against":
        return _("You have no language in common: an interpreter is needed.")
    return _("No interpreter is needed: you both speak %(languages)s.") % {
        "languages": joined(labels(reason))
    }


def _sentence(reason: Told, *, me: int, numbers: Numbers) -> Sentence | None:
    items = [each for each in (reason.seek, reason.offer) if each is not None]
    owned = [(each, each.answer.registration_id == me) for each in items]
    source = ", ".join(
        numbers.source(item, is_mine=is_mine)
        for item, is_mine in sorted(owned, key=lambda pair: pair[1])
    )
    text = text_of(reason, owned, me=me)
    if not text:
        return None
    is_mine = all(is_mine for item, is_mine in owned if item.role == Item.Role.SEEK)
    return Sentence(
        text,
        source[:1].upper() + source[1:],
        reason.strength,
        reason.kind,
        is_mine if reason.kind == "seek_offer" else True,
    )
