"""What an import has at hand: rows by their keys, passages by their places, and the claims that it writes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.facts.columns import PASSAGE
from madang.site.landscape.actions.facts.reading import (
    Entry,
    FactsError,
    entries_of,
    fill,
    refuse_unknown,
    text_of,
    texts_of,
)
from madang.site.ledger.models import (
    Citation,
    Claim,
    Initiative,
    Occasion,
    OrganisationRecord,
    Passage,
    Position,
    Region,
    Source,
    Tie,
)

Row = TypeVar("Row", bound=models.Model)
NAMES: dict[type[models.Model], str] = {
    Source: "source",
    OrganisationRecord: "organisation",
    Position: "person",
    Occasion: "event",
    Tie: "agreement or activity",
    Initiative: "programme",
}
PASSAGE_KEYS = ["seed", "file", *(each.key for each in PASSAGE)]


@dataclass
class Known:
    """One import under way: `by` is its curator, `added` counts the new rows of each section."""

    by: Person | None
    added: Counter[str] = field(default_factory=Counter)
    rows: dict[tuple[type[models.Model], str], models.Model | None] = field(
        default_factory=dict
    )
    passages: dict[tuple[object, ...], Passage] = field(default_factory=dict)
    read_sources: set[int] = field(default_factory=set)
    claims: list[tuple[Claim, list[Passage]]] = field(default_factory=list)
    stages: dict[int, tuple[Tie, str, str]] = field(default_factory=dict)
    first: models.Model | None = None

    def held(self, model: type[Row], keys: Iterable[str]) -> set[str]:
        """Return those keys that the tables hold already, and remember their rows."""
        found = model._default_manager.filter(key__in=list(keys))  # noqa: SLF001 - Django's public way to a manager
        for row in found:
            self.rows[model, row.key] = row  # type: ignore[attr-defined]  # every model of NAMES has a key
        return {key for (kind, key), row in self.rows.items() if kind is model and row}

    def keep(self, row: models.Model, section: str) -> None:
        """Remember a new row by its key, and count it."""
        self.rows[type(row), row.key] = row  # type: ignore[attr-defined]  # every model of NAMES has a key
        self.added[section] += 1
        self.first = self.first or row

    def search(self, model: type[Row], key: str) -> Row | None:
        """Return the row of a key, None if there is none."""
        if (model, key) not in self.rows:
            self.rows[model, key] = model._default_manager.filter(key=key).first()  # noqa: SLF001 - as above
        return self.rows[model, key]  # type: ignore[return-value]  # kept under its own model

    def find(self, model: type[Row], key: object, place: str) -> Row:
        """Return the row of a key. Raises FactsError that names the key."""
        row = self.search(model, text_of(key, place))
        if row is None:
            raise FactsError(place, f'unknown {NAMES[model]} "{key}"')
        return row

    def one(self, model: type[Row], entry: Entry, key: str, place: str) -> Row | None:
        """Return the row that a key of an entry names, None where it names none."""
        if entry.get(key) is None:
            return None
        return self.find(model, entry[key], f"{place}.{key}")

    def organisation(self, key: object, place: str) -> Organisation:
        """Return an organisation by the key of its record."""
        return self.find(OrganisationRecord, key, place).organisation

    def one_organisation(
        self, entry: Entry, key: str, place: str
    ) -> Organisation | None:
        """Return the organisation that a key of an entry names, None where it names none."""
        record = self.one(OrganisationRecord, entry, key, place)
        return record.organisation if record else None

    def organisations(self, entry: Entry, key: str, place: str) -> list[Organisation]:
        """Return the organisations of a list in their order."""
        return [
            self.organisation(text, f"{place}.{key}[{index}]")
            for index, text in enumerate(texts_of(entry, key, place))
        ]

    def any_of(
        self, models_: Sequence[type[models.Model]], key: object, place: str
    ) -> models.Model:
        """Return the row that one of several kinds holds under a key. Raises FactsError if none or two do."""
        text = text_of(key, place)
        found = [row for model in models_ if (row := self.search(model, text))]
        if len(found) != 1:
            kinds = ", ".join(NAMES[model] for model in models_)
            word = "two rows are called" if found else f"unknown {kinds}"
            raise FactsError(place, f'{word} "{text}"')
        return found[0]

    def region(self, name: str, place: str) -> Region:
        """Return a place by its name. Raises FactsError if none or two places bear it."""
        found = list(Region.objects.filter(name=name)[:2])
        if len(found) != 1:
            word = "two places are called" if found else "unknown place"
            raise FactsError(place, f'{word} "{name}"')
        return found[0]

    def claim(self, entry: Entry, place: str, **values: Any) -> Claim:
        """Return the claim on which a row rests; it is written with its passages at the end. Raises FactsError without evidence."""
        claim = self.claim_if_any(entry, place, **values)
        if claim is None:
            raise FactsError(f"{place}.evidence", "evidence is required")
        return claim

    def claim_if_any(self, entry: Entry, place: str, **values: Any) -> Claim | None:
        """Return the claim on which a row rests, None without evidence."""
        passages = self._evidence(entry, place)
        if not passages:
            return None
        claim = Claim(curator=self.by, **values)
        self.claims.append((claim, passages))
        return claim

    def write_claims(self) -> None:
        """Write passages, claims and which rests on which: three steps for all of them."""
        Passage.objects.bulk_create(
            each for each in self.passages.values() if each.pk is None
        )
        Claim.objects.bulk_create(
            claim for claim, _passages in self.claims if claim.pk is None
        )
        Citation.objects.bulk_create(
            Citation(claim=claim, passage=passage, order=order)
            for claim, passages in self.claims
            for order, passage in enumerate(passages)
        )
        self.claims.clear()

    def _evidence(self, entry: Entry, place: str) -> list[Passage]:
        passages: list[Passage] = []
        for index, each in enumerate(entries_of(entry, "evidence", place)):
            where = f"{place}.evidence[{index}]"
            passage = self._passage(each, where)
            if any(passage is other for other in passages):
                raise FactsError(where, "the same passage stands twice")
            passages.append(passage)
        return passages

    def _passage(self, entry: Entry, place: str) -> Passage:
        refuse_unknown(entry, PASSAGE_KEYS, place)
        source = self.find(Source, entry.get("seed"), f"{place}.seed")
        if (entry.get("file") or "") not in ("", source.file_name):
            raise FactsError(f"{place}.file", f'the file of "{source.key}" is another')
        passage = Passage(source=source)
        fill(passage, PASSAGE, entry, place)
        _check_bounds(passage, place)
        self._read_passages(source)
        held = self.passages.get(_spot(passage))
        if held is None:
            self.passages[_spot(passage)] = passage
            return passage
        for column in PASSAGE:
            if getattr(held, column.name) != getattr(passage, column.name):
                raise FactsError(
                    f"{place}.{column.key}", "another text stands at this place"
                )
        return held

    def _read_passages(self, source: Source) -> None:
        if source.pk not in self.read_sources:
            self.read_sources.add(source.pk)
            for each in source.passages.all():
                self.passages[_spot(each)] = each


def _spot(passage: Passage) -> tuple[object, ...]:
    """Return what tells one passage from another: its bounds, or its words where nobody counted."""
    if passage.start is None:
        return (passage.source_id, passage.exact, passage.paraphrase, passage.line)
    return (passage.source_id, passage.start, passage.end)


def _check_bounds(passage: Passage, place: str) -> None:
    if (passage.start is None) != (passage.end is None):
        raise FactsError(place, "a passage has both bounds or none")
    if passage.start is not None and (passage.end or 0) <= passage.start:
        raise FactsError(f"{place}.end", "the passage ends before its start")
    if passage.start is None and not (passage.exact or passage.paraphrase):
        raise FactsError(place, "a passage without bounds needs words")


def new_entries(
    known: Known, document: Entry, section: str, model: type[Row]
) -> list[tuple[str, Entry]]:
    """Return place and entry of those of a section that the tables do not hold. Raises FactsError for a key that stands twice."""
    entries = [
        (f"{section}[{index}]", entry)
        for index, entry in enumerate(document.get(section, []))
    ]
    keys = [text_of(entry.get("id"), f"{place}.id") for place, entry in entries]
    for (place, _entry), key, index in zip(
        entries, keys, range(len(keys)), strict=True
    ):
        if key in keys[:index]:
            raise FactsError(f"{place}.id", f'"{key}" stands twice')
    held = known.held(model, keys)
    return [each for each, key in zip(entries, keys, strict=True) if key not in held]
