"""When and where, and who comes: every row of an event before anybody says what they want."""

from madang.site.events.models.people import (
    Delegate,
    DelegateAbsence,
    Registration,
    Staff,
    WorkingLanguage,
)
from madang.site.events.models.places import (
    Hall,
    Interpreter,
    InterpreterAbsence,
    InterpreterPair,
    Place,
    PlaceClosure,
    RoundTable,
    RoundTableSeat,
    Zone,
)
from madang.site.events.models.time import Break, Day, Deadline, Event, Slot

__all__ = [
    "Break",
    "Day",
    "Deadline",
    "Delegate",
    "DelegateAbsence",
    "Event",
    "Hall",
    "Interpreter",
    "InterpreterAbsence",
    "InterpreterPair",
    "Place",
    "PlaceClosure",
    "Registration",
    "RoundTable",
    "RoundTableSeat",
    "Slot",
    "Staff",
    "WorkingLanguage",
    "Zone",
]
