"""Who runs a programme, which state follows which, and what a milestone's day means."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from madang.site.directory.models import Organisation, Person
from madang.site.programmes.models import CohortMember, Milestone, Programme

Kind = Organisation.Kind
# Those who run programmes for others; companies apply to them.
OWNER_KINDS = frozenset(
    [
        Kind.MINISTRY,
        Kind.REGULATOR,
        Kind.PUBLIC_HEALTH,
        Kind.TRADE_AGENCY,
        Kind.INTERNATIONAL,
        Kind.ASSOCIATION,
        Kind.UNIVERSITY,
        Kind.INVESTOR,
    ]
)
# Names in addresses that pages of this site have already.
RESERVED = frozenset(
    [
        "new",
        "import",
        "calls",
        "applications",
        "reviews",
        "needs",
        "milestones",
        "cohort",
    ]
)
STEPS: dict[str, tuple[frozenset[str], str]] = {
    "ask for interest": (frozenset({"draft"}), "interest"),
    "open": (frozenset({"draft", "interest"}), "open"),
    "start": (frozenset({"open"}), "running"),
    "end": (frozenset({"interest", "open", "running"}), "ended"),
}
MEMBER_STEPS: dict[str, tuple[frozenset[str], str]] = {
    "complete": (frozenset({"active"}), "completed"),
    "leave": (frozenset({"active"}), "left"),
    "return": (frozenset({"completed", "left"}), "active"),
}
GRANT_STEPS: dict[str, frozenset[str]] = {
    "planned": frozenset({"applied"}),
    "applied": frozenset({"granted", "refused"}),
    "granted": frozenset(),
    "refused": frozenset(),
}
# step: (who, states before, state after)
MILESTONE_STEPS: dict[str, tuple[str, frozenset[str], str]] = {
    "report": ("lead", frozenset({"open", "reported"}), "reported"),
    "accept": ("manager", frozenset({"reported"}), "accepted"),
    "return": ("manager", frozenset({"reported"}), "open"),
    "skip": ("manager", frozenset({"open"}), "skipped"),
    "reopen": ("manager", frozenset({"skipped"}), "open"),
}
VERY_LATE = timedelta(days=14)


class ProgrammeError(Exception):
    """A change that is refused; the message is for the reader, `field` names the field it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def is_of_staff(person: Person) -> bool:
    """Whether this person belongs to the site's staff."""
    return person.user is not None and person.user.is_active and person.user.is_staff


def leads(person: Person | None, organisation_id: int | None) -> bool:
    """Whether this person leads the entry of an organisation."""
    return (
        person is not None
        and person.is_lead
        and organisation_id is not None
        and person.organisation_id == organisation_id
    )


def manages(person: Person | None, programme: Programme) -> bool:
    """Whether this person runs a programme: its manager, the leads of its owner, the site's staff."""
    if person is None:
        return False
    return (
        programme.manager_id == person.pk
        or leads(person, programme.owner_id)
        or is_of_staff(person)
    )


def why_not_make(person: Person | None) -> str:
    """Return why this person cannot make a programme; empty when they can."""
    if person is None or person.organisation is None:
        return _("Only somebody of an organisation in the directory makes a programme.")
    if is_of_staff(person):
        return ""
    if not person.is_lead:
        return _("Only whoever leads your organisation’s entry makes a programme.")
    if person.organisation.kind not in OWNER_KINDS:
        return _(
            "Programmes are made by ministries, agencies, associations, institutes, investors and international organisations."
        )
    return ""


def check_manages(by: Person | None, programme: Programme) -> None:
    """Raise ProgrammeError unless `by` runs the programme; None is the system."""
    if by is not None and not manages(by, programme):
        raise ProgrammeError(_("Only those who run the programme do this."))


def why_not_impartial(person: Person | None, organisation_id: int | None) -> str:
    """Return why this person decides nothing about an organisation: it is their own. Empty for others and the system."""
    if (
        person is None
        or organisation_id is None
        or person.organisation_id != organisation_id
    ):
        return ""
    return _(
        "This is about your own organisation: somebody else who runs the programme does this."
    )


def check_impartial(by: Person | None, organisation_id: int | None) -> None:
    """Raise ProgrammeError if `by` belongs to the organisation that is decided about; None is the system."""
    if reason := why_not_impartial(by, organisation_id):
        raise ProgrammeError(reason)


def next_state(programme: Programme, step: str) -> str:
    """Return the state after a step. Raises ProgrammeError where the step does not fit the state."""
    before, after = STEPS[step]
    if programme.state not in before:
        raise ProgrammeError(
            _("This does not fit the state of the programme: %(state)s.")
            % {"state": programme.get_state_display()}
        )
    return after


def next_member_state(member: CohortMember, step: str) -> str:
    """Return a member's state after a step. Raises ProgrammeError where the step does not fit."""
    before, after = MEMBER_STEPS[step]
    if member.state not in before:
        raise ProgrammeError(
            _("This does not fit the member’s state: %(state)s.")
            % {"state": member.get_state_display()}
        )
    return after


def lateness(milestone: Milestone, today: date) -> str:
    """Return "", "late" or "very late" (more than 14 days) for a milestone that nobody has reported."""
    if milestone.state != Milestone.State.OPEN or today <= milestone.due_on:
        return ""
    return "very late" if today - milestone.due_on > VERY_LATE else "late"
