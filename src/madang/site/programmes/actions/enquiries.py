"""An investor's or partner's question to the contact person of a location, cluster or mission, and the answer by mail."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import log, outbox
from madang.site.core.templatetags.ui import country
from madang.site.directory.models import Organisation, Person
from madang.site.directory.queries import language_of_address
from madang.site.ledger.models import Position
from madang.site.programmes.actions.mission_letters import address_of
from madang.site.programmes.models import Enquiry, Mission
from madang.site.programmes.queries import enquiries as queries
from madang.site.programmes.rules.missions import MissionError

MOST_OF_SENDER = 3
MOST_TO_CONTACT = 30
LONGEST = 4000


@dataclass(frozen=True)
class Question:
    """What somebody writes to a contact person."""

    name: str
    email: str
    text: str
    organisation_name: str = ""
    country: str = ""


def one_line(question: Question) -> Question:
    """Return the question with name and organisation on one line each: nobody writes a letter of their own around the text."""
    return replace(
        question,
        name=" ".join(question.name.split()),
        organisation_name=" ".join(question.organisation_name.split()),
    )


def check_contact(contact: Position) -> str:
    """Return the contact's address. Raises MissionError, with the telephone number if one is published, where there is none."""
    address = queries.address_of(contact)
    if address:
        return address
    if telephone := queries.telephone_of(contact):
        raise MissionError(
            _("%(contact)s takes no mail here. Telephone: %(telephone)s.")
            % {"contact": contact, "telephone": telephone}
        )
    raise MissionError(
        _("%(contact)s can be reached neither by mail nor by telephone from here.")
        % {"contact": contact}
    )


def _check_rate(contact: Position, email: str) -> None:
    now = timezone.now()
    if queries.recent_of_sender(email, now=now) >= MOST_OF_SENDER:
        raise MissionError(
            _(
                "%(count)d questions came from this address within an hour. Ask again later."
            )
            % {"count": MOST_OF_SENDER}
        )
    if queries.recent_to(contact, now=now) >= MOST_TO_CONTACT:
        raise MissionError(
            _("%(contact)s got %(count)d questions within an hour. Ask again later.")
            % {"contact": contact, "count": MOST_TO_CONTACT}
        )


@transaction.atomic
def enquire(
    contact: Position,
    *,
    question: Question,
    person: Person | None,
    mission: Mission | None = None,
    organisation: Organisation | None = None,
) -> Enquiry:
    """Send a question to a contact person; it goes to their address and into the list of whoever answers.

    Raises MissionError for a contact without an address, for a text that is too long, and for more than 3 questions of one
    sender or 30 to one contact within an hour.
    """
    address = check_contact(contact)
    if len(question.text) > LONGEST:
        raise MissionError(
            _("The text has %(length)d characters; at most %(most)d fit.")
            % {"length": len(question.text), "most": LONGEST},
            field="text",
        )
    Position.objects.select_for_update().get(pk=contact.pk)
    _check_rate(contact, question.email)
    enquiry = Enquiry.objects.create(
        contact=contact,
        about_mission=mission,
        about_organisation=organisation,
        person=person,
        **vars(one_line(question)),
    )
    log.record("send enquiry", contact, by=person, detail=str(enquiry.pk))
    with override(language_of_address(address)):
        outbox.put(
            to=address,
            subject=_("A question about %(what)s")
            % {"what": mission or organisation or contact},
            body=_letter(enquiry),
            key=f"enquiry-{enquiry.pk}",
        )
    return enquiry


def _letter(enquiry: Enquiry) -> str:
    who = [enquiry.name, enquiry.organisation_name]
    who += [country(enquiry.country)] if enquiry.country else []
    return _(
        "%(who)s asks:\n\n%(text)s\n\nAnswer on this page, or write to %(email)s:\n%(address)s\n"
    ) % {
        "who": ", ".join(part for part in who if part),
        "text": enquiry.text,
        "email": enquiry.email,
        "address": address_of("enquiry", enquiry.pk),
    }


def _end(enquiry: Enquiry, *, state: str, answer: str = "") -> None:
    now = timezone.now()
    if not Enquiry.objects.filter(pk=enquiry.pk, state="open").update(
        state=state, answer=answer, answered_at=now
    ):
        enquiry.refresh_from_db()
        raise MissionError(
            _("This question is %(state)s already.")
            % {"state": enquiry.get_state_display().lower()}
        )
    enquiry.state, enquiry.answer, enquiry.answered_at = state, answer, now


@transaction.atomic
def answer(enquiry: Enquiry, *, by: Person, text: str) -> None:
    """Answer a question by mail. Raises MissionError for an empty answer, and if somebody has answered meanwhile."""
    if not text.strip():
        raise MissionError(_("Write an answer."), field="answer")
    if len(text) > LONGEST:
        raise MissionError(
            _("The text has %(length)d characters; at most %(most)d fit.")
            % {"length": len(text), "most": LONGEST},
            field="answer",
        )
    _end(enquiry, state="answered", answer=text.strip())
    log.record("answer enquiry", enquiry.contact, by=by, detail=str(enquiry.pk))
    with override(language_of_address(enquiry.email)):
        outbox.put(
            to=enquiry.email,
            subject=_("Answer to your question to %(contact)s")
            % {"contact": enquiry.contact.organisation or enquiry.contact},
            body=_(
                "%(name)s,\n\n%(answer)s\n\n%(by)s\n\nYour question was:\n%(text)s\n"
            )
            % {
                "name": enquiry.name,
                "answer": enquiry.answer,
                "by": by,
                "text": enquiry.text,
            },
            key=f"enquiry-answer-{enquiry.pk}",
        )


@transaction.atomic
def close(enquiry: Enquiry, *, by: Person) -> None:
    """Close a question without an answer; nobody gets mail."""
    _end(enquiry, state="closed")
    log.record("close enquiry", enquiry.contact, by=by, detail=str(enquiry.pk))


@transaction.atomic
def open_again(enquiry: Enquiry, *, by: Person) -> None:
    """Open a question again that was closed without an answer."""
    if Enquiry.objects.filter(pk=enquiry.pk, state="closed").update(
        state="open", answered_at=None
    ):
        log.record("open enquiry again", enquiry.contact, by=by, detail=str(enquiry.pk))
