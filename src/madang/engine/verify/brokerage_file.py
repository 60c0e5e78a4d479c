"""What the judge reads of a .dzn file: a few patterns of its own, nothing shared with the solver's reader."""

from __future__ import annotations

import re
from dataclasses import dataclass

COMMENT = re.compile(r"/\*.*?\*/|%[^\n]*", re.DOTALL)
ENTRY = re.compile(r"(\w+)\s*=\s*([^;=]*)(?:;|$)")
GROUP = re.compile(r"\{([^}]*)\}|(-?\d+)\s*\.\.\s*(-?\d+)|(-?\d+)")
NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class BrokerageFile:
    """An event as the file states it; meeting and participant n are at place n - 1."""

    participants: int
    tables: int
    slots: int
    pairs: list[tuple[int, int]]
    allowed: list[set[int]]
    """For each meeting the slots that its session, its fixed slot and the absences of both leave."""
    earlier: list[set[int]]


def read_brokerage(text: str) -> BrokerageFile:
    """The event of a text; KeyError, ValueError or IndexError when it is none."""
    entries = {
        name: value.strip() for name, value in ENTRY.findall(COMMENT.sub(" ", text))
    }
    participants, tables, slots, count = (
        int(entries[name])
        for name in ("nBusiness", "nTables", "nTotalSlots", "nMeetings")
    )
    morning = int(entries.get("nMorningSlots", slots))
    rows = [
        [int(item) for item in NUMBER.findall(row)]
        for row in entries["requested"].strip("[]").split("|")
    ]
    rows = [row for row in rows if row]
    away = _groups(entries.get("forbidden"), participants)
    fixed = _groups(entries.get("fixed"), count)
    earlier = _groups(entries.get("precedences"), count)
    if len(rows) != count:
        raise ValueError(f"{len(rows)} meetings in the file that states {count}")
    sessions = {
        1: set(range(1, morning + 1)),
        2: set(range(morning + 1, slots + 1)),
        3: set(range(1, slots + 1)),
    }
    allowed = []
    for row, pinned in zip(rows, fixed, strict=True):
        first, second, session = (*row, 3)[:3]
        free = sessions[session] - away[first - 1] - away[second - 1]
        allowed.append(free & pinned if pinned - {0} else free)
    pairs = [(row[0], row[1]) for row in rows]
    return BrokerageFile(participants, tables, slots, pairs, allowed, earlier)


def _groups(text: str | None, count: int) -> list[set[int]]:
    """The sets of a list; a number alone is a set of one."""
    if text is None:
        return [set() for _ in range(count)]
    groups = []
    for inside, first, last, alone in GROUP.findall(text):
        if first:
            groups.append(set(range(int(first), int(last) + 1)))
        elif alone:
            groups.append({int(alone)})
        else:
            groups.append(_members(inside))
    if len(groups) != count:
        raise ValueError(f"a list of {len(groups)} where {count} belong")
    return groups


def _members(text: str) -> set[int]:
    members: set[int] = set()
    for _, first, last, alone in GROUP.findall(text):
        members |= {int(alone)} if alone else set(range(int(first), int(last) + 1))
    return members
