"""Verbs of a cohort: milestones and reports, members who complete or leave, grants applied for elsewhere."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.programmes.actions import programme_letters as letters
from madang.site.programmes.models import (
    CohortMember,
    GrantElsewhere,
    Milestone,
    Programme,
)
from madang.site.programmes.rules.programmes import (
    GRANT_STEPS,
    MILESTONE_STEPS,
    ProgrammeError,
    check_impartial,
    check_manages,
    leads,
    next_member_state,
)


@transaction.atomic
def set_milestone(
    *,
    by: Person | None,
    programme: Programme,
    members: Sequence[CohortMember],
    title: str,
    due_on: date,
) -> list[Milestone]:
    """Set the same milestone to members of a programme; each is told. Raises ProgrammeError."""
    check_manages(by, programme)
    if not members:
        raise ProgrammeError(_("Choose at least one member."), field="members")
    rows = []
    for member in members:
        check_impartial(by, member.organisation_id)
        if member.programme_id != programme.pk or member.state != "active":
            raise ProgrammeError(
                _("%(name)s is no active member of this programme.")
                % {"name": member.organisation.name},
                field="members",
            )
        row = Milestone.objects.create(
            member=member, title=title, due_on=due_on, order=member.milestones.count()
        )
        log.record("set milestone", row, by=by)
        rows.append(row)
    letters.tell_of_milestones(rows)
    return rows


def _milestone(milestone: Milestone, step: str, *, by: Person | None) -> Milestone:
    """Return a milestone under a lock, in its state after the step."""
    row = (
        Milestone.objects.select_for_update(of=("self",))
        .select_related("member__programme__manager", "member__organisation")
        .get(pk=milestone.pk)
    )
    role, before, after = MILESTONE_STEPS[step]
    if role == "manager":
        check_manages(by, row.member.programme)
        check_impartial(by, row.member.organisation_id)
    elif by is not None and not leads(by, row.member.organisation_id):
        raise ProgrammeError(_("Only whoever leads the member’s entry reports for it."))
    if row.state not in before:
        raise ProgrammeError(
            _("This does not fit the state of the milestone: %(state)s.")
            % {"state": row.get_state_display()}
        )
    row.state = after
    return row


@transaction.atomic
def report_milestone(
    *, by: Person | None, milestone: Milestone, report: str
) -> Milestone:
    """Report on a milestone, or write the report anew until it is accepted. Raises ProgrammeError."""
    row = _milestone(milestone, "report", by=by)
    if not report.strip():
        raise ProgrammeError(_("Write the report."), field="report")
    row.report, row.reported_at = report.strip(), timezone.now()
    row.save(update_fields=["state", "report", "reported_at"])
    log.record("report milestone", row, by=by)
    letters.tell_of_report(row)
    return row


@transaction.atomic
def step_milestone(
    *, by: Person | None, milestone: Milestone, step: str, reason: str = ""
) -> Milestone:
    """Accept a report, send it back, skip a milestone or take that back: "accept", "return", "skip", "reopen".

    Sending back and skipping need a reason. Raises ProgrammeError.
    """
    if step == "report":
        raise ProgrammeError(_("Write the report."), field="report")
    row = _milestone(milestone, step, by=by)
    if step in ("return", "skip") and not reason.strip():
        raise ProgrammeError(_("Write the reason."), field="reason")
    row.save(update_fields=["state"])
    log.record(f"{step} milestone", row, by=by, detail=reason.strip())
    if step == "return":
        number = LogEntry.objects.filter(
            verb="return milestone",
            target_type="programmes.milestone",
            target_id=row.pk,
        ).count()
        letters.tell_of_return(row, reason=reason.strip(), number=number)
    return row


@transaction.atomic
def step_member(*, by: Person | None, member: CohortMember, step: str) -> CohortMember:
    """Say that a member has completed the programme, has left it, or is back: "complete", "leave", "return"."""
    row = (
        CohortMember.objects.select_for_update(of=("self",))
        .select_related("programme", "organisation")
        .get(pk=member.pk)
    )
    check_manages(by, row.programme)
    check_impartial(by, row.organisation_id)
    row.state = next_member_state(row, step)
    row.save(update_fields=["state"])
    log.record(f"{step} cohort", row, by=by)
    return row


@transaction.atomic
def add_grant(*, by: Person | None, grant: GrantElsewhere) -> GrantElsewhere:
    """Write down a grant that is applied for at another body. Raises ProgrammeError."""
    check_manages(by, grant.programme)
    check_impartial(by, grant.organisation_id)
    if grant.organisation_id is not None and not (
        grant.programme.cohort.filter(organisation_id=grant.organisation_id).exists()
    ):
        raise ProgrammeError(
            _("This organisation is no member of the programme."), field="organisation"
        )
    if grant.amount is not None and not grant.currency:
        raise ProgrammeError(_("Write the currency."), field="currency")
    grant.save()
    log.record("add grant elsewhere", grant, by=by)
    return grant


@transaction.atomic
def step_grant(
    *, by: Person | None, grant: GrantElsewhere, state: str, today: date
) -> GrantElsewhere:
    """Say that a grant was applied for, granted or refused. Raises ProgrammeError for a step back."""
    row = (
        GrantElsewhere.objects.select_for_update(of=("self",))
        .select_related("programme")
        .get(pk=grant.pk)
    )
    check_manages(by, row.programme)
    check_impartial(by, row.organisation_id)
    if state not in GRANT_STEPS[row.state]:
        raise ProgrammeError(
            _("This does not fit the state of the grant: %(state)s.")
            % {"state": row.get_state_display()}
        )
    row.state = state
    if state in (GrantElsewhere.State.GRANTED, GrantElsewhere.State.REFUSED):
        row.decided_on = today
    row.save(update_fields=["state", "decided_on"])
    log.record(f"grant elsewhere {state}", row, by=by)
    return row
