"""The lists of names: wishes, and whom never to meet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from madang.site.events.models import Registration
from madang.site.survey.actions import names as actions
from madang.site.survey.forms.answers import NameForm
from madang.site.survey.models import Answer
from madang.site.survey.queries.profiles import answers_shown_to
from madang.site.survey.rules import SurveyRefusal
from madang.site.survey.views.parts import page_context, writer_of

LABELS = {
    "wish": gettext_lazy("Organisation you would like to meet"),
    "never": gettext_lazy("Organisation to keep apart from"),
}


def names_context(registration: Registration, answer: Answer | None) -> dict[str, Any]:
    """Return both lists, their forms, and the names that the directory shows anyway."""
    shown = answers_shown_to(
        registration.event, audience="participants", viewer=registration
    )
    names = shown.exclude(registration=registration).values_list(
        "registration__organisation__name", flat=True
    )
    return {
        "wishes": list(answer.wishes.all()) if answer is not None else [],
        "nevers": list(answer.never_matches.all()) if answer is not None else [],
        "wish_form": NameForm(prefix="wish", label=LABELS["wish"]),
        "never_form": NameForm(prefix="never", label=LABELS["never"]),
        "names": names,
    }


@require_POST
def add(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Put a name on one of the lists."""
    context = page_context(request, slug, "wishes")
    if context["read_only"]:
        return render(request, "survey/mine/refused.html", context, status=403)
    if kind not in LABELS:
        raise Http404
    form = NameForm(request.POST, prefix=kind, label=LABELS[kind])
    if form.is_valid():
        try:
            actions.add_name(
                by=context["person"],
                registration=context["registration"],
                kind=kind,
                name=form.cleaned_data["name"],
            )
        except SurveyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("survey:part", slug, "wishes")
    context |= names_context(context["registration"], context["answer"]) | {
        f"{kind}_form": form
    }
    return render(request, "survey/mine/wishes.html", context, status=422)


@require_POST
def remove(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Take a name off; the next page offers to put it back."""
    writer = writer_of(request, slug)
    if reason := writer.why_not("wishes"):
        return HttpResponseForbidden(reason)
    if kind not in LABELS:
        raise Http404
    name = actions.remove_name(
        by=writer.person,
        registration=writer.registration,
        kind=kind,
        pk=pk,
    )
    if not name:
        raise Http404
    request.session["survey_removed"] = {"kind": kind, "part": "wishes", "what": name}
    return redirect("survey:part", slug, "wishes")
