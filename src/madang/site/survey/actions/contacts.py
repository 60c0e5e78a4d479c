"""Ask somebody for contact, and answer: cards are exchanged when both agree."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from madang.site.core import log, outbox
from madang.site.core.templatetags.ui import moment
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.survey.models import ContactRequest
from madang.site.survey.queries.attendees import (
    attendee,
    attendees_of,
    attendees_shown_to,
)

MOST_OPEN = 20
MOST_CHARACTERS = 400


class ContactError(Exception):
    """A request that cannot be made or answered so; the text is for the reader."""


@transaction.atomic
def ask_for_contact(
    *,
    by: Person,
    event: Event,
    registration: Registration,
    asked: Person,
    message: str = "",
) -> ContactRequest:
    """Ask a person for contact on behalf of `by`, who belongs to `registration`; return the request.

    If the other asked first, this counts as a yes. Raises ContactError for somebody who is not in the directory
    that `by` sees (whatever the cause, in the same words), for a second request, and beyond 20 open ones.
    """
    if len(message) > MOST_CHARACTERS:
        raise ContactError(
            _("A message has at most %(count)d characters.")
            % {"count": MOST_CHARACTERS}
        )
    # The row of the person who asks is locked, so that two requests at once do not pass the limit together.
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    if not _is_reachable(event, registration, asked):
        raise ContactError(_("This person cannot be asked for contact here."))
    known = ContactRequest.objects.filter(event=event, asker=asked, asked=by).first()
    if known is not None and known.state == "asked":
        return answer_contact(by=by, request=known, is_accepted=True)
    _check_new(by, event, asked)
    try:
        with transaction.atomic():
            request = ContactRequest.objects.create(
                event=event, asker=by, asked=asked, message=message
            )
    except IntegrityError as error:
        raise ContactError(_("You have asked this person already.")) from error
    log.record("ask for contact", request, by=by, event_id=event.pk)
    _tell_of_request(request)
    return request


def _is_reachable(event: Event, registration: Registration, asked: Person) -> bool:
    if not asked.email or asked.organisation_id == registration.organisation_id:
        return False
    rows = attendees_of(attendees_shown_to(event, registration)).filter(
        registration__delegates__person=asked
    )
    return any(
        asked in found.people for row in rows if (found := attendee(row)) is not None
    )


def _check_new(by: Person, event: Event, asked: Person) -> None:
    between = ContactRequest.objects.filter(
        event=event, asker__in=[by, asked], asked__in=[by, asked]
    )
    if between.filter(state="accepted").exists():
        raise ContactError(_("You have each other’s cards already."))
    before = between.filter(asker=by).first()
    if before is not None:
        raise ContactError(
            _("You asked this person on %(when)s.")
            % {"when": moment(before.created_at, event.zone)}
        )
    if (
        ContactRequest.objects.filter(event=event, asker=by, state="asked").count()
        >= MOST_OPEN
    ):
        raise ContactError(
            _(
                "%(count)d of your requests wait for an answer. Withdraw one before you ask again."
            )
            % {"count": MOST_OPEN}
        )


@transaction.atomic
def answer_contact(
    *, by: Person, request: ContactRequest, is_accepted: bool
) -> ContactRequest:
    """Accept or decline a request that waits for `by`. Raises ContactError if it does not, or no longer."""
    state = "accepted" if is_accepted else "declined"
    waiting = ContactRequest.objects.filter(pk=request.pk, asked=by, state="asked")
    if not waiting.update(state=state, answered_at=timezone.now()):
        raise ContactError(_("This request does not wait for your answer any more."))
    request.refresh_from_db()
    log.record(
        "accept contact" if is_accepted else "decline contact",
        request,
        by=by,
        event_id=request.event_id,
    )
    if is_accepted:
        _tell_of_acceptance(request)
    return request


@transaction.atomic
def withdraw_contact(*, by: Person, request: ContactRequest) -> None:
    """Take back an open request of one's own. Raises ContactError if it was answered in the meantime."""
    label = str(request)
    log.record(
        "withdraw contact request",
        request,
        by=by,
        event_id=request.event_id,
        detail=label,
    )
    deleted, _rows = ContactRequest.objects.filter(
        pk=request.pk, asker=by, state="asked"
    ).delete()
    if not deleted:
        raise ContactError(_("This request was answered in the meantime."))


def _page(event: Event) -> str:
    return settings.SITE_URL + reverse("survey:contacts", args=[event.slug])


def _tell_of_request(request: ContactRequest) -> None:
    asker, event = request.asker, request.event
    with translation.override(request.asked.language):
        words = {
            "name": asker.name,
            "organisation": asker.organisation,
            "event": event.name,
        }
        blocks = [
            _("%(name)s, %(organisation)s, asks for contact with you at %(event)s.")
            % words
        ]
        blocks += [request.message] if request.message else []
        blocks.append(
            _(
                "If you accept, you both get each other’s card: name, organisation, e-mail and telephone. Until then nobody sees them."
            )
        )
        blocks.append(_("Accept or decline: %(address)s") % {"address": _page(event)})
        outbox.put(
            to=request.asked.email,
            subject=_("%(event)s: %(name)s asks for contact") % words,
            body="\n\n".join(blocks) + "\n",
            key=f"contact-{request.pk}",
            event_id=event.pk,
        )


def _tell_of_acceptance(request: ContactRequest) -> None:
    if not request.asker.email:
        return
    with translation.override(request.asker.language):
        words = {
            "name": request.asked.name,
            "organisation": request.asked.organisation,
            "event": request.event.name,
        }
        blocks = [
            _(
                "%(name)s, %(organisation)s, has accepted. You have each other’s cards now."
            )
            % words
        ]
        blocks.append(
            _("Your contacts: %(address)s") % {"address": _page(request.event)}
        )
        outbox.put(
            to=request.asker.email,
            subject=_("%(event)s: %(name)s has accepted contact") % words,
            body="\n\n".join(blocks) + "\n",
            key=f"contact-{request.pk}-accepted",
            event_id=request.event_id,
        )
