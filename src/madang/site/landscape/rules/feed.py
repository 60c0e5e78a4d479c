"""What can be followed: the columns that each kind of follow fills, in one order."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext as _

from madang.site.directory.models import Organisation
from madang.site.landscape.models import CalendarItem
from madang.site.landscape.rules.refusals import LandscapeError


class Marks(TypedDict, total=False):
    """What is followed: two countries, one, an organisation, a field or a date of the calendar."""

    country_a: str
    country_b: str
    organisation: Organisation | None
    field: str
    entry: CalendarItem | None


NEEDS: dict[str, set[str]] = {
    "pair": {"country_a", "country_b"},
    "country": {"country_a"},
    "organisation": {"organisation"},
    "field": {"field"},
    "entry": {"entry"},
}


def marks_of(kind: str, **facts: Unpack[Marks]) -> Marks:
    """Return all columns of a follow, a pair in the order of the alphabet. Raises LandscapeError where a kind lacks its own."""
    given = {name for name, value in facts.items() if value}
    if kind not in NEEDS or given != NEEDS[kind]:
        raise LandscapeError(_("There is nothing of this kind to follow."))
    codes = sorted(
        code.upper()
        for code in (facts.get("country_a", ""), facts.get("country_b", ""))
        if code
    )
    if kind == "pair" and codes[0] == codes[1]:
        raise LandscapeError(_("A pair has two different countries."))
    return {
        "country_a": codes[0] if codes else "",
        "country_b": codes[1] if len(codes) > 1 else "",
        "organisation": facts.get("organisation"),
        "field": facts.get("field", ""),
        "entry": facts.get("entry"),
    }
