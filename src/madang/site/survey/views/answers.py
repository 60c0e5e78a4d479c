"""The survey as its organisers see it: who answered, what, and a reminder to the others."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from madang.site.core.ui import page_of
from madang.site.directory.models import Organisation
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_organised_by
from madang.site.events.rules import standing
from madang.site.survey import vocabulary
from madang.site.survey.actions.reminding import remind_of_survey
from madang.site.survey.queries.answers import (
    figures_of,
    own_answer,
    own_registration,
    registrations_of,
    with_term,
)
from madang.site.survey.queries.questions import all_asked
from madang.site.survey.rules import SurveyRefusal, closing

STATES = {
    "sent": Q(answer__state="submitted"),
    "draft": Q(answer__state="draft"),
    "none": Q(answer__isnull=True),
}


def _filtered(request: HttpRequest, event: Event) -> QuerySet[Registration]:
    asked = request.GET
    rows = registrations_of(event).filter(STATES.get(asked.get("state", ""), Q()))
    if words := asked.get("q", "").strip():
        in_items = Q(
            pk__in=Registration.objects.filter(
                event=event, answer__items__text__icontains=words
            ).values("pk")
        )
        rows = rows.filter(
            Q(organisation__name__icontains=words)
            | Q(organisation__name_local__icontains=words)
            | in_items
        )
    if (kind := asked.get("kind", "")) in Organisation.Kind.values:
        rows = rows.filter(organisation__kind=kind)
    if country := asked.get("country", ""):
        rows = rows.filter(organisation__country=country)
    facet, _colon, term = asked.get("term", "").partition(":")
    if facet in vocabulary.FACETS and term:
        rows = with_term(rows, role=asked.get("role", ""), facet=facet, term=term)
    return rows.order_by("organisation__name", "pk")


def _terms() -> list[tuple[str, list[tuple[str, Any]]]]:
    labels = {
        "deal": _("Kind of deal"),
        "field": _("Field"),
        "modality": _("Modality"),
        "stage": _("Stage"),
    }
    return [
        (
            label,
            [
                (f"{facet}:{term}", name)
                for term, name in vocabulary.FACETS[facet].items()
            ],
        )
        for facet, label in labels.items()
    ]


@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """List the organisations that are asked, with the state of their answers."""
    event = event_organised_by(request.user, slug)
    countries = event.registrations.exclude(organisation__country="").order_by(
        "organisation__country"
    )
    due, closed = closing(event)
    context = {
        "event": event,
        "figures": figures_of(event),
        "page": page_of(request, _filtered(request, event)),
        "asked": request.GET,
        "kinds": Organisation.Kind.choices,
        "countries": list(
            countries.values_list("organisation__country", flat=True).distinct()
        ),
        "terms": _terms(),
        "due": due,
        "closed": closed,
    }
    return render(request, "survey/answers/list.html", context)


@require_safe
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one organisation's answer whole, confidential items and lists of names too."""
    event = event_organised_by(request.user, slug)
    found = event.registrations.filter(pk=pk).first()
    if found is None:
        raise Http404
    registration = own_registration(event, found)
    found_answer = own_answer(registration)
    context = {
        "event": event,
        "tab": "survey:answers",
        "registration": registration,
        "answer": found_answer,
        "own_questions": all_asked(found_answer),
    }
    return render(request, "survey/answers/one.html", context)


@require_POST
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to those who have not answered."""
    event = event_organised_by(request.user, slug)
    try:
        sent = remind_of_survey(by=standing(request.user, event).person, event=event)
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("%(count)s reminder sent.", "%(count)s reminders sent.", sent)
        messages.success(
            request,
            (text % {"count": sent}) if sent else _("Nobody is left to remind today."),
        )
    return redirect("survey:answers", slug)
