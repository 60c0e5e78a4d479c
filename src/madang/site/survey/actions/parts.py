"""Parts of an answer in colleagues' hands: given, taken back, reported as done."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.actions.colleagues import invite_colleague
from madang.site.directory.actions.people import add_person
from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.survey.actions import part_letters as letters
from madang.site.survey.actions.answers import writable
from madang.site.survey.models import AnswerPart
from madang.site.survey.rules import SurveyRefusal


@transaction.atomic
def give_part(
    *, by: Person, registration: Registration, part: str, person: Person, note: str = ""
) -> AnswerPart:
    """Hand a part to a colleague, who writes this part alone from now on, and write to them.

    A part has one holder: giving it again takes it from the one before. Sending stays with the lead. Raises
    SurveyRefusal for somebody of another organisation, for a lead, and for a part that is none of the survey's.
    """
    answer = writable(by, registration)
    if part not in AnswerPart.Key.values:
        raise SurveyRefusal(_("There is no such part."))
    if person.organisation_id != registration.organisation_id:
        facts = {"person": person, "name": registration}
        raise SurveyRefusal(_("%(person)s does not belong to %(name)s.") % facts)
    if person.is_lead:
        text = _("%(person)s leads the entry and writes every part already.")
        raise SurveyRefusal(text % {"person": person})
    row, _is_new = AnswerPart.objects.get_or_create(answer=answer, part=part)
    if row.person_id == person.pk and row.done_at is None:
        text = _("%(person)s has this part already.")
        raise SurveyRefusal(text % {"person": person})
    row.person, row.note, row.given_at, row.done_at = person, note, timezone.now(), None
    row.save(update_fields=["person", "note", "given_at", "done_at"])
    log.record(
        "give part", row, by=by, event_id=registration.event_id, detail=str(person)
    )
    letters.tell_of_part(row, by=by, registration=registration)
    return row


@transaction.atomic
def give_part_by_address(
    *,
    by: Person,
    registration: Registration,
    part: str,
    who: tuple[str, str],
    note: str = "",
) -> AnswerPart:
    """Hand a part to whoever has an address, named in `who` as (name, e-mail address); they are invited if they cannot sign in yet.

    Raises PersonError for an address of another organisation and after 20 invitations within a day, and what `give_part` raises.
    """
    writable(by, registration)
    name, email = who
    person = add_person(
        by=by, name=name, email=email, organisation=registration.organisation
    )
    if person.user_id is None:
        event = registration.event
        invite_colleague(by=by, person=person, occasion=event.name, event_id=event.pk)
    return give_part(
        by=by, registration=registration, part=part, person=person, note=note
    )


@transaction.atomic
def take_part_back(
    *, by: Person, registration: Registration, part: str
) -> Person | None:
    """Take a part back from whoever holds it and return them; what they wrote stays. None if nobody holds it."""
    answer = writable(by, registration)
    row = answer.saved_parts.select_related("person").filter(part=part).first()
    if row is None or row.person is None:
        return None
    holder = row.person
    row.person, row.note, row.given_at, row.done_at = None, "", None, None
    row.save(update_fields=["person", "note", "given_at", "done_at"])
    log.record(
        "take part back", row, by=by, event_id=registration.event_id, detail=str(holder)
    )
    return holder


@transaction.atomic
def report_part(*, by: Person, registration: Registration, part: str) -> AnswerPart:
    """Say that a part that one holds is done, and write to whoever leads the entry. Raises SurveyRefusal for anybody else's."""
    answer = writable(by, registration, part=part)
    row = answer.saved_parts.filter(part=part, person=by).first()
    if row is None:
        raise SurveyRefusal(_("This part is not in your hands."))
    if row.done_at is None:
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])
        log.record("report part", row, by=by, event_id=registration.event_id)
        letters.tell_of_done(row, by=by, registration=registration)
    return row
