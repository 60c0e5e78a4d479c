"""Proposed terms of a saved item: confirmed or left out, one click each."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.events.queries import event_joined_by
from madang.site.events.rules import standing
from madang.site.survey import vocabulary
from madang.site.survey.actions.terms import (
    confirm_all_terms,
    confirm_term,
    decline_term,
)
from madang.site.survey.models import Item
from madang.site.survey.queries.answers import own_registration
from madang.site.survey.rules import why_closed, why_not_mine


def _writer(request: HttpRequest, slug: str) -> tuple[Person | None, Registration, str]:
    """Return who asks, their organisation's part, and why they may not write (empty if they may)."""
    event = event_joined_by(request.user, slug)
    who = standing(request.user, event)
    registration = own_registration(event, who.registration)
    return who.person, registration, why_not_mine(who) or why_closed(event)


@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm one proposed term."""
    person, registration, refused = _writer(request, slug)
    if refused:
        return HttpResponseForbidden(refused)
    term = confirm_term(by=person, registration=registration, term_id=pk)
    if term is None:
        raise Http404
    return redirect("survey:part", slug, term.item.role)


@require_POST
def confirm_all(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm every proposed term of one item."""
    person, registration, refused = _writer(request, slug)
    if refused:
        return HttpResponseForbidden(refused)
    item = Item.objects.filter(answer__registration=registration, pk=pk).first()
    if item is None:
        raise Http404
    confirm_all_terms(by=person, registration=registration, item_id=pk)
    return redirect("survey:part", slug, item.role)


@require_POST
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Leave one proposed term out; the next page offers to put it back."""
    person, registration, refused = _writer(request, slug)
    if refused:
        return HttpResponseForbidden(refused)
    declined = decline_term(by=person, registration=registration, term_id=pk)
    if declined is None:
        raise Http404
    role = Item.objects.values_list("role", flat=True).get(pk=declined["item"])
    request.session["survey_removed"] = {
        "kind": "term",
        "part": role,
        "what": vocabulary.term_label(declined["facet"], declined["term"]),
        "term": declined,
    }
    return redirect("survey:part", slug, role)
