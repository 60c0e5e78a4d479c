"""What may be done with an application, by whom and in which state: the whole policy in one table."""

from django.utils.translation import gettext as _

from madang.site.directory.models import Person
from madang.site.programmes.models import Application, Review
from madang.site.programmes.rules.programmes import ProgrammeError, leads, manages

# action: (role, states in which it is allowed)
POLICY: dict[str, tuple[str, frozenset[str]]] = {
    "save": ("lead", frozenset({"draft"})),
    "submit": ("lead", frozenset({"draft"})),
    "withdraw": ("lead", frozenset({"draft", "submitted", "review"})),
    "name reviewer": ("manager", frozenset({"submitted", "review"})),
    "dismiss reviewer": ("manager", frozenset({"review"})),
    "review": ("reviewer", frozenset({"review"})),
    "step back": ("reviewer", frozenset({"review"})),
    "decide": ("manager", frozenset({"submitted", "review"})),
}
STANDS = ("submitted", "review", "accepted", "rejected")
READERS = {
    "draft": {"lead", "colleague"},
    "withdrawn": {"lead", "colleague"},
}


def roles_in(person: Person | None, application: Application) -> frozenset[str]:
    """Return what this person is to an application: lead, colleague, manager, reviewer, or several of them.

    Nobody of the applicant's own organisation counts as manager or reviewer.
    """
    if person is None:
        return frozenset()
    if person.organisation_id == application.organisation_id:
        is_lead = leads(person, application.organisation_id)
        return frozenset({"lead", "colleague"} if is_lead else {"colleague"})
    roles = set()
    if manages(person, application.call.programme):
        roles.add("manager")
    if Review.objects.filter(
        application=application, reviewer=person, has_conflict=False
    ).exists():
        roles.add("reviewer")
    return frozenset(roles)


def may_read(roles: frozenset[str], application: Application) -> bool:
    """Whether somebody of these roles reads the contents: a draft and what was withdrawn stay with the applicant."""
    return bool(roles & READERS.get(application.state, roles))


def competes(person: Person, application: Application) -> bool:
    """Whether this person's own organisation has an application of its own in the same call."""
    return (
        person.organisation_id is not None
        and Application.objects.filter(
            call_id=application.call_id,
            organisation_id=person.organisation_id,
            state__in=STANDS,
        ).exists()
    )


def check_allowed(action: str, *, by: Person | None, application: Application) -> None:
    """Raise ProgrammeError unless `by` may do this in the application's state; None is the system, bound by the state alone."""
    role, states = POLICY[action]
    if by is not None and role not in roles_in(by, application):
        raise ProgrammeError(_refusal(role))
    if by is not None and role != "lead" and action != "step back":
        _check_no_rival(by, application)
    if application.state not in states:
        raise ProgrammeError(
            _("This does not fit the state of the application: %(state)s.")
            % {"state": application.get_state_display()}
        )


def _check_no_rival(by: Person, application: Application) -> None:
    if competes(by, application):
        raise ProgrammeError(
            _(
                "Your own organisation applies in this call: somebody else reviews and decides here."
            )
        )


def _refusal(role: str) -> str:
    if role == "lead":
        return _(
            "Only whoever leads the organisation’s entry does this; colleagues read the same pages."
        )
    if role == "manager":
        return _(
            "Only those who run the programme do this, and nobody of the applicant’s organisation."
        )
    return _("Only a reviewer named for this application does this.")
