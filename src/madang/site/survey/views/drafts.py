"""Parts that are one form: shown, saved by the button or while somebody writes, and compared when two wrote at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import clock
from madang.site.survey.actions import answers as actions
from madang.site.survey.actions.question_answers import save_question_answers
from madang.site.survey.forms.answers import AboutForm, PeopleForm, people_values
from madang.site.survey.forms.part_answers import QuestionsForm
from madang.site.survey.queries.answers import own_answer, own_registration
from madang.site.survey.queries.parts import required_of
from madang.site.survey.queries.questions import asked_of
from madang.site.survey.queries.versions import version_of
from madang.site.survey.rules import OutdatedPart, SurveyRefusal

Context = dict[str, Any]


@dataclass(frozen=True)
class PartForm:
    """How a part becomes a form and is saved. `make` takes the page's context and the form's arguments, `save` the form, the context and the version that was read."""

    make: Callable[..., forms.Form]
    save: Callable[[Any, Context, str | None], object]


def _about(context: Context, *args: Any, **kwargs: Any) -> forms.Form:
    answer = context["answer"]
    known = {"about": answer.about, "objectives": answer.objectives} if answer else {}
    return AboutForm(*args, initial=known, **kwargs)


def _save_about(form: AboutForm, context: Context, version: str | None) -> object:
    return actions.save_about(
        by=context["person"],
        registration=context["registration"],
        version=version,
        **form.cleaned_data,
    )


def _people(context: Context, *args: Any, **kwargs: Any) -> forms.Form:
    return PeopleForm(*args, initial=people_values(context["registration"]), **kwargs)


def _save_people(form: PeopleForm, context: Context, version: str | None) -> object:
    registration = context["registration"]
    return actions.save_people(
        by=context["person"],
        registration=registration,
        facts=form.facts(chairs=len(registration.delegates.all())),
        version=version,
    )


def _questions(context: Context, *args: Any, **kwargs: Any) -> forms.Form:
    return QuestionsForm(*args, asked=context["asked"], **kwargs)


def _save_questions(
    form: QuestionsForm, context: Context, version: str | None
) -> object:
    return save_question_answers(
        by=context["person"],
        registration=context["registration"],
        values=form.values(),
        version=version,
    )


FORMS = {
    "who": PartForm(_about, _save_about),
    "people": PartForm(_people, _save_people),
    "questions": PartForm(_questions, _save_questions),
}


def version_here(context: Context) -> str:
    """Return the version of the page's part as it stands."""
    return version_of(
        context["part"], context["registration"], context["answer"], context["asked"]
    )


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script saves while somebody writes."""
    return request.headers.get("Accept") == "application/json"


def save_form(
    request: HttpRequest, context: Context, show: Callable[..., HttpResponse]
) -> HttpResponse:
    """Save a part that is one form, and go on; `show` renders the page again with what was refused."""
    kind = FORMS[context["part"]]
    is_draft = context["is_draft"] and (wants_json(request) or "draft" in request.POST)
    form = kind.make(context, request.POST, is_draft=is_draft)
    if wants_json(request) and not context["is_draft"]:
        return refused(_("The answers are sent: what you change counts when you save it."))  # fmt: skip
    if form.is_valid():
        try:
            kind.save(form, context, request.POST.get("version"))
        except OutdatedPart as error:
            form.add_error(None, str(error))
            # Saving once more means it on purpose.
            context |= {"version": error.version, "theirs": theirs_of(context)}
        except SurveyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, context)
    if wants_json(request):
        return refused(next(iter(form.errors.values()))[0])
    context.setdefault("version", request.POST.get("version"))
    return show(request, context | {"form": form}, status=422)


def _saved(request: HttpRequest, context: Context) -> HttpResponse:
    event, part = context["event"], context["part"]
    if wants_json(request):
        return told(context)
    is_last = "draft" in request.POST or not context["after"]
    return redirect("survey:part", event.slug, part if is_last else context["after"])


def theirs_of(context: Context) -> list[tuple[str, str]]:
    """Return what stands in a part by now, as lines of (label, text): what somebody else has saved."""
    registration = own_registration(context["event"], context["registration"])
    answer = own_answer(registration)
    fresh = context | {
        "registration": registration,
        "answer": answer,
        "asked": asked_of(registration, answer),
    }
    form = FORMS[context["part"]].make(fresh)
    return [(str(field.label), _shown(field)) for field in form]


def _shown(field: forms.BoundField) -> str:
    """Return a field's initial value in words."""
    value = field.initial
    options = dict(getattr(field.field, "choices", []))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    values = value if isinstance(value, list) else [value]
    words = [str(options.get(each, each)) for each in values if each not in (None, "")]
    return ", ".join(words) or "–"


def refused(reason: object) -> JsonResponse:
    """Answer a script that nothing was saved, and why."""
    return JsonResponse({"refused": str(reason)}, status=422)


def told(context: Context, **more: Any) -> JsonResponse:
    """Answer a script what stands after saving: version, time, and how many required answers are there."""
    registration = own_registration(context["event"], context["registration"])
    answer = own_answer(registration)
    asked = asked_of(registration, answer)
    keys = {each.key for each in context["parts"]}
    required = [
        each for each in required_of(registration, answer, asked) if each.part in keys
    ]
    met = [each.key for each in required if each.is_met]
    time = clock(answer.saved_at, registration.event.zone) if answer else ""
    return JsonResponse(
        {
            "version": version_of(context["part"], registration, answer, asked),
            "saved": _("Saved %(time)s") % {"time": time},
            "progress": _("%(met)d of %(all)d required answered")
            % {"met": len(met), "all": len(required)},
            "percent": 100 * len(met) // max(1, len(required)),
            "written": met,
            **more,
        }
    )
