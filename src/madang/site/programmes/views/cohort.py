"""Pages of a cohort: milestones and reports, members, grants applied for elsewhere."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.models import Person
from madang.site.programmes.actions import cohort as actions
from madang.site.programmes.forms.programmes import (
    GrantForm,
    MilestoneForm,
    ReasonForm,
    ReportForm,
)
from madang.site.programmes.models import (
    CohortMember,
    GrantElsewhere,
    Milestone,
    Programme,
)
from madang.site.programmes.queries import milestones as queries
from madang.site.programmes.queries.programmes import cohort_of, grants_shown_in
from madang.site.programmes.rules.programmes import (
    GRANT_STEPS,
    MEMBER_STEPS,
    ProgrammeError,
    lateness,
    leads,
    manages,
    why_not_impartial,
)
from madang.site.programmes.views.acting import act, acting_person, managed_programme

MILESTONE_DONE = {
    "accept": gettext_noop("The report is accepted."),
    "return": gettext_noop("The report goes back with your reason, by mail."),
    "skip": gettext_noop("The milestone is skipped. It can be opened again."),
    "reopen": gettext_noop("The milestone is open again."),
}
MEMBER_DONE = {
    "complete": gettext_noop("%(name)s has completed the programme."),
    "leave": gettext_noop("%(name)s has left the programme."),
    "return": gettext_noop("%(name)s is an active member again."),
}


@login_required
@require_GET
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the cohort with every milestone to those who run the programme."""
    programme, person = managed_programme(request, slug)
    return _page(request, programme, person)


def _page(
    request: HttpRequest,
    programme: Programme,
    person: Person,
    *,
    milestone_form: MilestoneForm | None = None,
    grant_form: GrantForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    page = page_of(request, cohort_of(programme), size=25)
    bound: Any = milestone_form or grant_form
    context = {
        "programme": programme,
        "page": page,
        "rows": [
            (
                member,
                [(each, lateness(each, today)) for each in member.milestones.all()],
                [
                    step
                    for step, (before, _to) in MEMBER_STEPS.items()
                    if member.state in before
                    and not why_not_impartial(person, member.organisation_id)
                ],
            )
            for member in page.object_list
        ],
        "grants": [
            (each, sorted(GRANT_STEPS[each.state]))
            for each in grants_shown_in(programme, person)
        ],
        "milestone_form": milestone_form or MilestoneForm(programme=programme),
        "grant_form": grant_form or GrantForm(programme=programme),
        "bound": bound,
    }
    return render(
        request,
        "programmes/programmes/cohort.html",
        context,
        status=422 if bound else 200,
    )


@login_required
@require_POST
def set_milestone(request: HttpRequest, slug: str) -> HttpResponse:
    """Set a milestone to members of the cohort."""
    programme, person = managed_programme(request, slug)
    form = MilestoneForm(request.POST, programme=programme)
    if form.is_valid():
        try:
            rows = actions.set_milestone(
                by=person,
                programme=programme,
                members=list(form.cleaned_data["members"]),
                title=form.cleaned_data["title"],
                due_on=form.cleaned_data["due_on"],
            )
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("The milestone is set; members who have it get mail: %(count)d.")
                % {"count": len(rows)},
            )
            return redirect("programmes:cohort", slug)
    return _page(request, programme, person, milestone_form=form)


@login_required
@require_POST
def step_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say that a member has completed the programme, has left it, or is back."""
    programme, person = managed_programme(request, slug)
    member = get_object_or_404(
        CohortMember.objects.select_related("organisation"), programme=programme, pk=pk
    )
    step = request.POST.get("step", "")
    if step not in MEMBER_DONE:
        raise Http404
    return act(
        request,
        lambda: actions.step_member(by=person, member=member, step=step),
        done=_(MEMBER_DONE[step]) % {"name": member.organisation.name},
        back=reverse("programmes:cohort", args=[slug]),
    )


@login_required
@require_POST
def add_grant(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a grant applied for elsewhere."""
    programme, person = managed_programme(request, slug)
    form = GrantForm(request.POST, programme=programme)
    if form.is_valid():
        try:
            actions.add_grant(by=person, grant=form.save(commit=False))
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The grant is written down."))
            return redirect("programmes:cohort", slug)
    return _page(request, programme, person, grant_form=form)


@login_required
@require_POST
def step_grant(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what became of a grant."""
    programme, person = managed_programme(request, slug)
    grant = get_object_or_404(GrantElsewhere, programme=programme, pk=pk)
    state = request.POST.get("state", "")
    return act(
        request,
        lambda: actions.step_grant(
            by=person, grant=grant, state=state, today=timezone.localdate()
        ),
        done=_("What became of “%(name)s” is written down.") % {"name": grant.name},
        back=reverse("programmes:cohort", args=[slug]),
    )


@login_required
@require_http_methods(["GET", "POST"])
def milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a milestone to its member and to those who run the programme; take the member's report."""
    row = queries.milestone_seen_by(request.user, pk)
    person = acting_person(request)
    form = ReportForm(request.POST or None, initial={"report": row.report})
    if request.method == "POST":
        if not leads(person, row.member.organisation_id):
            raise PermissionDenied(
                _("Only whoever leads the member’s entry reports for it.")
            )
        if form.is_valid():
            try:
                actions.report_milestone(by=person, milestone=row, **form.cleaned_data)
            except ProgrammeError as error:
                form.refuse(error)
            else:
                messages.success(
                    request,
                    _(
                        "The report is sent. You can write it anew until it is accepted."
                    ),
                )
                return redirect("programmes:milestone", pk)
    return _milestone_page(request, row, person, form=form)


def _milestone_page(
    request: HttpRequest,
    row: Milestone,
    person: Person,
    *,
    form: ReportForm | None = None,
    reason_form: ReasonForm | None = None,
) -> HttpResponse:
    bound: Any = reason_form or form
    context = {
        "milestone": row,
        "late": lateness(row, timezone.localdate()),
        "is_manager": manages(person, row.member.programme)
        and not why_not_impartial(person, row.member.organisation_id),
        "is_lead": leads(person, row.member.organisation_id),
        "form": form or ReportForm(initial={"report": row.report}),
        "reason_form": reason_form or ReasonForm(),
    }
    return render(
        request,
        "programmes/programmes/milestone.html",
        context,
        status=422 if bound is not None and bound.errors else 200,
    )


@login_required
@require_POST
def step_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a report, send it back, skip a milestone, or open it again."""
    row = queries.milestone_seen_by(request.user, pk)
    person = acting_person(request)
    if not manages(person, row.member.programme):
        raise PermissionDenied(_("Only those who run the programme do this."))
    step = request.POST.get("step", "")
    if step not in MILESTONE_DONE:
        raise Http404
    form = ReasonForm(request.POST)
    if step in ("return", "skip") and not form.is_valid():
        return _milestone_page(request, row, person, reason_form=form)
    return act(
        request,
        lambda: actions.step_milestone(
            by=person, milestone=row, step=step, reason=request.POST.get("reason", "")
        ),
        done=_(MILESTONE_DONE[step]),
        back=reverse("programmes:milestone", args=[pk]),
    )
