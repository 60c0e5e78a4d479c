"""What a call is at a moment, and which state follows which."""

from datetime import datetime

from django.utils.translation import gettext as _

from madang.site.programmes.models import Call
from madang.site.programmes.rules.programmes import ProgrammeError

STEPS: dict[str, tuple[frozenset[str], str]] = {
    "publish": (frozenset({"draft"}), "published"),
    "withdraw": (frozenset({"draft", "published"}), "withdrawn"),
    "conclude": (frozenset({"published"}), "decided"),
}


def phase(call: Call, now: datetime) -> str:
    """Return "draft", "soon", "open", "closed", "decided" or "withdrawn"."""
    if call.state != Call.State.PUBLISHED:
        return call.state
    if now < call.opens_at:
        return "soon"
    return "open" if now < call.closes_at else "closed"


def next_state(call: Call, step: str) -> str:
    """Return the state after a step. Raises ProgrammeError where the step does not fit the state."""
    before, after = STEPS[step]
    if call.state not in before:
        raise ProgrammeError(
            _("This does not fit the state of the call: %(state)s.")
            % {"state": call.get_state_display()}
        )
    return after


def check_draft(call: Call) -> None:
    """Raise ProgrammeError once a call is published: applicants rely on what it says."""
    if call.state != Call.State.DRAFT:
        raise ProgrammeError(
            _("The call is published: its text, limits and questions stay as they are.")
        )
