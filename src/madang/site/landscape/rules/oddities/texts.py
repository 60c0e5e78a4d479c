"""Oddities of a text as a whole: it begins with one country and goes on with another, and does not say so of each figure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from madang.site.landscape.models import Observation
from madang.site.ledger.models import Passage, Source
from madang.site.ledger.rules.oddities import Oddity, to_confirm

# As many letters as a country and its people share: Norway and Norwegian, Thailand and Thai.
STEM = 4
# Words that stand in the names of many places.
SHARED = frozenset(
    ["area", "city", "democratic", "east", "islands", "metropolitan", "north", "northern", "region", "republic", "saint", "south", "southern", "state", "states", "united", "west"]
)  # fmt: skip


def _marks(code: str, name: str) -> set[str]:
    """Return what a text may call a place, in small letters: the stems of its name, and its code."""
    words = re.findall(r"[^\W\d_]+", f"{name} {code}".casefold())
    return {word[:STEM] for word in words if len(word) >= STEM and word not in SHARED}


def _is_named(text: str, code: str, name: str) -> bool:
    small = text.casefold()
    if code and re.search(rf"\b{re.escape(code)}\b", text):
        return True
    return any(re.search(rf"\b{mark}", small) for mark in _marks(code, name))


def _in_order(rows: Iterable[Observation]) -> dict[int, list[tuple[Passage, Observation]]]:  # fmt: skip
    """Return the figures of each source in the order of its text; without places in it, in the order of entry."""
    found: dict[int, list[tuple[Passage, Observation]]] = defaultdict(list)
    for row in rows:
        for passage in row.claim.passages.all()[:1]:
            if row.geography:
                found[passage.source_id].append((passage, row))
    for told in found.values():
        told.sort(key=lambda each: (each[0].start or 0, each[0].pk, each[1].pk))
    return found


def place_changes_midway(
    rows: Sequence[Observation], names: Mapping[str, str]
) -> list[Oddity]:
    """Return, once a source, that its figures change their place midway and that some after the change do not name theirs.

    `names` are the names of places by their codes. A passage names a place with a word that begins as the place's name does.
    """
    found = []
    for told in _in_order(rows).values():
        first = told[0][1].geography
        changed = next((index for index, (_passage, row) in enumerate(told) if row.geography != first), None)  # fmt: skip
        if changed is None:
            continue
        silent = [
            row
            for passage, row in told[changed:]
            if not _is_named(
                passage.exact or passage.paraphrase,
                row.geography,
                names.get(row.geography, row.geography),
            )
        ]
        if silent:
            found.append(_oddity(told[0][0].source, first, silent, names))
    return found


def _oddity(
    source: Source, first: str, silent: list[Observation], names: Mapping[str, str]
) -> Oddity:
    return to_confirm(
        "place_changes_midway",
        [source, *silent],
        title=_("The place changes midway"),
        sentence=_(
            "The text gives figures of %(first)s first, then of %(other)s. Figures after the change that do not name their place: %(count)d. None is carried from one place to the other."
        )
        % {
            "first": names.get(first, first),
            "other": names.get(silent[0].geography, silent[0].geography),
            "count": len(silent),
        },
        settles=_("The table behind the figures, or the author of the text."),
    )
