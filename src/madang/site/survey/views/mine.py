"""An organisation's own answers: one page a part, saved part by part."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.survey.actions import answers as actions
from madang.site.survey.forms.answers import (
    AboutForm,
    PeopleForm,
    people_values,
)
from madang.site.survey.models import Answer
from madang.site.survey.queries.answers import answer_of_last_edition, missing_in
from madang.site.survey.rules import SurveyRefusal
from madang.site.survey.views.items import items_context
from madang.site.survey.views.names import names_context
from madang.site.survey.views.parts import page_context


def _save_about(form: Any, by: Person | None, registration: Registration) -> None:
    actions.save_about(by=by, registration=registration, **form.cleaned_data)


def _save_people(form: Any, by: Person | None, registration: Registration) -> None:
    clean = form.cleaned_data
    actions.save_people(
        by=by,
        registration=registration,
        languages=form.codes,
        delegates=clean["delegates"],
        most_meetings=clean["most_meetings"],
        interpreter_wanted=clean["interpreter_wanted"],
    )


FORMS: dict[
    str, tuple[type[forms.Form], Callable[[Any, Person | None, Registration], None]]
] = {
    "who": (AboutForm, _save_about),
    "people": (PeopleForm, _save_people),
}
TEMPLATES = {"seek": "items", "offer": "items"}


def _initial(
    part: str, registration: Registration, answer: Answer | None
) -> dict[str, Any]:
    if part == "people":
        return people_values(registration)
    if answer is None:
        return {}
    return {"about": answer.about, "objectives": answer.objectives}


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, slug: str, part: str = "who") -> HttpResponse:
    """Show one part of the answers, or save it and go on to the next."""
    context = page_context(request, slug, part)
    if request.method == "POST":
        return _save_part(request, context)
    if part in FORMS:
        initial = _initial(part, context["registration"], context["answer"])
        context["form"] = FORMS[part][0](initial=initial)
    return _page(request, context)


def _save_part(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    if context["read_only"] or context["part"] not in FORMS:
        return render(request, "survey/mine/refused.html", context, status=403)
    form_class, save = FORMS[context["part"]]
    form = form_class(request.POST)
    if form.is_valid():
        try:
            save(form, context["person"], context["registration"])
        except SurveyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("survey:part", context["event"].slug, context["after"])
    return _page(request, context | {"form": form}, status=422)


def _page(
    request: HttpRequest, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    part, registration, answer = (
        context["part"],
        context["registration"],
        context["answer"],
    )
    if part in ("seek", "offer"):
        context |= items_context(answer, part, wanted=request.GET.get("item", ""))
    if part == "wishes":
        context |= names_context(registration, answer)
    if part == "check":
        context["missing"] = missing_in(registration, answer)
    if part in ("who", "check") and not (answer and answer.items.all()):
        context["last"] = answer_of_last_edition(registration)
    return render(
        request, f"survey/mine/{TEMPLATES.get(part, part)}.html", context, status=status
    )


@require_POST
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the answers, or say what is missing."""
    context = page_context(request, slug, "check")
    if context["read_only"]:
        return render(request, "survey/mine/refused.html", context, status=403)
    try:
        actions.submit_answer(
            by=context["person"], registration=context["registration"]
        )
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Your answers are sent. They can be changed until the survey closes."),
        )
    return redirect("survey:part", slug, "check")


@require_POST
def take_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over last year's answers into an empty draft."""
    context = page_context(request, slug, "who")
    if context["read_only"]:
        return render(request, "survey/mine/refused.html", context, status=403)
    try:
        actions.take_over_last_answer(
            by=context["person"], registration=context["registration"]
        )
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _(
                "Last edition’s answers are here as a draft. Read each part; consent is asked for anew."
            ),
        )
    return redirect("survey:mine", slug)
