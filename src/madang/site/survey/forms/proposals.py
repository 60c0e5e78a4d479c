"""Terms that the words of an item seem to name, as its form shows them, and what somebody said of each.

The form carries everything: without script each click is a round to the server, which answers with the same form.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from madang.site.survey import vocabulary
from madang.site.survey.bridge import proposals_in
from madang.site.survey.forms.items import (
    CAPACITY_PREFIX,
    CHIPS,
    ItemForm,
    amounts_in,
    ends_of,
    place_code,
    stages_between,
)
from madang.site.survey.models import ItemTerm
from madang.site.survey.reading.names import codes_in

# How much of the text is shown before and after the words, in characters.
CONTEXT = 28
ALL = "all"
STAGE_ENDS = ("stage_from", "stage_to")
CLICKS = ("propose", "confirm", "decline", "undecline")


@dataclass(frozen=True)
class Row:
    """A proposal for the page; `key` is facet:term, `before` and `after` are the text around the words."""

    key: str
    facet: str
    label: str
    before: str
    words: str
    after: str


def label_of(key: str) -> str:
    """Return the label of a "facet:term"."""
    facet, _colon, term = key.partition(":")
    return vocabulary.term_label(facet, term)


def rows_of(text: str, *, without: Iterable[str]) -> list[Row]:
    """Return what the text seems to name but for the terms ("facet:term") that are chosen or declined already."""
    text = text.replace("\r\n", "\n")
    known, facets = set(without), dict(ItemTerm.Facet.choices)
    rows = []
    for each in proposals_in(text):
        key = f"{each.facet}:{each.term}"
        if key not in known:
            rows.append(
                Row(
                    key=key,
                    facet=str(facets[each.facet]),
                    label=label_of(key),
                    before=_cut(text[: each.start], is_end=True),
                    words=each.words,
                    after=_cut(text[each.end :], is_end=False),
                )
            )
    return rows


def _cut(text: str, *, is_end: bool) -> str:
    if len(text) <= CONTEXT:
        return text
    return "…" + text[-CONTEXT:] if is_end else text[:CONTEXT] + "…"


def chosen_in(values: dict[str, Any]) -> set[str]:
    """Return the terms that a form's values hold, as "facet:term"."""
    facets = {"deal": "deal", "field": "field", "device": "modality"}
    facets |= {facet: facet for facet in CHIPS}
    keys = {
        f"{facet}:{term}"
        for name, facet in facets.items()
        for term in values.get(name) or []
    }
    stages = stages_between(*(values.get(end) or "" for end in STAGE_ENDS))
    keys |= {f"stage:{term}" for term in stages}
    codes, _unknown = codes_in(values.get("countries") or "", place_code)
    keys |= {f"country:{code}" for code in codes}
    keys |= {
        f"capacity:{name}"
        for name in vocabulary.CAPACITIES
        if values.get(CAPACITY_PREFIX + name)
    }
    return keys


def open_rows(values: dict[str, Any]) -> list[Row]:
    """Return the proposals that a form with these values leaves open."""
    declined = (values.get("declined") or "").split()
    return rows_of(values.get("text") or "", without={*chosen_in(values), *declined})


def posted_values(data: QueryDict) -> dict[str, Any]:
    """Return what was posted as a form's values, valid or not."""
    many = {"deal", "field", "device", *CHIPS}
    return {
        name: data.getlist(name) if name in many else data.get(name, "")
        for name in ItemForm().fields
    }


def is_click(data: QueryDict) -> bool:
    """Return whether a button of the proposals was pressed, not the one that saves."""
    return any(name in data for name in CLICKS)


def clicked_values(data: QueryDict) -> dict[str, Any]:
    """Return the form's values after the click: terms confirmed, left out or put back."""
    values = posted_values(data)
    rows = {row.key for row in open_rows(values)}
    confirmed = data.getlist("confirm")
    for key in sorted(rows) if ALL in confirmed else confirmed:
        if key in rows:
            _choose(values, key)
    declined = (values["declined"] or "").split()
    declined += [key for key in data.getlist("decline") if key in rows]
    back = data.getlist("undecline")
    values["declined"] = " ".join(key for key in declined if key not in back)
    return values


def _choose(values: dict[str, Any], key: str) -> None:
    facet, _colon, term = key.partition(":")
    if facet == "country":
        named = [values["countries"], vocabulary.term_label("country", term)]
        values["countries"] = "; ".join(name for name in named if name)
    elif facet == "stage":
        known = stages_between(*(values[end] for end in STAGE_ENDS))
        ends = ends_of([*known, term])
        values |= dict(zip(STAGE_ENDS, ends, strict=True))
    elif facet == "capacity":
        values[CAPACITY_PREFIX + term] = amounts_in(values["text"])[term]
    else:
        name = "device" if term in vocabulary.DEVICES else facet
        values[name] = [*values[name], term]
