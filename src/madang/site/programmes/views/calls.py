"""Pages of calls: the page for everybody; making, questions, publishing, more time, withdrawing, concluding."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.time import days_until
from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import calls as actions
from madang.site.programmes.exports.sheets import book
from madang.site.programmes.forms.calls import CallForm, ExtendForm, QuestionForm
from madang.site.programmes.models import Call, CallQuestion
from madang.site.programmes.queries import calls as queries
from madang.site.programmes.queries.applications import (
    applications_to,
    asks_amount,
    granted_in,
    own_application,
    why_no_contract,
    why_not_apply,
)
from madang.site.programmes.queries.programme_sheets import applications_for_sheet
from madang.site.programmes.queries.reviews import scores_of
from madang.site.programmes.reading.programmes import applications_form
from madang.site.programmes.rules.calls import phase
from madang.site.programmes.rules.programmes import ProgrammeError, manages
from madang.site.programmes.views.acting import (
    act,
    check_manager,
    managed_programme,
)
from madang.site.programmes.views.files import xlsx_response

STEPS = {
    "publish": (
        actions.publish_call,
        gettext_noop(
            "The call is published: on its page, in the calendar, in the feed. Whoever expressed interest gets mail."
        ),
    ),
    "withdraw": (
        actions.withdraw_call,
        gettext_noop("The call is withdrawn. Whoever applied gets mail."),
    ),
    "conclude": (actions.conclude_call, gettext_noop("The call is concluded.")),
}


@require_GET
def list_calls(request: HttpRequest) -> HttpResponse:
    """Show the calls that are open or will be."""
    now = timezone.now()
    page = page_of(request, queries.open_calls(now), size=20)
    calls = [(each, phase(each, now)) for each in page.object_list]
    return render(request, "programmes/calls/list.html", {"page": page, "calls": calls})


def call_managed_by(request: HttpRequest, slug: str) -> tuple[Call, Person]:
    """Return a call and the person who runs its programme; 404 where it is not seen, 403 for everybody else."""
    call = queries.call_seen_by(request.user, slug)
    return call, check_manager(request, call.programme)


@require_GET
def show_call(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a call: what is offered, who may apply, by when, for how much, the questions, and the way in."""
    return _page(request, queries.call_seen_by(request.user, slug))


def _page(
    request: HttpRequest,
    call: Call,
    *,
    question_form: QuestionForm | None = None,
    extend_form: ExtendForm | None = None,
) -> HttpResponse:
    person, now = person_of(request.user), timezone.now()
    is_manager = manages(person, call.programme)
    organisation = person.organisation if person else None
    context: dict[str, Any] = {
        "call": call,
        "phase": phase(call, now),
        "days": days_until(call.closes_at, now=now, zone_name=call.zone),
        "questions": call.questions.all(),
        "asks_amount": asks_amount(call),
        "is_manager": is_manager,
        "own": own_application(person, call),
        "why_not": why_not_apply(person, call, now),
        "why_no_contract": why_no_contract(organisation, call, timezone.localdate())
        if organisation
        else "",
        "own_zone": person.zone if person else "",
    }
    if is_manager:
        context |= {
            "received": applications_to(call, person=person).count(),
            "question_form": question_form or QuestionForm(),
            "extend_form": extend_form or ExtendForm(call=call),
        }
    bound = question_form or extend_form
    return render(
        request,
        "programmes/calls/call.html",
        context | {"bound": bound},
        status=422 if bound else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_call(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a call of a programme."""
    programme, person = managed_programme(request, slug)
    form = CallForm(
        request.POST or None,
        instance=Call(programme=programme),
        initial={"zone": person.zone or "UTC"},
    )
    return _saved(request, form, person, verb=actions.create_call)


@login_required
@require_http_methods(["GET", "POST"])
def change_call(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a call that is a draft."""
    call, person = call_managed_by(request, slug)
    form = CallForm(request.POST or None, instance=call)
    return _saved(request, form, person, verb=actions.change_call)


def _saved(
    request: HttpRequest, form: CallForm, person: Person, *, verb: Any
) -> HttpResponse:
    programme = form.instance.programme
    is_new = form.instance.pk is None
    if request.method == "POST" and form.is_valid():
        try:
            call = verb(by=person, call=form.save(commit=False))
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved as a draft. Its questions come next."))
            return redirect("programmes:call", call.slug)
    return render(
        request,
        "programmes/calls/form.html",
        {"form": form, "programme": programme, "is_new": is_new},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def add_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a question to a draft."""
    call, person = call_managed_by(request, slug)
    form = QuestionForm(request.POST, instance=CallQuestion(call=call))
    if form.is_valid():
        try:
            actions.add_question(by=person, question=form.save(commit=False))
        except ProgrammeError as error:
            form.refuse(error)
        else:
            return redirect(f"{reverse('programmes:call', args=[slug])}#questions")
    return _page(request, call, question_form=form)


@login_required
@require_POST
def remove_question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a question of a draft; its words stay in the message, to be written again."""
    call, person = call_managed_by(request, slug)
    question = get_object_or_404(CallQuestion, call=call, pk=pk)
    return act(
        request,
        lambda: actions.remove_question(by=person, question=question),
        done=_("Removed: “%(question)s”") % {"question": question.text},
        back=f"{reverse('programmes:call', args=[slug])}#questions",
    )


@login_required
@require_POST
def step_call(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish, withdraw or conclude a call."""
    call, person = call_managed_by(request, slug)
    step = request.POST.get("step", "")
    if step not in STEPS:
        raise Http404
    verb, done = STEPS[step]
    return act(
        request,
        lambda: verb(by=person, call=call),
        done=_(done),
        back=reverse("programmes:call", args=[slug]),
    )


@login_required
@require_POST
def extend_call(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a call close later."""
    call, person = call_managed_by(request, slug)
    form = ExtendForm(request.POST, call=call)
    if form.is_valid():
        try:
            actions.extend_call(
                by=person, call=call, closes_at=form.cleaned_data["closes_at"]
            )
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request, _("The call closes later. Whoever follows it reads it.")
            )
            return redirect("programmes:call", slug)
    return _page(request, call, extend_form=form)


@login_required
@require_GET
def applications(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was submitted, to those who run the programme."""
    call, person = call_managed_by(request, slug)
    page = page_of(request, applications_to(call, person=person), size=25)
    count, given = granted_in(call)
    context = {
        "call": call,
        "phase": phase(call, timezone.now()),
        "page": page,
        "rows": [(each, scores_of(each)) for each in page.object_list],
        "accepted": count,
        "given": given,
        "left": None if call.budget is None else call.budget - given,
        "asks_amount": asks_amount(call),
    }
    return render(request, "programmes/calls/applications.html", context)


@login_required
@require_GET
def applications_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Give what was submitted as XLSX."""
    call, person = call_managed_by(request, slug)
    rows = applications_for_sheet(applications_to(call, person=person), call)
    form = applications_form(list(call.questions.all()))
    return xlsx_response(book((form, rows)), f"{slug}-applications.xlsx")
