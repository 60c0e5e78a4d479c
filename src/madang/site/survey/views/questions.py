"""The organisers' own questions: listed, asked, changed, moved, removed, and what was answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by
from madang.site.events.rules import standing
from madang.site.survey.actions import questions as actions
from madang.site.survey.forms.questions import QuestionForm
from madang.site.survey.queries import questions as queries
from madang.site.survey.queries.question_changes import consequences_of
from madang.site.survey.rules import SurveyRefusal


def _organised(request: HttpRequest, slug: str) -> tuple[Event, Person | None]:
    event = event_organised_by(request.user, slug)
    return event, standing(request.user, event).person


def _context(event: Event, **more: Any) -> dict[str, Any]:
    return {"event": event, "tab": "survey:answers", **more}


@require_safe
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """List the questions in their order."""
    event, _person = _organised(request, slug)
    before = event.previous.questions.count() if event.previous else 0
    context = _context(
        event, page=page_of(request, queries.questions_of(event)), before=before
    )
    return render(request, "survey/questions/list.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask one more question."""
    event, person = _organised(request, slug)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        try:
            actions.ask_question(by=person, event=event, content=form.content())
        except SurveyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("survey:questions", slug)
    context = _context(event, form=form)
    status = 422 if form.is_bound else 200
    return render(request, "survey/questions/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a question; once it is answered, what becomes of the answers is asked first."""
    event, person = _organised(request, slug)
    question = queries.question_of(event, pk)
    form = QuestionForm(request.POST or None, initial=QuestionForm.values_of(question))
    context = _context(event, form=form, question=question)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        found = consequences_of(question, form.content())
        if found.lines and request.POST.get("mark") != found.mark:
            context["consequences"], status = found, 200
        else:
            try:
                actions.change_question(
                    by=person,
                    question=question,
                    content=form.content(),
                    mark=found.mark,
                )
            except SurveyRefusal as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("survey:questions", slug)
    return render(request, "survey/questions/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, with the number of answers that go too, then remove a question."""
    event, person = _organised(request, slug)
    question = queries.question_of(event, pk)
    if request.method != "POST":
        context = _context(event, question=question, answered=question.answers.count())
        return render(request, "survey/questions/remove.html", context)
    try:
        count = actions.remove_question(by=person, question=question)
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext(
            "Removed, with %(count)s answer.", "Removed, with %(count)s answers.", count
        )
        messages.success(request, text % {"count": count})
    return redirect("survey:questions", slug)


@require_POST
def move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Move a question up or down."""
    event, person = _organised(request, slug)
    question = queries.question_of(event, pk)
    step = -1 if request.POST.get("way") == "up" else 1
    try:
        actions.move_question(by=person, question=question, step=step)
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("survey:questions", slug)


@require_POST
def take_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what the edition before asked."""
    event, person = _organised(request, slug)
    try:
        count = actions.take_questions_over(by=person, event=event)
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext(
            "%(count)s question taken over.", "%(count)s questions taken over.", count
        )
        messages.success(request, text % {"count": count})
    return redirect("survey:questions", slug)


@require_safe
def answered(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what was answered to a question, and by whom."""
    event, _person = _organised(request, slug)
    question = queries.question_of(event, pk)
    page = page_of(request, queries.answers_to(question))
    context = _context(
        event,
        question=question,
        page=page,
        rows=[(row, queries.words_of(row)) for row in page.object_list],
        tally=queries.tally(question),
    )
    return render(request, "survey/questions/answers.html", context)
