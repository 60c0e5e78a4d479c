"""Columns to keys of a facts document, and the passages on which each row rests."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from madang.site.landscape.actions.facts.columns import PASSAGE, Column
from madang.site.landscape.models import Article, Observation
from madang.site.ledger.models import Claim, OrganisationRecord, Passage

Entry = dict[str, Any]
ABOUT = (
    "organisation",
    "position",
    "region",
    "occasion",
    "tie",
    "initiative",
    "relation",
)


def put(
    entry: Entry, row: models.Model, columns: Iterable[Column], kind: str = ""
) -> Entry:
    """Write a row's columns into an entry as a document has them; `kind` is the kind of row whose keys are always there."""
    for column in columns:
        value = getattr(row, column.name)
        field: Any = row._meta.get_field(column.name)  # noqa: SLF001 - Django's public way to name a field
        if column.is_written(value, field.get_default(), kind):
            entry[column.key] = _written(value, column)
    return entry


def _written(value: Any, column: Column) -> Any:
    if column.words:
        return column.words[value]
    if isinstance(value, Decimal):
        return number_of(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def number_of(value: Decimal) -> int | float:
    """Return a figure as JSON has it: whole, or to at most fifteen digits."""
    return int(value) if value == value.to_integral_value() else float(value)


def texts(rows: Iterable[models.Model], field: str = "text") -> list[str]:
    """Return one column of some rows."""
    return [getattr(row, field) for row in rows]


# Told with their tie: its parties, and what is difficult about it. Of profiles a document knows nothing.
APART = (Claim.Aspect.PARTY, Claim.Aspect.CAUTION, Claim.Aspect.PROFILE)


class Evidence:
    """Every claim that stands, by the row it is the founding claim of; the others are statements of their own."""

    def __init__(self) -> None:
        """Read all claims with their passages: three queries, however many there are."""
        claims = list(
            Claim.objects.order_by("pk").prefetch_related("citations__passage__source")
        )
        later = {each.pk: each.superseded_by_id for each in claims}
        self.roots: dict[int, Claim] = {}
        by_pk = {each.pk: each for each in claims}
        for claim in claims:
            self.roots.setdefault(claim.pk, claim)
            if claim.superseded_by_id:
                self.roots[claim.superseded_by_id] = self.roots[claim.pk]
        self.standing = {
            self.roots[each.pk].pk: each for each in claims if not later[each.pk]
        }
        self._founding: dict[tuple[str, int], int] = {}
        for claim in claims:
            if claim.aspect == Claim.Aspect.EXISTENCE and claim.pk in self.standing:
                self._founding.setdefault(*self._about(claim))
        self._spoken_for = {
            *self._founding.values(),
            *Observation.objects.values_list("claim", flat=True),
            *Article.objects.filter(claim__isnull=False).values_list(
                "claim", flat=True
            ),
        }
        self._spoken_for = {self.roots[pk].pk for pk in self._spoken_for if pk in by_pk}

    @staticmethod
    def _about(claim: Claim) -> tuple[tuple[str, int], int]:
        for name in ABOUT:
            pk = getattr(claim, f"{name}_id")
            if pk is not None:
                return (name, pk), claim.pk
        return ("", 0), claim.pk

    def of(self, name: str, pk: int) -> list[Entry]:
        """Return the evidence of a row: of the claim that said first that it is so, as it stands now."""
        root = self._founding.get((name, pk))
        if root is None:
            return []
        claim = self.standing[root]
        # What was taken back and hides no row of its own is simply not said.
        is_gone = claim.is_withdrawal and name not in ("tie", "occasion")
        return [] if is_gone else self.cited(claim)

    def of_claim(self, pk: int | None) -> list[Entry]:
        """Return the evidence of a figure or headline by the claim that carries it."""
        return [] if pk is None else self.cited(self.standing[self.roots[pk].pk])

    def statements(self) -> list[tuple[str, Claim]]:
        """Return key and claim of all that stand and found no row, oldest first."""
        return [
            (self.roots[claim.pk].key or f"claim-{claim.pk}", claim)
            for root, claim in sorted(self.standing.items())
            if root not in self._spoken_for
            and not claim.is_withdrawal
            and claim.aspect not in APART
        ]

    @staticmethod
    def cited(claim: Claim) -> list[Entry]:
        """Return the passages of a claim as a document has them."""
        return [_passage(each.passage) for each in claim.citations.all()]


def _passage(passage: Passage) -> Entry:
    entry: Entry = {
        "seed": passage.source.key,
        "file": passage.source.file_name or None,
    }
    return put(entry, passage, PASSAGE)


class Keys:
    """The key of each organisation; one without a page in the ledger goes by its number."""

    def __init__(self) -> None:
        """Read all keys: one query."""
        self._keys = dict(
            OrganisationRecord.objects.values_list("organisation_id", "key")
        )
        self.without: dict[int, None] = {}

    def of(self, pk: int | None) -> str | None:
        """Return the key of an organisation, None for none."""
        if pk is None:
            return None
        if pk not in self._keys:
            self.without[pk] = None
        return self._keys.get(pk, f"organisation-{pk}")

    def all(self, parties: Sequence[Any]) -> list[str]:
        """Return the keys of rows that each name an organisation."""
        return [str(self.of(each.organisation_id)) for each in parties]


def put_known(entry: Entry, **values: Any) -> Entry:
    """Write those values that are known: neither None nor an empty text or list."""
    entry.update(
        {key: value for key, value in values.items() if value not in (None, "", [])}
    )
    return entry
