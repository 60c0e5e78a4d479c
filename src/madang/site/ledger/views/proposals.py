"""A party records what came of a meeting; curators decide; the other party confirms or denies."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.ui import page_of, whole_number
from madang.site.events.queries import event_joined_by
from madang.site.events.rules import standing
from madang.site.ledger.actions import proposals as actions
from madang.site.ledger.forms.proposals import (
    DecisionForm,
    OwnProposalForm,
    initial_of,
)
from madang.site.ledger.models import TieProposal
from madang.site.ledger.queries import proposals as queries
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, for_curators, show_refusal
from madang.site.meetings.models import NextStep
from madang.site.meetings.queries.feedback import end_of, meeting_of_side
from madang.site.meetings.queries.steps import step_of_side
from madang.site.meetings.rules.feedback import is_over
from madang.site.meetings.rules.requests import other_side
from madang.site.meetings.views.outcomes import side_of


@require_http_methods(["GET", "POST"])
def propose_tie(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Propose what came of a meeting; its parties are known, its subject may come from a next step."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
    meeting = meeting_of_side(event, registration, pk)
    if not is_over(end_of(meeting), timezone.now()):
        raise PermissionDenied(_("This meeting is not over yet."))
    step = _step(request, registration, meeting.pk)
    form = OwnProposalForm(
        request.POST if request.method == "POST" else None,
        initial={"subject": step.text} if step else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_tie(
                by=standing(request.user, event).person,
                meeting=meeting,
                registration=registration,
                step=step,
                **form.cleaned_data,
            )
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.info(request, _("Proposed. A curator reads it before it stands."))
            return redirect("ledger:my-ties", slug)
    context = {"event": event, "form": form, "meeting": meeting, "own": registration, "other": other_side(meeting, registration), "tab": "meetings:agenda"}  # fmt: skip
    return render(request, "ledger/proposals/propose.html", context)


def _step(request: HttpRequest, registration: object, meeting: int) -> NextStep | None:
    pk = whole_number(request.GET.get("step", ""))
    if pk is None:
        return None
    step = step_of_side(registration, pk)  # type: ignore[arg-type]  # the registration of this reader
    if step.meeting_id != meeting:
        raise Http404
    return step


@require_GET
def my_ties(request: HttpRequest, slug: str) -> HttpResponse:
    """List what this side proposed, and what it is asked to confirm."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
    page = page_of(request, queries.proposals_of(registration))
    context = {
        "event": event,
        "page": page,
        "rows": [(each, other_side(each.meeting, registration)) for each in page],
        # One organisation has a handful of meetings at an event.
        "asked": queries.asked_of(registration)[:50],
        "tab": "meetings:agenda",
    }
    return render(request, "ledger/proposals/mine.html", context)


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a proposal back."""
    event = event_joined_by(request.user, slug)
    proposal = queries.proposal_of_side(side_of(request, event), pk)
    try:
        actions.withdraw_proposal(
            proposal=proposal, by=standing(request.user, event).person
        )
    except LedgerError as error:
        messages.error(request, str(error))
    else:
        messages.info(request, _("Taken back. You can propose it anew."))
    return redirect("ledger:my-ties", slug)


@require_POST
def answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Confirm or deny what the other party said."""
    event = event_joined_by(request.user, slug)
    registration = side_of(request, event)
    proposal = queries.proposal_asked_of(registration, pk)
    try:
        actions.answer_proposal(
            proposal=proposal,
            registration=registration,
            said=request.POST.get("said", ""),
            by=standing(request.user, event).person,
        )
    except LedgerError as error:
        messages.error(request, str(error))
    else:
        messages.info(request, _("Thank you. Your answer is kept as yours."))
    return redirect("ledger:my-ties", slug)


@for_curators
@require_GET
def proposals(request: HttpRequest) -> HttpResponse:
    """List all proposals for curators, those that wait first."""
    state = request.GET.get("state", "")
    context = {
        "page": page_of(request, queries.all_proposals(state)),
        "state": state,
        "states": TieProposal.State.choices,
    }
    return render(request, "ledger/proposals/all.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one proposal to curators; accept it as it stands or mended, or refuse it."""
    row = queries.proposal_for_curators(pk)
    form = DecisionForm(
        request.POST if request.method == "POST" else None, initial=initial_of(row)
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = _decide(request, row, form)
        except LedgerError as error:
            show_refusal(error, form)
        else:
            return done
    context = {"row": row, "form": form, "other": other_side(row.meeting, row.by)}
    return render(request, "ledger/proposals/one.html", context)


def _decide(request: HttpRequest, row: TieProposal, form: DecisionForm) -> HttpResponse:
    why = form.cleaned_data["why"]
    if "refuse" in request.POST:
        actions.refuse_proposal(proposal=row, by=actor(request), why=why)
        messages.success(request, _("Refused. The party reads your reason."))
        return redirect("ledger:proposals")
    tie = actions.accept_proposal(
        proposal=row, by=actor(request), why=why, **form.mended()
    )
    messages.success(request, _("Accepted: the tie is entered for curators alone."))
    return redirect("ledger:tie", tie.key)
