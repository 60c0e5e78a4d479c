"""Pages of programmes: the list, one programme, making and changing it, its states."""

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
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import programmes as actions
from madang.site.programmes.forms.programmes import (
    FilterForm,
    InterestForm,
    NewProgrammeForm,
    ProgrammeForm,
)
from madang.site.programmes.models import Programme
from madang.site.programmes.queries import programmes as queries
from madang.site.programmes.queries.calls import open_calls
from madang.site.programmes.queries.needs import in_fields_of, needs_like, needs_seen_by
from madang.site.programmes.rules.calls import phase
from madang.site.programmes.rules.programmes import (
    STEPS,
    ProgrammeError,
    is_of_staff,
    manages,
    why_not_make,
)
from madang.site.programmes.views.acting import (
    act,
    acting_person,
    managed_programme,
)

PAGE_SIZE = 20
FEW = 5
DONE = {
    "ask for interest": gettext_noop("The programme is published; interest is wanted."),
    "open": gettext_noop("The programme is open."),
    "start": gettext_noop("The cohort is at work."),
    "end": gettext_noop("The programme has ended."),
}


@require_GET
def list_programmes(request: HttpRequest) -> HttpResponse:
    """Show the programmes, the calls that are open, and the newest needs."""
    now, person = timezone.now(), person_of(request.user)
    form = FilterForm(request.GET)
    found = form.found()
    rows = queries.programmes_like(queries.programmes_seen_by(request.user), **found)
    context = {
        "form": form,
        "is_narrowed": any(found.values()),
        "page": page_of(request, rows, size=PAGE_SIZE),
        "calls": [(each, phase(each, now)) for each in open_calls(now)[:FEW]],
        "needs": needs_like(needs_seen_by(request.user), now=now)[:FEW],
        "mine": in_fields_of(person, now)[:FEW] if person else [],
        "may_make": not why_not_make(person),
    }
    return render(request, "programmes/programmes/list.html", context)


@require_GET
def show_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one programme to everybody, with what its reader may do."""
    return programme_page(request, queries.programme_seen_by(request.user, slug))


def programme_page(
    request: HttpRequest, programme: Programme, *, form: InterestForm | None = None
) -> HttpResponse:
    """Render a programme's page; with `form`, an expression of interest that was refused."""
    person, now = person_of(request.user), timezone.now()
    is_manager = manages(person, programme)
    interest = queries.interest_of(programme, person)
    why_not = actions.why_no_interest(person, programme)
    shows_cohort = is_manager or programme.state in ("running", "ended")
    context: dict[str, Any] = {
        "programme": programme,
        "is_manager": is_manager,
        "calls": [
            (each, phase(each, now))
            for each in queries.calls_shown_in(programme, person)
        ],
        "interest": interest,
        "interest_form": form
        or InterestForm(initial={"text": interest.text if interest else ""}),
        "why_no_interest": why_not,
        "cohort": queries.cohort_of(programme) if shows_cohort else [],
        "grants": queries.grants_shown_in(programme, person),
        "steps": [
            step
            for step, (before, _to) in STEPS.items()
            if programme.state in before and step != "open"
        ],
    }
    if is_manager:
        context["interested"] = queries.interests_in(programme).count()
    return render(
        request,
        "programmes/programmes/programme.html",
        context,
        status=422 if form is not None else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_programme(request: HttpRequest) -> HttpResponse:
    """Make a programme."""
    person = acting_person(request)
    if reason := why_not_make(person):
        raise PermissionDenied(reason)
    form = NewProgrammeForm(
        request.POST or None,
        owner=person.organisation,
        is_staff=is_of_staff(person),
        initial={"owner": person.organisation},
    )
    if request.method == "POST" and form.is_valid():
        try:
            programme = actions.create_programme(
                by=person, programme=form.save(commit=False)
            )
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(name)s is a draft that only you and the owner’s leads see.")
                % {"name": programme.name},
            )
            return redirect("programmes:programme", programme.slug)
    return render(
        request,
        "programmes/programmes/form.html",
        {"form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def change_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a programme's words, partner, contact and countries."""
    programme, person = managed_programme(request, slug)
    form = ProgrammeForm(
        request.POST or None, instance=programme, owner=programme.owner
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_programme(by=person, programme=form.save(commit=False))
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:programme", slug)
    return render(
        request,
        "programmes/programmes/form.html",
        {"form": form, "programme": programme},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def step_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a programme to its next state."""
    programme, person = managed_programme(request, slug)
    step = request.POST.get("step", "")
    if step not in DONE:
        raise Http404
    return act(
        request,
        lambda: actions.step_programme(by=person, programme=programme, step=step),
        done=_(DONE[step]),
        back=reverse("programmes:programme", args=[slug]),
    )
