"""Who may read and change the plan of an event."""

from collections.abc import Sequence

from madang.site.events import rules

may_read_plans = rules.is_organiser | rules.is_desk
may_change_plans = rules.is_organiser


class PlanError(Exception):
    """A change of the plan is refused. The text is for the reader; `reasons` are further sentences, one for each cause."""

    def __init__(self, message: str, reasons: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.reasons = list(reasons)
