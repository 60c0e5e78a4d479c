"""An organisation's answer: saved part by part, sent, taken over from the last edition."""

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Registration, WorkingLanguage
from madang.site.survey.actions.delegates import set_delegates
from madang.site.survey.models import Answer, Consent, Item, ItemTerm, NeverMatch, Wish
from madang.site.survey.queries.answers import answer_of_last_edition, missing_in
from madang.site.survey.rules import SurveyRefusal, why_closed

# What else follows when an answer that counts is changed, and by whom, in the same transaction. Filled by the apps' `ready`.
after_changing: list[Callable[[Answer, Person | None], object]] = []


def writable(by: Person | None, registration: Registration) -> Answer:
    """Return the answer under a lock, made if there is none. Raises SurveyRefusal when it must not be changed.

    `by` leads the organisation's entry; None is the system.
    """
    if by is not None and not (
        by.is_lead and by.organisation_id == registration.organisation_id
    ):
        raise SurveyRefusal(
            _("Only whoever leads the organisation’s entry writes its answers.")
        )
    if by is not None and (reason := why_closed(registration.event)):
        raise SurveyRefusal(reason)
    Registration.objects.select_for_update().values_list("pk").get(pk=registration.pk)
    answer, _is_new = Answer.objects.get_or_create(registration=registration)
    # The caller's row and its event: nobody has to look for them again.
    answer.registration = registration
    return answer


def changed(
    answer: Answer, *, by: Person | None, verb: str, detail: str = "", times: int = 1
) -> None:
    """Note the time of the change, tell plans and matching of it once the answer counts, and leave a line in the log, or as many as `times`."""
    answer.save(update_fields=["saved_at"])
    event = answer.registration.event
    if answer.state == Answer.State.SUBMITTED:
        bump_version(event)
        for function in after_changing:
            function(answer, by)
    log.record_all(
        log.line(verb, answer, by=by, event_id=event.pk, detail=detail)
        for _number in range(times)
    )


@transaction.atomic
def save_about(
    *, by: Person | None, registration: Registration, about: str, objectives: str
) -> Answer:
    """Save who the organisation is and what would make the event a success for it."""
    answer = writable(by, registration)
    answer.about, answer.objectives = about, objectives
    answer.save(update_fields=["about", "objectives"])
    changed(answer, by=by, verb="save part", detail="who")
    return answer


@transaction.atomic
def save_people(
    *,
    by: Person | None,
    registration: Registration,
    languages: Sequence[str],
    delegates: int,
    most_meetings: int | None,
    interpreter_wanted: bool,
) -> Answer:
    """Save languages, number of delegates and the most meetings in all. Raises SurveyRefusal if delegates cannot go."""
    answer = writable(by, registration)
    set_delegates(registration, delegates)
    set_languages(registration, languages)
    registration.most_meetings, registration.interpreter_wanted = (
        most_meetings,
        interpreter_wanted,
    )
    registration.save(update_fields=["most_meetings", "interpreter_wanted"])
    changed(answer, by=by, verb="save part", detail="people")
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
    """Save who may see the profile. Withdrawn consent takes effect at once."""
    answer = writable(by, registration)
    set_consents(answer, audiences)
    given = ", ".join(sorted(answer.consents.values_list("audience", flat=True)))
    changed(answer, by=by, verb="save part", detail=f"consent: {given}")
    return answer


@transaction.atomic
def submit_answer(*, by: Person | None, registration: Registration) -> Answer:
    """Send the answer: from now on it takes part in the matching. Raises SurveyRefusal while something is missing."""
    answer = writable(by, registration)
    if missing := missing_in(registration, answer):
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


@transaction.atomic
def take_over_last_answer(*, by: Person | None, registration: Registration) -> Answer:
    """Copy the organisation's answer of the last edition into an empty one; consent is asked for anew."""
    answer = writable(by, registration)
    last = answer_of_last_edition(registration)
    if last is None or answer.items.exists():
        raise SurveyRefusal(
            _("There is no earlier answer to take over, or this one has items already.")
        )
    answer.about, answer.objectives = (
        answer.about or last.about,
        answer.objectives or last.objectives,
    )
    answer.save(update_fields=["about", "objectives"])
    _copy_items(last, answer)
    Wish.objects.bulk_create(
        Wish(answer=answer, name=wish.name, position=wish.position)
        for wish in last.wishes.all()
    )
    NeverMatch.objects.bulk_create(
        NeverMatch(answer=answer, name=each.name) for each in last.never_matches.all()
    )
    if not registration.languages.exists():
        set_languages(
            registration, last.registration.languages.values_list("code", flat=True)
        )
    changed(answer, by=by, verb="take over answer", detail=str(last.registration.event))
    return answer


def _copy_items(source: Answer, target: Answer) -> None:
    for item in source.items.prefetch_related("terms"):
        terms = list(item.terms.all())
        copy = Item.objects.create(
            answer=target,
            role=item.role,
            text=item.text,
            priority=item.priority,
            is_confidential=item.is_confidential,
            position=item.position,
            declined_terms=item.declined_terms,
            vocabulary_version=item.vocabulary_version,
        )
        ItemTerm.objects.bulk_create(
            ItemTerm(
                item=copy,
                facet=term.facet,
                term=term.term,
                is_confirmed=term.is_confirmed,
                amount=term.amount,
            )
            for term in terms
        )
