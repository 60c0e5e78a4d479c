"""A programme's cohort for programs: members, milestones and their reports."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from madang.site.core.api import (
    CursorPage,
    PageAsked,
    RefusedError,
    answers,
    cursor_page,
    one_of,
    repeatable,
)
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import cohort as actions
from madang.site.programmes.api.acting import person_acting, programme_run
from madang.site.programmes.api.filling import filled
from madang.site.programmes.forms.programmes import (
    MilestoneForm,
    ReasonForm,
    ReportForm,
)
from madang.site.programmes.models import CohortMember, Milestone
from madang.site.programmes.queries import milestones as queries
from madang.site.programmes.queries.programmes import cohort_of, programme_seen_by
from madang.site.programmes.rules.programmes import (
    MEMBER_STEPS,
    MILESTONE_STEPS,
    lateness,
    leads,
    manages,
)

router = Router()


class MilestoneShape(Schema):
    """Something to be reached by a day; `late` is "", "late" or "very late"."""

    id: int
    title: str
    due_on: date
    state: str
    late: str
    report: str
    reported_at: datetime | None


class MemberShape(Schema):
    """A member of a cohort; milestones for its own people and those who run the programme, null for others."""

    id: int
    organisation: str
    organisation_id: int
    country: str
    state: str
    joined_on: date
    milestones: list[MilestoneShape] | None


class MilestoneAsked(Schema):
    """A milestone for members of the cohort, by their numbers."""

    title: str
    due_on: date
    members: list[int] = Field(max_length=500)


class MilestonesSet(Schema):
    """The milestone as each member has it now."""

    items: list[MilestoneShape]


class MemberStep(Schema):
    """What became of a member."""

    verb: str = one_of(MEMBER_STEPS, default=None, is_blank_allowed=False)


class MilestoneStep(Schema):
    """What becomes of a milestone: a member reports, those who run the programme do the rest; `return` and `skip` have a reason."""

    verb: str = one_of(MILESTONE_STEPS, default=None, is_blank_allowed=False)
    report: str = ""
    reason: str = ""


def _milestone(row: Milestone, today: date) -> MilestoneShape:
    same = ("title", "due_on", "state", "report", "reported_at")
    return MilestoneShape(
        id=row.pk,
        late=lateness(row, today),
        **{name: getattr(row, name) for name in same},
    )


def _member(row: CohortMember, today: date, *, is_open: bool) -> MemberShape:
    return MemberShape(
        id=row.pk,
        organisation=row.organisation.name,
        organisation_id=row.organisation_id,
        country=row.organisation.country,
        state=row.state,
        joined_on=row.joined_on,
        milestones=[_milestone(each, today) for each in row.milestones.all()]
        if is_open
        else None,
    )


@router.get("/{slug}/cohort", response=answers(CursorPage[MemberShape]))
def list_cohort(
    request: HttpRequest, slug: str, asked: Query[PageAsked]
) -> dict[str, Any]:
    """Return the cohort once it is named to everybody; milestones with one's own organisation, or with all to those who run the programme."""
    programme = programme_seen_by(request.user, slug)
    person, today = person_of(request.user), timezone.localdate()
    is_manager = manages(person, programme)
    own = person.organisation_id if person else None
    rows = cohort_of(programme)
    if not is_manager and programme.state not in ("running", "ended"):
        rows = rows.filter(organisation=own)
    return cursor_page(
        rows,
        cursor=asked.cursor,
        limit=asked.limit,
        show=lambda row: _member(
            row, today, is_open=is_manager or row.organisation_id == own
        ),
    )


@router.post(
    "/{slug}/cohort/{int:pk}/transitions", response=answers(MemberShape, status=201)
)
@repeatable
@transaction.atomic
def step_member(
    request: HttpRequest, slug: str, pk: int, asked: MemberStep
) -> tuple[int, MemberShape]:
    """Say that a member has completed the programme, has left it, or is back (those who run it): `complete`, `leave`, `return`."""
    programme, by = programme_run(request, slug)
    row = get_object_or_404(CohortMember, programme=programme, pk=pk)
    row = actions.step_member(by=by, member=row, step=asked.verb)
    return 201, _member(row, timezone.localdate(), is_open=True)


@router.post("/{slug}/milestones", response=answers(MilestonesSet, status=201))
@repeatable
@transaction.atomic
def enter_milestone(
    request: HttpRequest, slug: str, asked: MilestoneAsked
) -> tuple[int, MilestonesSet]:
    """Set the same milestone to members of the cohort (those who run the programme); members get mail."""
    programme, by = programme_run(request, slug)
    clean = filled(
        lambda data: MilestoneForm(data, programme=programme), asked.model_dump()
    ).cleaned_data
    clean["members"] = list(clean["members"])
    rows = actions.set_milestone(by=by, programme=programme, **clean)
    today = timezone.localdate()
    return 201, MilestonesSet(items=[_milestone(each, today) for each in rows])


@router.get("/milestones/{int:pk}", response=answers(MilestoneShape))
def read_milestone(request: HttpRequest, pk: int) -> MilestoneShape:
    """Return one milestone, to people of its member and to those who run the programme."""
    row = queries.milestone_seen_by(request.user, pk)
    return _milestone(row, timezone.localdate())


def _check_whose(row: Milestone, by: Person, verb: str) -> None:
    if verb == "report":
        is_allowed = leads(by, row.member.organisation_id)
        reason = _("Only whoever leads the member’s entry reports for it.")
    else:
        is_allowed = manages(by, row.member.programme)
        reason = _("Only those who run the programme do this.")
    if not is_allowed:
        raise RefusedError(403, reason)


@router.post(
    "/milestones/{int:pk}/transitions", response=answers(MilestoneShape, status=201)
)
@repeatable
@transaction.atomic
def step_milestone(
    request: HttpRequest, pk: int, asked: MilestoneStep
) -> tuple[int, MilestoneShape]:
    """`report` on a milestone (who leads the member's entry), or `accept`, `return`, `skip`, `reopen` it (those who run the programme)."""
    by = person_acting(request)
    row = queries.milestone_seen_by(request.user, pk)
    _check_whose(row, by, asked.verb)
    if asked.verb == "report":
        clean = filled(ReportForm, {"report": asked.report}).cleaned_data
        actions.report_milestone(by=by, milestone=row, **clean)
    else:
        reason = ""
        if asked.verb in ("return", "skip"):
            form = filled(ReasonForm, {"reason": asked.reason})
            reason = form.cleaned_data["reason"]
        actions.step_milestone(by=by, milestone=row, step=asked.verb, reason=reason)
    return 201, read_milestone(request, pk)
