"""Merge and unmerge in any order: whatever was done, when every decision is undone every row is what it was."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.site.ledger.rules.merging import merge, root_of, tree_of, undo
from tests.site.ledger.rows_in_memory import TABLES, Memory, Row

ORGANISATIONS = 6


class Book:
    """Decisions over rows in memory."""

    def __init__(self, store: Memory) -> None:
        self.store = store
        self.standing: dict[int, int] = {}

    @property
    def roots(self) -> list[int]:
        return [each for each in range(1, ORGANISATIONS + 1) if each not in self.standing]  # fmt: skip

    def merge(self, kept: int, away: int) -> None:
        merge(self.store, self.standing, kept=kept, away=away)
        self.standing[away] = kept

    def undo(self, away: int) -> None:
        shown_under = root_of(self.standing, away)
        del self.standing[away]
        undo(self.store, self.standing, away=away, shown_under=shown_under)


def filled(seed: int) -> Memory:
    """Return a store with up to 24 rows of every table that its own limits allow."""
    chance, store = random.Random(seed), Memory()  # noqa: S311
    for number in range(24):
        table = chance.choice(sorted(TABLES))
        row: Row = {each: chance.randint(1, ORGANISATIONS) for each in TABLES[table][0]}
        row |= {"text": f"name {chance.randint(1, 3)}", "tie": chance.randint(1, 3)}
        if table == "initiative" and chance.random() < 0.3:
            row["funder"] = None
        if store.allows(table, None, row):
            store.rows[table, number] = row
    return store


def consistent(book: Book) -> None:
    """Every row shows the root of its base; nobody who was merged away holds anything."""
    for cell, base in book.store.notes.items():
        assert book.store.shown(cell) == root_of(book.standing, base) != base
    for away in book.standing:
        assert not list(book.store.held_by(away))
    for (table, number), row in book.store.rows.items():
        assert book.store.allows(table, number, row)


def played(seed: int, steps: list[tuple[int, int]], *, check: bool = True) -> None:
    """Merge and undo as the steps say, then undo the rest in an order of its own; compare with the beginning."""
    store = filled(seed)
    before, book = store.dump(), Book(store)
    for what, which in steps:
        if what < 3 and len(book.roots) > 1:
            away = book.roots[which % len(book.roots)]
            others = [each for each in book.roots if each != away]
            book.merge(others[(which // 7) % len(others)], away)
        elif book.standing:
            book.undo(sorted(book.standing)[which % len(book.standing)])
        if check:
            consistent(book)
    rest = sorted(book.standing)
    random.Random(seed).shuffle(rest)  # noqa: S311
    for away in rest:
        book.undo(away)
    assert store.dump() == before


STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 1000)), min_size=1, max_size=12
)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**6), steps=STEPS)
def test_whatever_was_merged_and_undone_the_rows_are_as_they_were(
    seed: int, steps: list[tuple[int, int]]
) -> None:
    played(seed, steps)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(seed=st.integers(0, 10**6), steps=STEPS)
def test_ten_thousand_sequences(seed: int, steps: list[tuple[int, int]]) -> None:
    played(seed, steps, check=False)


def store_of(*rows: tuple[str, dict[str, Any]]) -> Memory:
    store = Memory()
    for number, (table, row) in enumerate(rows, start=1):
        store.rows[table, number] = {"text": "", "tie": 0} | row
    return store


def test_the_first_of_two_decisions_is_undone_while_the_second_stands() -> None:
    store = store_of(
        ("name", {"organisation": 1, "text": "one"}),
        ("name", {"organisation": 2, "text": "two"}),
        ("name", {"organisation": 3, "text": "three"}),
    )
    book = Book(store)
    book.merge(kept=2, away=1)
    book.merge(kept=3, away=2)
    book.undo(1)
    shown = [row["organisation"] for row in store.rows.values()]
    assert shown == [1, 3, 3]
    # And merged anew somewhere else, what is undone later does not follow.
    book.merge(kept=4, away=1)
    book.undo(2)
    assert [row["organisation"] for row in store.rows.values()] == [4, 2, 3]


def test_what_would_stand_twice_is_set_aside_and_comes_back() -> None:
    store = store_of(
        ("party", {"organisation": 1, "tie": 7}),
        ("party", {"organisation": 2, "tie": 7}),
        ("membership", {"cluster": 2, "member": 1}),
    )
    before, book = store.dump(), Book(store)
    book.merge(kept=2, away=1)
    assert sorted(store.rows) == [("party", 2)]
    assert sorted(store.away) == [("membership", 3), ("party", 1)]
    book.undo(1)
    assert store.dump() == before


def test_a_row_set_aside_follows_its_other_organisation() -> None:
    store = store_of(
        ("membership", {"cluster": 1, "member": 4}),
        ("membership", {"cluster": 2, "member": 4}),
    )
    before, book = store.dump(), Book(store)
    book.merge(kept=2, away=1)
    book.merge(kept=5, away=4)
    book.undo(1)
    assert store.rows["membership", 1]["member"] == 5
    book.undo(4)
    assert store.dump() == before


def test_what_was_edited_to_another_organisation_stays_there() -> None:
    store = store_of(
        ("initiative", {"owner": 1, "funder": None}),
        ("initiative", {"owner": 1, "funder": 1}),
    )
    book = Book(store)
    book.merge(kept=2, away=1)
    store.rows["initiative", 1]["owner"] = 3
    # Other columns may be edited: the row goes back with them.
    store.rows["initiative", 2]["text"] = "renamed"
    book.undo(1)
    assert store.rows["initiative", 1]["owner"] == 3
    assert store.rows["initiative", 2] == {"text": "renamed", "tie": 0, "owner": 1, "funder": 1}  # fmt: skip
    assert not store.notes


def test_a_row_put_by_hand_where_it_is_belongs_there() -> None:
    store = store_of(("initiative", {"owner": 1, "funder": None}))
    book = Book(store)
    book.merge(kept=2, away=1)
    store.rows["initiative", 1]["owner"] = 3
    book.merge(kept=4, away=3)
    book.undo(3)
    book.undo(1)
    assert store.rows["initiative", 1]["owner"] == 3


def test_only_those_that_stand_apart_are_merged() -> None:
    book = Book(store_of())
    book.merge(kept=2, away=1)
    for kept, away in ((2, 1), (1, 3), (2, 2)):
        with pytest.raises(ValueError, match="stand apart"):
            book.merge(kept=kept, away=away)
    assert tree_of(book.standing, 2) == {1, 2}
