"""An organisation's answer: saved part by part, sent."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.templatetags.ui import moment
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Registration, WorkingLanguage
from madang.site.survey.actions.delegates import set_delegates
from madang.site.survey.models import Answer, AnswerPart, Consent
from madang.site.survey.queries.parts import missing_in, parts_in_hand
from madang.site.survey.queries.profiles import is_within
from madang.site.survey.queries.questions import asked_of
from madang.site.survey.queries.versions import version_of_about, version_of_people
from madang.site.survey.rules import (
    ONLY_WITHDRAWN,
    OutdatedPart,
    SurveyRefusal,
    why_closed,
)

# What else follows when an answer that counts is changed, and by whom, in the same transaction. Filled by the apps' `ready`.
after_changing: list[Callable[[Answer, Person | None], object]] = []


def writable(
    by: Person | None,
    registration: Registration,
    *,
    part: str = "",
    is_late_too: bool = False,
) -> Answer:
    """Return the answer under a lock, made if there is none. Raises SurveyRefusal when it must not be changed.

    `by` leads the organisation's entry, or holds the `part` that changes; None is the system. `is_late_too` is for what
    may be changed also once the survey has closed.
    """
    if by is not None and not _writes(by, registration, part):
        raise SurveyRefusal(
            _("Only whoever leads the organisation’s entry writes its answers.")
        )
    if by is not None and not is_late_too and (reason := why_closed(registration.event)):  # fmt: skip
        raise SurveyRefusal(reason)
    Registration.objects.select_for_update().values_list("pk").get(pk=registration.pk)
    answer, _is_new = Answer.objects.get_or_create(registration=registration)
    # The caller's row and its event: nobody has to look for them again.
    answer.registration = registration
    return answer


def _writes(by: Person, registration: Registration, part: str) -> bool:
    if by.organisation_id != registration.organisation_id:
        return False
    return by.is_lead or part in parts_in_hand(registration, by)


def check_version(answer: Answer, part: str, *, known: str | None, stands: str) -> None:
    """Raise OutdatedPart if a writer read another version than the one that stands; None is a writer who read none."""
    if known is None or known == stands:
        return
    row = answer.saved_parts.filter(part=part).exclude(saved_at=None).first()
    zone = answer.registration.event.zone
    facts = {
        "who": row.saved_by if row is not None else "",
        "when": moment(row.saved_at if row and row.saved_at else answer.saved_at, zone),
    }
    text = (
        _(
            "%(who)s saved this part on %(when)s, after you opened it. Nothing is overwritten: compare, then save yours."
        )
        if facts["who"]
        else _(
            "This part was changed on %(when)s, after you opened it. Nothing is overwritten: compare, then save yours."
        )
    )
    raise OutdatedPart(text % facts, version=stands)


def changed(
    answer: Answer,
    *,
    by: Person | None,
    verb: str,
    detail: str = "",
    times: int = 1,
    part: str = "",
) -> None:
    """Note who changed which part and when, tell plans and matching of it once the answer counts, and leave a line in the log, or as many as `times`.

    Nobody is matched by the organisers' own questions: plans stay as they are.
    """
    answer.save(update_fields=["saved_at"])
    if by is not None and part:
        AnswerPart.objects.update_or_create(
            answer=answer,
            part=part,
            defaults={"saved_by": str(by), "saved_at": answer.saved_at},
        )
    event = answer.registration.event
    if answer.state == Answer.State.SUBMITTED and part != "questions":
        bump_version(event)
        for function in after_changing:
            function(answer, by)
    log.record_all(
        log.line(verb, answer, by=by, event_id=event.pk, detail=detail)
        for _number in range(times)
    )


@transaction.atomic
def save_about(
    *,
    by: Person | None,
    registration: Registration,
    about: str,
    objectives: str,
    version: str | None = None,
) -> Answer:
    """Save who the organisation is and what would make the event a success for it.

    `version` is the one that the writer read: if it no longer stands, nothing is saved (OutdatedPart).
    """
    answer = writable(by, registration, part="who")
    check_version(answer, "who", known=version, stands=version_of_about(answer))
    answer.about, answer.objectives = about, objectives
    answer.save(update_fields=["about", "objectives"])
    changed(answer, by=by, verb="save part", detail="who", part="who")
    return answer


@dataclass(frozen=True)
class PeopleFacts:
    """Languages as BCP 47 codes, number of delegates, most meetings in all (None: as many as fit), whether an interpreter is needed."""

    languages: Sequence[str]
    delegates: int
    most_meetings: int | None
    interpreter_wanted: bool


@transaction.atomic
def save_people(
    *,
    by: Person | None,
    registration: Registration,
    facts: PeopleFacts,
    version: str | None = None,
) -> Answer:
    """Save languages, number of delegates and the most meetings in all. Raises SurveyRefusal if delegates cannot go, OutdatedPart as `save_about`."""
    answer = writable(by, registration, part="people")
    if version is not None:
        stands = version_of_people(Registration.objects.get(pk=registration.pk))
        check_version(answer, "people", known=version, stands=stands)
    set_delegates(registration, facts.delegates)
    set_languages(registration, facts.languages)
    registration.most_meetings, registration.interpreter_wanted = (
        facts.most_meetings,
        facts.interpreter_wanted,
    )
    registration.save(update_fields=["most_meetings", "interpreter_wanted"])
    changed(answer, by=by, verb="save part", detail="people", part="people")
    bump_version(registration.event)
    return answer


def set_languages(registration: Registration, codes: Iterable[str]) -> bool:
    """Make these the working languages, in this order; return whether anything changed."""
    wanted = list(dict.fromkeys(codes))
    if list(registration.languages.values_list("code", flat=True)) == wanted:
        return False
    registration.languages.all().delete()
    WorkingLanguage.objects.bulk_create(
        WorkingLanguage(registration=registration, code=code) for code in wanted
    )
    return True


def set_consents(answer: Answer, audiences: Iterable[str]) -> bool:
    """Make these the audiences that may see the profile; return whether anything changed."""
    wanted, given = (
        set(audiences),
        set(answer.consents.values_list("audience", flat=True)),
    )
    answer.consents.filter(audience__in=given - wanted).delete()
    Consent.objects.bulk_create(
        Consent(answer=answer, audience=each) for each in sorted(wanted - given)
    )
    return wanted != given


@transaction.atomic
def save_consent(
    *, by: Person | None, registration: Registration, audiences: Iterable[str]
) -> Answer:
    """Save who may see the profile. Withdrawn consent takes effect at once, also once the survey has closed.

    Raises SurveyRefusal where it would let more people read after that.
    """
    answer = writable(by, registration, is_late_too=True)
    wanted = set(audiences)
    if by is not None and (reason := why_closed(registration.event)):
        known = answer.consents.values_list("audience", flat=True)
        if not is_within(wanted, known):
            raise SurveyRefusal(reason + " " + ONLY_WITHDRAWN)
    set_consents(answer, wanted)
    given = ", ".join(sorted(answer.consents.values_list("audience", flat=True)))
    changed(answer, by=by, verb="save part", detail=f"consent: {given}")
    return answer


@transaction.atomic
def submit_answer(*, by: Person | None, registration: Registration) -> Answer:
    """Send the answer: from now on it takes part in the matching. Raises SurveyRefusal while something is missing."""
    answer = writable(by, registration)
    if missing := missing_in(registration, answer, asked_of(registration, answer)):
        raise SurveyRefusal(_("Not sent: %(first)s") % {"first": missing[0].message})
    if answer.state == Answer.State.DRAFT:
        answer.state, answer.submitted_at = Answer.State.SUBMITTED, timezone.now()
        answer.save(update_fields=["state", "submitted_at"])
        if registration.state == Registration.State.INVITED:
            registration.state, registration.registered_at = (
                Registration.State.REGISTERED,
                timezone.now(),
            )
            registration.save(update_fields=["state", "registered_at"])
        changed(answer, by=by, verb="submit answer")
    return answer
