"""What a file says, row by row, before anything is compared with the database: plain values and the problems found."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from madang.site.survey.reading.halves import HalfDay

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Problem:
    """Something that was odd: where it stands, what was expected there, what stood there. An error blocks the import."""

    severity: str
    sheet: str
    row: int
    column: str
    message: str
    found: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the file cannot be imported with this."""
        return self.severity == ERROR


@dataclass(frozen=True)
class ItemRecord:
    """One thing sought or offered, as words and (facet, term) pairs.

    `terms` are those that the file states, `seeming` those that words only seem to name; nobody has confirmed them.
    """

    role: str
    text: str
    terms: tuple[tuple[str, str], ...]
    seeming: tuple[tuple[str, str], ...] = ()
    priority: int = 3
    is_confidential: bool = False


@dataclass
class OrganisationRecord:
    """A row of answers. None means that the file does not say; what it does not say is left as it is."""

    sheet: str
    row: int
    name: str
    name_local: str | None = None
    kind: str | None = None
    country: str | None = None
    website: str | None = None
    about: str | None = None
    objectives: str | None = None
    delegates: int | None = None
    roles: list[str] | None = None
    email: str | None = None
    contact: str | None = None
    phone: str | None = None
    items: list[ItemRecord] | None = None
    languages: list[str] | None = None
    interpreter_wanted: bool | None = None
    most_meetings: int | None = None
    audiences: tuple[str, ...] | None = None
    wishes: list[str] | None = None
    nevers: list[str] | None = None
    # Half-day → whether they are there; None for a file without such columns.
    available: dict[HalfDay, bool] | None = None


@dataclass
class PlaceRecord:
    """A row of places: a table, or the suite of an owner."""

    sheet: str
    row: int
    name: str
    zone: str
    hall: str = ""
    code: str = ""
    seats: int | None = None
    owner: str = ""


@dataclass
class InterpreterRecord:
    """A row of interpreters; `available` is None for all days."""

    sheet: str
    row: int
    name: str
    pairs: list[tuple[str, str]]
    email: str = ""
    available: Sequence[HalfDay] | None = None


@dataclass
class Hours:
    """What a title row says of the event's hours: length of a slot, and the stretches of each day as (from, to)."""

    minutes: int
    stretches: list[tuple[str, str]]
    zone: str
    pause: int = 0


@dataclass
class Reading:
    """All that a file says."""

    organisations: list[OrganisationRecord] = field(default_factory=list)
    places: list[PlaceRecord] = field(default_factory=list)
    interpreters: list[InterpreterRecord] = field(default_factory=list)
    hours: Hours | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """What keeps the file from being imported."""
        return [each for each in self.problems if each.is_error]

    @property
    def warnings(self) -> list[Problem]:
        """What was blank or odd and was read as well as it could be."""
        return [each for each in self.problems if not each.is_error]

    @property
    def half_days(self) -> set[HalfDay]:
        """All half-days with a date that the file speaks of."""
        found = {half for each in self.organisations for half in (each.available or {})}
        found |= {half for each in self.interpreters for half in (each.available or ())}
        return {half for half in found if half.day is not None}
