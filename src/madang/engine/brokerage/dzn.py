"""Reads the .dzn files of brokerage events. Tolerant of order, spacing, comments and parameters it has no use for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from madang.engine.brokerage.model import ANY, BrokerageEvent, Pair
from madang.engine.problem import ProblemError

TOKEN = re.compile(
    r"(?P<blank>[ \t\r\ufeff]+|%[^\n]*|/\*.*?\*/|\n)|(?P<number>-?\d+)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<range>\.\.)|(?P<mark>[=;,\[\]{}|])",
    re.DOTALL,
)
MOST_SLOTS = 500
"""A larger number of slots is taken for a mistake."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the file: its kind, its text, and the line where it stands."""

    kind: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A whole number and the line where it stands."""

    value: int
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """Numbers that belong together: a set, a row of a table, or one entry of a list of numbers."""

    cells: tuple[Cell, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands behind a name, and its line. A single number is one row with one cell."""

    rows: tuple[Row, ...]
    line: int


class DznError(ProblemError):
    """The file cannot be used; the message begins with its name and the line."""


def load_event(path: Path) -> BrokerageEvent:
    """The event of a file. Raises `DznError` that names file and line."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DznError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DznError(f"{path}: not a text in UTF-8") from error
    return parse_event(text, str(path))


def parse_event(text: str, name: str = "event") -> BrokerageEvent:
    """The event of a text. Raises `DznError`; `name` stands before the line in its message."""
    entries = _Parser(_tokens(text, name), name).entries()
    return _Builder(entries, name).event()


def _tokens(text: str, name: str) -> list[Token]:
    tokens, place, line = [], 0, 1
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            raise DznError(f"{name}:{line}: unexpected {text[place]!r}")
        kind = str(found.lastgroup)
        if kind != "blank":
            tokens.append(Token(kind, found[0], line))
        line += found[0].count("\n")
        place = found.end()
    tokens.append(Token("end", "the end of the file", line))
    return tokens


class _Parser:
    """Tokens → entries by name."""

    def __init__(self, tokens: list[Token], name: str) -> None:
        self.tokens, self.name, self.place = tokens, name, 0

    def entries(self) -> dict[str, Entry]:
        found: dict[str, Entry] = {}
        while self.next.kind != "end":
            token = self.take("name", "a parameter's name")
            if token.text in found:
                raise self.error(token, f"{token.text} is given twice")
            self.take("=", '"="')
            found[token.text] = Entry(tuple(self.value()), token.line)
            if self.next.kind != "end":
                self.take(";", '";"')
        return found

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def error(self, token: Token, text: str) -> DznError:
        return DznError(f"{self.name}:{token.line}: {text}")

    def take(self, wanted: str, told: str) -> Token:
        token = self.next
        if wanted not in {token.kind, token.text}:
            raise self.error(token, f"expected {told}, found {token.text}")
        self.place += 1
        return token

    def skip(self, text: str) -> bool:
        """Whether the next token is this mark; if so it is taken."""
        if self.next.text != text:
            return False
        self.place += 1
        return True

    def value(self) -> list[Row]:
        if not self.skip("["):
            return [self.item()]
        return self.table() if self.skip("|") else self.listing()

    def listing(self) -> list[Row]:
        rows: list[Row] = []
        while not self.skip("]"):
            rows.append(self.item())
            if self.next.text != "]":
                self.take(",", '"," or "]"')
        return rows

    def table(self) -> list[Row]:
        rows: list[Row] = []
        while not self.skip("]"):
            line, cells = self.next.line, []
            while not self.skip("|"):
                cells.append(self.number())
                if self.next.text != "|":
                    self.take(",", '"," or "|"')
            if cells:
                rows.append(Row(tuple(cells), line))
        return rows

    def item(self) -> Row:
        """A set in braces, a range, or a number."""
        line = self.next.line
        if self.skip("{"):
            cells: list[Cell] = []
            while not self.skip("}"):
                cells.extend(self.reach())
                if self.next.text != "}":
                    self.take(",", '"," or "}"')
            return Row(tuple(cells), line)
        return Row(tuple(self.reach()), line)

    def reach(self) -> list[Cell]:
        first = self.number()
        if not self.skip(".."):
            return [first]
        last = self.number()
        if last.value - first.value > MOST_SLOTS:
            raise DznError(
                f"{self.name}:{last.line}: a range of more than {MOST_SLOTS} numbers"
            )
        return [Cell(value, first.line) for value in range(first.value, last.value + 1)]

    def number(self) -> Cell:
        token = self.take("number", "a whole number")
        return Cell(int(token.text), token.line)


class _Builder:
    """Entries → event; every number is compared with what it may be."""

    def __init__(self, entries: dict[str, Entry], name: str) -> None:
        self.entries, self.name = entries, name

    def event(self) -> BrokerageEvent:
        participants = self.whole("nBusiness", 1, 100_000)
        tables = self.whole("nTables", 1, 100_000)
        slots = self.whole("nTotalSlots", 1, MOST_SLOTS)
        count = self.whole("nMeetings", 0, 1_000_000)
        morning = slots
        if "nMorningSlots" in self.entries:
            morning = self.whole("nMorningSlots", 0, slots)
        away = tuple(
            frozenset(self.within(cell, "slot", 0, slots) for cell in row.cells) - {0}
            for row in self.rows("forbidden", participants)
        )
        fixed = [
            self.within(self.only(row), "slot", 0, slots)
            for row in self.rows("fixed", count)
        ]
        after = [
            frozenset(self.within(cell, "meeting", 1, count) for cell in row.cells)
            for row in self.rows("precedences", count)
        ]
        meetings = [
            self.pair(row, participants, fixed[index] or None, after[index])
            for index, row in enumerate(self.rows("requested", count))
        ]
        return BrokerageEvent(
            participants, tables, slots, morning, tuple(meetings), away
        )

    def pair(
        self, row: Row, participants: int, fixed: int | None, after: frozenset[int]
    ) -> Pair:
        if len(row.cells) not in {2, 3}:
            raise self.error(
                row.line,
                f"a meeting has two participants and a session, not {len(row.cells)} numbers",
            )
        first, second = (
            self.within(cell, "participant", 1, participants) for cell in row.cells[:2]
        )
        if first == second:
            raise self.error(row.line, f"participant {first} meets themselves")
        session = ANY
        if len(row.cells) > 2:
            session = self.within(row.cells[2], "session", 1, ANY)
        return Pair(first, second, session, fixed, after)

    def error(self, line: int, text: str) -> DznError:
        return DznError(f"{self.name}:{line}: {text}")

    def entry(self, name: str) -> Entry:
        if name not in self.entries:
            raise DznError(f"{self.name}: {name} is missing")
        return self.entries[name]

    def whole(self, name: str, least: int, most: int) -> int:
        entry = self.entry(name)
        if len(entry.rows) != 1:
            raise self.error(entry.line, f"{name} must be one whole number")
        return self.within(self.only(entry.rows[0]), name, least, most)

    def within(self, cell: Cell, what: str, least: int, most: int) -> int:
        if not least <= cell.value <= most:
            raise self.error(
                cell.line, f"{what} must be from {least} to {most}, not {cell.value}"
            )
        return cell.value

    def only(self, row: Row) -> Cell:
        if len(row.cells) != 1:
            raise self.error(
                row.line, f"expected one whole number, found {len(row.cells)}"
            )
        return row.cells[0]

    def rows(self, name: str, count: int) -> tuple[Row, ...]:
        """The rows of a list with a given length; what may be left out is empty then."""
        if name != "requested" and name not in self.entries:
            blank = (Cell(0, 0),) if name == "fixed" else ()
            return (Row(blank, 0),) * count
        entry = self.entry(name)
        if len(entry.rows) != count:
            raise self.error(
                entry.line, f"{name} must have {count} entries, not {len(entry.rows)}"
            )
        return entry.rows
