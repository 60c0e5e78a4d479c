"""One reason in the words of its reader: what each kind of reason says, by whose gain it is and how far it holds."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.templatetags.ui import country, language_name
from madang.site.matching.models import Told
from madang.site.survey.models import Item
from madang.site.survey.vocabulary import term_label

LONGEST_QUOTE = 140


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


def text_of(reason: Told, owned: list[tuple[Item, bool]], *, me: int) -> str:
    """Return what a reason says, "" where it cites what is gone; `owned` are its items and whether each is the reader's."""
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
    values: dict[str, object] = {"mine": what(mine), "theirs": what(theirs)}
    values["more"] = reason.more
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
    if reason.more:
        return _several(reason.more, is_need_mine=is_need_mine)
    if is_need_mine:
        return _("They offer %(theirs)s, which you seek.")
    return _("They seek %(theirs)s, which you offer.")


def _several(more: int, *, is_need_mine: bool) -> str:
    if is_need_mine:
        return ngettext(
            "They offer %(theirs)s, which you seek, and one more of the kind.",
            "They offer %(theirs)s, which you seek, and %(more)d more of the kind.",
            more,
        )
    return ngettext(
        "They seek %(theirs)s, which you offer, and you have one more of the kind.",
        "They seek %(theirs)s, which you offer, and you have %(more)d more of the kind.",
        more,
    )


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
