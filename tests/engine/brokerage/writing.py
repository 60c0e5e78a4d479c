"""Events as .dzn text, for tests."""

from madang.engine.brokerage.model import BrokerageEvent


def write_event(event: BrokerageEvent) -> str:
    """The text of an event."""

    def sets(rows: list[list[int]]) -> str:
        return ",".join("{" + ",".join(map(str, row)) + "}" for row in rows)

    meetings = event.meetings
    rows = "".join(f"|{m.first},{m.second},{m.session},\n" for m in meetings)
    return f"""nBusiness = {event.participants};
nMeetings = {len(meetings)};
nTables = {event.tables};
nTotalSlots = {event.slots};
nMorningSlots = {event.morning_slots};
requested = [{rows}|];
forbidden = [{sets([sorted(row) or [0] for row in event.away])}];
fixed = [{",".join(str(m.fixed or 0) for m in meetings)}];
precedences = [{sets([sorted(m.after) for m in meetings])}];
"""
