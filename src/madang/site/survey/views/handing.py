"""Parts in colleagues' hands: who has which, giving one, taking it back, reporting it as done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.directory.actions.people import PersonError
from madang.site.survey.actions import parts as actions
from madang.site.survey.forms.parts import GiveForm
from madang.site.survey.models import AnswerPart
from madang.site.survey.queries.parts import saved_parts
from madang.site.survey.rules import SurveyRefusal
from madang.site.survey.views.parts import page_context, writer_of


def _lead(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return the pages' context for whoever leads the entry; 404 for everybody else."""
    context = page_context(request, slug, "check")
    if not context["is_lead"]:
        raise Http404
    return context


@require_GET
def parts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who has which part and how far it is."""
    context = _lead(request, slug)
    rows = saved_parts(context["answer"])
    keys = AnswerPart.Key.values
    context["rows"] = [
        (each, rows.get(each.key)) for each in context["parts"] if each.key in keys
    ]
    context["part"] = ""
    return render(request, "survey/mine/parts.html", context)


@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Hand a part to a colleague."""
    context = _lead(request, slug)
    given = next((each for each in context["parts"] if each.key == part), None)
    if given is None or part not in AnswerPart.Key.values:
        raise Http404
    if context["closed"]:
        return render(request, "survey/mine/refused.html", context, status=403)
    data = request.POST if request.method == "POST" else None
    form = GiveForm(data, by=context["person"])
    if form.is_valid():
        try:
            row = _give(form, context, part)
        except (SurveyRefusal, PersonError) as error:
            form.refuse(error)
        else:
            facts = {"person": row.person, "part": row.get_part_display()}
            text = _("%(person)s has “%(part)s” now and is written to.")
            messages.success(request, text % facts)
            return redirect("survey:parts", slug)
    context |= {
        "form": form,
        "given": given,
        "row": saved_parts(context["answer"]).get(part),
        "part": "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "survey/mine/give.html", context, status=status)


def _give(form: GiveForm, context: dict[str, Any], part: str) -> AnswerPart:
    clean = form.cleaned_data
    who = {"by": context["person"], "registration": context["registration"]}
    if clean["person"] is not None:
        return actions.give_part(
            **who, part=part, person=clean["person"], note=clean["note"]
        )
    return actions.give_part_by_address(
        **who, part=part, who=(clean["name"], clean["email"]), note=clean["note"]
    )


@require_POST
def take_back(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Take a part back; what was written stays."""
    context = _lead(request, slug)
    try:
        holder = actions.take_part_back(
            by=context["person"], registration=context["registration"], part=part
        )
    except SurveyRefusal as refusal:
        return HttpResponseForbidden(str(refusal))
    if holder is not None:
        text = _("%(person)s no longer writes this part. What was written stays.")
        messages.success(request, text % {"person": holder})
    return redirect("survey:parts", slug)


@require_POST
def report(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Say that a part in one's hands is done."""
    writer = writer_of(request, slug)
    if part not in writer.in_hand or writer.person is None:
        raise Http404
    try:
        actions.report_part(
            by=writer.person, registration=writer.registration, part=part
        )
    except SurveyRefusal as refusal:
        return HttpResponseForbidden(str(refusal))
    messages.success(
        request,
        _("Whoever leads the entry is told. You can still change this part."),
    )
    return redirect("survey:part", slug, part)
