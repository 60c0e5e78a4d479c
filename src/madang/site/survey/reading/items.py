"""What a row of a demand survey seeks and offers → items, with terms that the row states and terms that its words only seem to name."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

from madang.site.survey import vocabulary
from madang.site.survey.reading import cells, lists
from madang.site.survey.reading.records import ItemRecord
from madang.site.survey.reading.rows import Row

# Words of a text, facet → ids of the vocabulary. The engine's door is passed in, so that reading stays pure.
Tagger = Callable[[str, str], list[str]]
Term = tuple[str, str]
MOST_FIELDS = 12
MOST_ITEMS = 20
NOTHING = re.compile(
    r"not applicable|n/?a|any|all|무관|전체|해당\s*없음", re.IGNORECASE
)


class Named:
    """Terms that a row names: `stated` where a cell holds the term itself, `seeming` where its words only lead there."""

    def __init__(self) -> None:
        self.stated: list[Term] = []
        self.seeming: list[Term] = []

    def add(self, entry: str, facet: str, tag: Tagger) -> bool:
        """Take the terms that an entry of a list names; return whether there are any."""
        # An id is words with underscores.
        found = tag(entry.replace("_", " "), facet)
        for term in found:
            kept = self.stated if is_chosen(entry, facet, term) else self.seeming
            kept.append((facet, term))
        return bool(found)

    def record(
        self, role: str, text: str, words: Iterable[Term], **more: int
    ) -> ItemRecord:
        """Return an item with these terms, and those of its own words, which are never more than seeming."""
        stated = dict.fromkeys(self.stated)
        seeming = dict.fromkeys([*words, *self.seeming])
        return ItemRecord(
            role,
            text,
            tuple(stated),
            tuple(each for each in seeming if each not in stated),
            priority=more.get("priority", 3),
            is_confidential=bool(more.get("is_confidential")),
        )


@cache
def _names(facet: str, term: str) -> frozenset[str]:
    names = {term, term.replace("_", " ")}
    for language in ("en", "ko"):
        with translation.override(language):
            names.add(vocabulary.term_label(facet, term))
    return frozenset(_plain(each) for each in names)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def is_chosen(entry: str, facet: str, term: str) -> bool:
    """Return whether an entry of a list is a term itself, as one chooses it: its id, or its name in English or Korean."""
    return _plain(entry) in _names(facet, term)


def items_of(row: Row, tag: Tagger) -> list[ItemRecord] | None:
    """Return what the row seeks and offers, or None when the sheet has no such columns or says nothing."""
    fields = [each for cell in row.cells_of("field") for each in lists.pieces(cell)][
        :MOST_FIELDS
    ]
    seeks, offers = _seeks(row, tag, fields), _offers(row, tag, fields)
    marked = cells.yes_or_no(row.cell("confidential")) is True
    priority = min(max(cells.number(row.cell("priority")).value or 3, 1), 5)
    found = [
        named.record(
            role, text, _of_words(text, tag), priority=priority, is_confidential=marked
        )
        for role, named in (("seek", seeks), ("offer", offers))
        for text in [
            each for cell in row.cells_of(role) for each in lists.statements(cell)
        ][:MOST_ITEMS]
    ]
    if not any(row.layout.columns_of(each) for each in ("seek", "offer")):
        found = _items_without_words(row, fields, seeks)
    if not found:
        row.note("seek", _("nothing sought and nothing offered"))
    return found or None


def _seeks(row: Row, tag: Tagger, fields: list[str]) -> Named:
    named = _with_fields(fields, tag)
    _take(row, tag, named, ("modality", "partner_type", "deal"))
    if row.layout.columns_of("countries"):
        for cell in row.cells_of("countries"):
            named.stated += [
                ("country", code)
                for code in row.taken("countries", cells.countries(cell))
            ]
    return named


def _offers(row: Row, tag: Tagger, fields: list[str]) -> Named:
    named = _with_fields(fields, tag)
    _take(row, tag, named, ("stage", "modality"))
    return named


def _with_fields(fields: list[str], tag: Tagger) -> Named:
    named = Named()
    for each in fields:
        named.add(each, "field", tag)
        # The row's own words for a narrower field; they are stated, whatever they seem to name besides.
        named.stated.append(("field", each[:120]))
    return named


def _of_words(text: str, tag: Tagger) -> list[Term]:
    return [
        (facet, term)
        for facet in ("deal", "modality", "field")
        for term in tag(text, facet)
    ]


def _items_without_words(row: Row, fields: list[str], named: Named) -> list[ItemRecord]:
    """Return one need made of terms alone, for a file that asks for fields and kinds but for no sentence."""
    if not named.stated and not named.seeming:
        return []
    words = [
        cells.line_of(cell)
        for field in ("deal", "field")
        for cell in row.cells_of(field)
    ]
    text = ": ".join(word for word in words if word)[:500] or "; ".join(fields)
    return [named.record("seek", text, ())]


def _take(row: Row, tag: Tagger, named: Named, facets: tuple[str, ...]) -> None:
    """Take the terms of the columns of some facets; note a cell in which there is none."""
    for facet in facets:
        for cell in row.cells_of(facet):
            entries = lists.pieces(cell)
            known = [named.add(each, facet, tag) for each in entries]
            if not any(known):
                # Words that are parted as in a list may belong together.
                known = [named.add(cells.text_of(cell), facet, tag)]
            if not any(known) and any(
                NOTHING.fullmatch(each) is None for each in entries
            ):
                row.note(facet, _("no word that is known; left out"))
