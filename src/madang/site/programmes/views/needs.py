"""Pages of needs: the list and one need for everybody, answering, and what the organisation that has the need does."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import needs as actions
from madang.site.programmes.forms.needs import (
    NeedAnswerForm,
    NeedFilterForm,
    NeedForm,
    NewNeedForm,
    ReplyForm,
)
from madang.site.programmes.models import Need, NeedAnswer
from madang.site.programmes.queries import needs as queries
from madang.site.programmes.rules.needs import (
    STEPS,
    is_open,
    publishes,
    why_not_answer,
    why_not_publish,
)
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.acting import act, acting_person

DONE = {
    "publish": gettext_noop(
        "The need is published: on its page and in the feed of its field."
    ),
    "close": gettext_noop("The need is closed: nobody can answer now."),
    "reopen": gettext_noop("Answers are taken again."),
}


@require_GET
def list_needs(request: HttpRequest) -> HttpResponse:
    """Show what countries and organisations need."""
    person, now = person_of(request.user), timezone.now()
    form = NeedFilterForm(request.GET)
    found = form.found()
    rows = queries.needs_like(
        queries.needs_seen_by(request.user),
        country=found["country"],
        field=found["field"],
        now=now if found["answers"] == "open" else None,
    )
    page = page_of(request, rows, size=20)
    context = {
        "form": form,
        "is_narrowed": any(found.values()),
        "page": page,
        "rows": [(each, is_open(each, now)) for each in page.object_list],
        "mine": queries.in_fields_of(person, now)[:5] if person else [],
        "may_publish": not why_not_publish(person),
        "has_answered": queries.answers_of(person).exists(),
    }
    return render(request, "programmes/needs/list.html", context)


@require_GET
def show_need(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one need, with what its reader may do."""
    return _page(request, queries.need_seen_by(request.user, slug))


def _page(
    request: HttpRequest, need: Need, *, form: NeedAnswerForm | None = None
) -> HttpResponse:
    person, now = person_of(request.user), timezone.now()
    own = queries.own_answer(person, need)
    context: dict[str, Any] = {
        "need": need,
        "is_open": is_open(need, now),
        "is_publisher": publishes(person, need),
        "page": page_of(request, queries.answers_to(need, person), size=25),
        "own": own,
        "why_not": why_not_answer(person, need, now),
        "may_change": own is None or own.state in ("sent", "withdrawn"),
        "form": form or NeedAnswerForm(initial={"text": own.text if own else ""}),
        "zone": (person.zone if person else "") or "UTC",
        "steps": [
            step for step, (before, _to) in STEPS.items() if need.state in before
        ],
    }
    return render(
        request,
        "programmes/needs/need.html",
        context,
        status=422 if form is not None else 200,
    )


def _zone_of(person: Person) -> str:
    return person.zone or (person.user.zone if person.user else "") or "UTC"


@login_required
@require_http_methods(["GET", "POST"])
def new_need(request: HttpRequest) -> HttpResponse:
    """Write a need of one's organisation."""
    person = acting_person(request)
    if reason := why_not_publish(person):
        raise PermissionDenied(reason)
    organisation = person.organisation
    form = NewNeedForm(
        request.POST or None,
        zone_name=_zone_of(person),
        initial={"country": organisation.country if organisation else ""},
    )
    return _saved(request, form, person, verb=actions.write_need)


def _managed(request: HttpRequest, slug: str) -> tuple[Need, Person]:
    """Return a need and the person who looks after it; 404 where it is not seen, 403 for everybody else."""
    need = queries.need_seen_by(request.user, slug)
    person = acting_person(request)
    if not publishes(person, need):
        raise PermissionDenied(_("Only the organisation that has the need does this."))
    return need, person


@login_required
@require_http_methods(["GET", "POST"])
def change_need(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a need's words, country, field and last day."""
    need, person = _managed(request, slug)
    form = NeedForm(request.POST or None, instance=need, zone_name=_zone_of(person))
    return _saved(request, form, person, verb=actions.change_need)


def _saved(
    request: HttpRequest, form: NeedForm, person: Person, *, verb: Any
) -> HttpResponse:
    is_new = form.instance.pk is None
    if request.method == "POST" and form.is_valid():
        try:
            need = verb(by=person, need=form.save(commit=False))
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("Saved as a draft that only your organisation’s leads see.")
                if is_new
                else _("Saved."),
            )
            return redirect("programmes:need", need.slug)
    return render(
        request,
        "programmes/needs/form.html",
        {"form": form, "need": None if is_new else form.instance},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def step_need(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish a need, close it, or take the closing back."""
    need, person = _managed(request, slug)
    step = request.POST.get("step", "")
    if step not in DONE:
        raise Http404
    return act(
        request,
        lambda: actions.step_need(by=person, need=need, step=step),
        done=_(DONE[step]),
        back=reverse("programmes:need", args=[slug]),
    )


@login_required
@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer a need for one's organisation."""
    need = queries.need_seen_by(request.user, slug)
    person = acting_person(request)
    if not person.is_lead:
        raise PermissionDenied(
            _("Only whoever leads your organisation’s entry answers.")
        )
    form = NeedAnswerForm(request.POST)
    if form.is_valid():
        try:
            actions.answer_need(by=person, need=need, **form.cleaned_data)
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(name)s has your answer. No other company learns of it.")
                % {"name": need.organisation.name},
            )
            return redirect("programmes:need", slug)
    return _page(request, need, form=form)


@login_required
@require_POST
def withdraw_answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Take one's organisation's answer back."""
    need = queries.need_seen_by(request.user, slug)
    person = acting_person(request)
    own = queries.own_answer(person, need)
    if own is None:
        raise Http404
    return act(
        request,
        lambda: actions.withdraw_answer(by=person, answer=own),
        done=_(
            "Your answer is withdrawn. You can answer anew while answers are taken."
        ),
        back=reverse("programmes:need", args=[slug]),
    )


@login_required
@require_GET
def own_answers(request: HttpRequest) -> HttpResponse:
    """Show what one's organisation answered."""
    person = acting_person(request)
    context = {"page": page_of(request, queries.answers_of(person), size=25)}
    return render(request, "programmes/needs/answers.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def need_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one answer to the organisation that has the need, and take its reply."""
    row: NeedAnswer = queries.answer_seen_by(request.user, pk)
    person = acting_person(request)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_to_answer(by=person, answer=row, **form.cleaned_data)
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(name)s gets your words by mail.")
                % {"name": row.organisation.name},
            )
            return redirect("programmes:need", row.need.slug)
    return render(
        request,
        "programmes/needs/answer.html",
        {"answer": row, "form": form},
        status=422 if form.errors else 200,
    )
