"""Proposed terms of a saved item: confirmed or left out, one click each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from madang.site.survey import vocabulary
from madang.site.survey.actions.terms import (
    confirm_all_terms,
    confirm_term,
    decline_term,
)
from madang.site.survey.models import Item
from madang.site.survey.views.parts import Writer, writer_of


def _role(writer: Writer, **which: Any) -> str:
    """Return in which part an item of the writer's organisation stands; 404 for anything else."""
    items = Item.objects.filter(answer__registration=writer.registration, **which)
    role = items.values_list("role", flat=True).first()
    if role is None:
        # Whoever may write nothing learns no more than that.
        if reason := writer.why_not(""):
            raise PermissionDenied(reason)
        raise Http404
    return role


@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm one proposed term."""
    writer = writer_of(request, slug)
    if refused := writer.why_not(_role(writer, terms__pk=pk)):
        return HttpResponseForbidden(refused)
    term = confirm_term(by=writer.person, registration=writer.registration, term_id=pk)
    if term is None:
        raise Http404
    return redirect("survey:part", slug, term.item.role)


@require_POST
def confirm_all(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm every proposed term of one item."""
    writer = writer_of(request, slug)
    role = _role(writer, pk=pk)
    if refused := writer.why_not(role):
        return HttpResponseForbidden(refused)
    confirm_all_terms(by=writer.person, registration=writer.registration, item_id=pk)
    return redirect("survey:part", slug, role)


@require_POST
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Leave one proposed term out; the next page offers to put it back."""
    writer = writer_of(request, slug)
    role = _role(writer, terms__pk=pk)
    if refused := writer.why_not(role):
        return HttpResponseForbidden(refused)
    declined = decline_term(
        by=writer.person, registration=writer.registration, term_id=pk
    )
    if declined is None:
        raise Http404
    request.session["survey_removed"] = {
        "kind": "term",
        "part": role,
        "what": vocabulary.term_label(declined["facet"], declined["term"]),
        "term": declined,
    }
    return redirect("survey:part", slug, role)
