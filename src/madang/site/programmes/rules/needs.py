"""Who publishes a need, who answers it, and which state follows which."""

from datetime import datetime

from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import moment
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.models import Need, NeedAnswer
from madang.site.programmes.rules.programmes import ProgrammeError, leads

Kind = Organisation.Kind
PUBLISHER_KINDS = frozenset(
    [
        Kind.MINISTRY,
        Kind.REGULATOR,
        Kind.PUBLIC_HEALTH,
        Kind.TRADE_AGENCY,
        Kind.INTERNATIONAL,
    ]
)
STEPS: dict[str, tuple[frozenset[str], str]] = {
    "publish": (frozenset({"draft"}), "published"),
    "close": (frozenset({"published"}), "closed"),
    "reopen": (frozenset({"closed"}), "published"),
}
ANSWER_STEPS: dict[str, tuple[frozenset[str], str]] = {
    "change": (frozenset({"sent", "withdrawn"}), "sent"),
    "withdraw": (frozenset({"sent"}), "withdrawn"),
    "invite": (frozenset({"sent"}), "invited"),
    "decline": (frozenset({"sent"}), "declined"),
}


def why_not_publish(person: Person | None) -> str:
    """Return why this person cannot publish a need; empty when they can."""
    if person is None or person.organisation is None or not person.is_lead:
        return _("Only whoever leads an organisation’s entry publishes its needs.")
    if person.organisation.kind not in PUBLISHER_KINDS:
        return _(
            "Needs are published by ministries, public agencies and international organisations. Companies answer them."
        )
    return ""


def publishes(person: Person | None, need: Need) -> bool:
    """Whether this person looks after a need: the leads of the organisation that has it."""
    return leads(person, need.organisation_id)


def check_publishes(by: Person | None, need: Need) -> None:
    """Raise ProgrammeError unless `by` looks after the need; None is the system."""
    if by is not None and not publishes(by, need):
        raise ProgrammeError(_("Only the organisation that has the need does this."))


def is_open(need: Need, now: datetime) -> bool:
    """Whether answers are taken."""
    return need.state == Need.State.PUBLISHED and (
        need.answers_until is None or now < need.answers_until
    )


def why_not_answer(person: Person | None, need: Need, now: datetime) -> str:
    """Return why this person cannot answer a need; empty when they can."""
    if need.state == Need.State.CLOSED:
        return _("This need is closed.")
    if not is_open(need, now):
        if need.answers_until is None or need.state != Need.State.PUBLISHED:
            return _("This need is not published.")
        facts = {"when": moment(need.answers_until, "UTC")}
        return _("Answers closed on %(when)s (UTC).") % facts
    if person is None or person.organisation is None:
        return _("Only organisations of the directory answer.")
    if person.organisation_id == need.organisation_id:
        return _("This is your own organisation’s need.")
    if person.organisation.kind in PUBLISHER_KINDS:
        return _("Companies, institutes and hospitals answer needs.")
    if not person.is_lead:
        return _("Only whoever leads your organisation’s entry answers.")
    return ""


def next_state(need: Need, step: str) -> str:
    """Return the state after a step. Raises ProgrammeError where the step does not fit the state."""
    before, after = STEPS[step]
    if need.state not in before:
        raise ProgrammeError(
            _("This does not fit the state of the need: %(state)s.")
            % {"state": need.get_state_display()}
        )
    return after


def next_answer_state(answer: NeedAnswer, step: str) -> str:
    """Return an answer's state after a step. Raises ProgrammeError where the step does not fit."""
    before, after = ANSWER_STEPS[step]
    if answer.state not in before:
        raise ProgrammeError(
            _("This does not fit the state of the answer: %(state)s.")
            % {"state": answer.get_state_display()}
        )
    return after
