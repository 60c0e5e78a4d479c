"""An organisation's own answers: one page a part, saved part by part."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.survey.actions import answers as actions
from madang.site.survey.actions.taking_over import take_part_over
from madang.site.survey.queries.earlier import proposals_for
from madang.site.survey.queries.parts import missing_in
from madang.site.survey.rules import SurveyRefusal
from madang.site.survey.views.drafts import (
    FORMS,
    refused,
    save_form,
    version_here,
    wants_json,
)
from madang.site.survey.views.items import items_context
from madang.site.survey.views.names import names_context
from madang.site.survey.views.parts import page_context

TEMPLATES = {"seek": "items", "offer": "items"}


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, slug: str, part: str = "") -> HttpResponse:
    """Show one part of the answers, or save it and go on to the next."""
    context = page_context(request, slug, part)
    if request.method == "POST":
        return _save_part(request, context)
    if context["part"] in FORMS:
        context["form"] = FORMS[context["part"]].make(context)
        context["version"] = version_here(context)
    return _page(request, context)


def _save_part(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    if context["read_only"] or context["part"] not in FORMS:
        if wants_json(request):
            return refused(context["read_only"])
        return render(request, "survey/mine/refused.html", context, status=403)
    return save_form(request, context, _page)


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
        context["missing"] = missing_in(registration, answer, context["asked"])
    if not context["read_only"]:
        context["offers"] = proposals_for(part, registration, answer, context["asked"])
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
def take_over(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Fill a part from earlier answers or from the directory."""
    context = page_context(request, slug, part)
    if context["read_only"]:
        return render(request, "survey/mine/refused.html", context, status=403)
    try:
        take_part_over(
            by=context["person"],
            registration=context["registration"],
            part=part,
            source=request.POST.get("source", ""),
        )
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Taken over. Read it: every line can be changed or removed.")
        )
    return redirect("survey:part", slug, part)
