"""Clusters in words: what they are made of, and the rows by which two of them stand side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core.edtf import in_words
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries.places import country_name
from madang.site.landscape.rules.topics import plain

PARTS: tuple[tuple[str, str | Promise], ...] = (
    ("small_members", gettext_lazy("Small firms")),
    ("large_members", gettext_lazy("Large firms")),
    ("research_members", gettext_lazy("Research institutes")),
    ("public_members", gettext_lazy("Public bodies")),
)


@dataclass(frozen=True)
class Part:
    """One kind of members: how many, of how many."""

    name: str
    number: int
    whole: int


def stated_members(profile: ClusterProfile) -> int | None:
    """Return how many members a profile states over all kinds; None where it states none."""
    values = [getattr(profile, name) for name, _label in PARTS]
    stated = [each for each in values if each is not None]
    return sum(stated) if stated else None


def composition(profile: ClusterProfile) -> list[Part]:
    """Return the kinds of members that a profile states; a kind of which nobody said anything is left out."""
    whole = stated_members(profile) or 0
    return [
        Part(str(label), getattr(profile, name), whole)
        for name, label in PARTS
        if getattr(profile, name) is not None
    ]


def _number(value: int | Decimal | None) -> str:
    return _("not stated") if value is None else plain(Decimal(value))


def _text(value: str) -> str:
    return value or _("not stated")


def _countries(codes: str) -> str:
    return ", ".join(country_name(code) for code in codes.replace(",", " ").split())


def _of_part(name: str) -> Callable[[ClusterProfile], str]:
    return lambda profile: _number(getattr(profile, name))


def changed_line(line: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return what a correction changes in words: the column's name, before and after."""
    name, before, after = line
    column = ClusterProfile._meta.get_field(name)  # noqa: SLF001 - Django's public way to a column
    return str(getattr(column, "verbose_name", name)), _stated(name, before), _stated(name, after)  # fmt: skip


def _stated(name: str, value: str) -> str:
    if name == "target_countries":
        return _text(_countries(value))
    return in_words(value) if name == "founded" and value else _text(value)


ROWS: tuple[tuple[str | Promise, Callable[[ClusterProfile], str]], ...] = (
    (gettext_lazy("Country"), lambda each: country_name(each.organisation.country)),
    (gettext_lazy("City"), lambda each: _text(each.city)),
    (gettext_lazy("Founded"), lambda each: in_words(each.founded) if each.founded else _text("")),
    (gettext_lazy("Fields"), lambda each: _text(each.fields)),
    (gettext_lazy("Members, as stated"), lambda each: _number(stated_members(each))),
    *((label, _of_part(name)) for name, label in PARTS),
    (gettext_lazy("Members named here"), lambda each: _number(getattr(each, "named", 0))),
    (gettext_lazy("Staff, full-time equivalents"), lambda each: _number(each.staff)),
    (gettext_lazy("Target countries"), lambda each: _text(_countries(each.target_countries))),
    (gettext_lazy("Looked at on"), lambda each: in_words(each.validated_on.isoformat()) if each.validated_on else _("nobody has looked")),
    (gettext_lazy("Where this is from"), lambda each: _text(each.source_note)),
)  # fmt: skip


def side_by_side(
    one: ClusterProfile, other: ClusterProfile
) -> list[tuple[str, str, str]]:
    """Return the same rows for two clusters, as (name, first, second)."""
    return [(str(label), read(one), read(other)) for label, read in ROWS]
