"""An event as the file that the engine's own commands read."""

from madang.engine import io
from madang.site.events.models import Event
from madang.site.meetings.bridge.drawing import draw
from madang.site.meetings.bridge.solving import as_file
from madang.site.meetings.models import Plan


def problem_file(event: Event, *, pins: Plan | None = None) -> bytes:
    """Return an event as it stands now as the bytes of a problem file."""
    return as_file(io.dump_problem(draw(event, pins=pins).problem))
