"""Reasons in words, put together when they are read, in the reader's language.

A reason is stored as kind, items and terms. `you` and `they` are told apart by who reads;
the organiser reads the names instead.
"""

from dataclasses import dataclass, field

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import country, language_name
from madang.site.matching.models import Told
from madang.site.survey.models import Item
from madang.site.survey.vocabulary import term_label

LONGEST_QUOTE = 140
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


def what(item: Item) -> str:
    """Return an item as a quotation of its own words, or its terms if it has none."""
    if text := " ".join(item.text.split()).rstrip("."):
        return _("“%(text)s”") % {"text": Truncator(text).chars(LONGEST_QUOTE)}
    named = [term_label(each.facet, each.term) for each in item.terms.all()]
    return ", ".join(named[:4])


def labels(reason: Told) -> list[str]:
    """Return the terms of a reason in the reader's language, as they stand inside a sentence."""
    found = []
    for word in filter(None, reason.terms.split("|")):
        facet, _colon, term = word.partition(":")
        if facet == "country":
            found.append(country(term))
        elif facet == "language":
            found.append(language_name(term))
        else:
            found.append(inside(term_label(facet, term)))
    return found


def inside(label: str) -> str:
    """Return a label as it stands within a sentence: "joint venture", but "AI" and "mRNA" as they are."""
    if len(label) > 1 and label[0].isupper() and label[1].islower():
        return label[0].lower() + label[1:]
    return label


def joined(words: list[str]) -> str:
    """Return words as a list in a sentence: "English and Korean"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {
        "first": ", ".join(words[:-1]),
        "last": words[-1],
    }


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
    text = _text(reason, owned, me=me)
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


def _text(reason: Told, owned: list[tuple[Item, bool]], *, me: int) -> str:
    is_my_gain = reason.gain_of == me
    if reason.kind in ("seek_offer", "shared_aim", "stage"):
        return _of_items(reason, owned) if len(owned) == 2 else ""
    named = joined(labels(reason))
    if reason.kind == "wish":
        return _("You named them among those whom you wish to meet.")
    if reason.kind == "shared_field":
        return _("You and they both name %(terms)s.") % {"terms": named}
    if reason.kind == "similar_text":
        return _("Your answers and theirs speak of the same things.")
    if reason.kind == "partner_type":
        kind = named[:1].upper() + named[1:]
        return _partner(reason.strength, is_my_gain=is_my_gain) % {"kind": kind}
    if reason.kind == "country":
        return _country(reason.strength, is_my_gain=is_my_gain) % {"country": named}
    return ""


def _of_items(reason: Told, owned: list[tuple[Item, bool]]) -> str:
    mine = next((item for item, is_mine in owned if is_mine), None)
    theirs = next((item for item, is_mine in owned if not is_mine), None)
    if mine is None or theirs is None:
        return ""
    values = {"mine": what(mine), "theirs": what(theirs)}
    if reason.kind == "shared_aim":
        named = [
            inside(term_label(each.facet, each.term))
            for each in mine.terms.all()
            if each.facet == "deal"
            and (each.facet, each.term)
            in {(other.facet, other.term) for other in theirs.terms.all()}
        ]
        values["terms"] = joined(named)
        if named:
            return _("You and they both look for %(terms)s: they name %(theirs)s.") % {
                **values
            }
        return _("Your aim meets theirs: %(theirs)s.") % values
    is_need_mine = mine.role == Item.Role.SEEK
    return _offer(reason, is_need_mine=is_need_mine) % values


def _offer(reason: Told, *, is_need_mine: bool) -> str:
    if reason.kind == "stage":
        if is_need_mine:
            return _("What they offer stands two or more stages from what you seek.")
        return _("What you offer stands two or more stages from what they seek.")
    if reason.strength == "part":
        if is_need_mine:
            return _(
                "They offer %(theirs)s, which meets a part of what you seek: %(mine)s."
            )
        return _(
            "You offer %(mine)s, which meets a part of what they seek: %(theirs)s."
        )
    if is_need_mine:
        return _("They offer %(theirs)s, which you seek.")
    return _("They seek %(theirs)s, which you offer.")


def _partner(strength: str, *, is_my_gain: bool) -> str:
    sentences = {
        ("full", True): _("%(kind)s: they are the kind of partner that you look for."),
        ("full", False): _("%(kind)s: you are the kind of partner that they look for."),
        ("part", True): _(
            "%(kind)s: they are close to the kind of partner that you look for."
        ),
        ("part", False): _(
            "%(kind)s: you are close to the kind of partner that they look for."
        ),
        ("against", True): _("%(kind)s: you look for partners of another kind."),
        ("against", False): _("%(kind)s: they look for partners of another kind."),
    }
    return sentences[strength, is_my_gain]


def _country(strength: str, *, is_my_gain: bool) -> str:
    if strength == "against":
        if is_my_gain:
            return _("They are in %(country)s; you look for partners elsewhere.")
        return _("You are in %(country)s; they look for partners elsewhere.")
    if is_my_gain:
        return _("They are in %(country)s, where you look for partners.")
    return _("You are in %(country)s, where they look for partners.")
