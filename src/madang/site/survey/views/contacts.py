"""My contacts: requests that wait, requests of mine, and exchanged cards."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_joined_by
from madang.site.events.rules import standing
from madang.site.survey.actions.contacts import (
    ContactError,
    answer_contact,
    withdraw_contact,
)
from madang.site.survey.exports.cards import CARD_TYPE, card, card_code
from madang.site.survey.queries import contacts as queries


def _reader(request: HttpRequest, event: Event) -> tuple[Person, Registration]:
    here = standing(request.user, event)
    if here.person is None or here.registration is None:
        raise Http404
    return here.person, here.registration


@require_GET
def contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one's requests and cards, one kind at a time: those that wait for an answer first."""
    event = event_joined_by(request.user, slug)
    person, registration = _reader(request, event)
    lists = {
        "waiting": queries.waiting_for(event, person, registration),
        "asked": queries.asked_by(event, person),
        "cards": queries.exchanged(event, person),
    }
    counts = {name: rows.count() for name, rows in lists.items()}
    show = request.GET.get("show", "")
    if show not in lists:
        show = "waiting" if counts["waiting"] else "cards"
    page = page_of(request, lists[show])
    context = {
        "event": event,
        "person": person,
        "show": show,
        "counts": counts,
        "page": page,
        "rows": [(each, queries.other_of(each, person)) for each in page],
        "tab": "survey:attendees",
    }
    return render(request, "survey/contacts/all.html", context)


@require_POST
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Accept, decline or withdraw one request."""
    event = event_joined_by(request.user, slug)
    person, registration = _reader(request, event)
    verb = request.POST.get("do", "")
    rows = (
        queries.asked_by(event, person)
        if verb == "withdraw"
        else queries.waiting_for(event, person, registration)
    )
    found = rows.filter(pk=pk).first()
    if found is None or verb not in ("accept", "decline", "withdraw"):
        raise Http404
    other = queries.other_of(found, person).name
    try:
        if verb == "withdraw":
            withdraw_contact(by=person, request=found)
            messages.info(
                request, _("Your request to %(name)s is withdrawn.") % {"name": other}
            )
        else:
            answer_contact(by=person, request=found, is_accepted=verb == "accept")
            said = (
                _("You and %(name)s have each other’s cards.")
                if verb == "accept"
                else _("You declined the request of %(name)s.")
            )
            messages.info(request, said % {"name": other})
    except ContactError as error:
        messages.error(request, str(error))
    return redirect(
        f"{reverse('survey:contacts', args=[slug])}?show={'cards' if verb == 'accept' else 'asked' if verb == 'withdraw' else 'waiting'}"
    )


@require_GET
def card_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give an exchanged card, or one's own, as a vCard."""
    event = event_joined_by(request.user, slug)
    person, _registration = _reader(request, event)
    found = queries.card_seen_by(event, person, pk)
    response = HttpResponse(card(found), content_type=CARD_TYPE)
    response["Content-Disposition"] = f'attachment; filename="contact-{found.pk}.vcf"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def card_picture(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give an exchanged card, or one's own, as a QR code for a telephone."""
    event = event_joined_by(request.user, slug)
    person, _registration = _reader(request, event)
    found = queries.card_seen_by(event, person, pk)
    response = HttpResponse(card_code(found), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response
