"""Pages on which curators merge organisations: candidates, two side by side, decisions with the way back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from madang.site.core.ui import page_of
from madang.site.ledger.actions import merging as actions
from madang.site.ledger.actions.merge_candidates import entry_of, look_for_candidates
from madang.site.ledger.forms.merging import AnswerForm, MergeForm, TwoForm, UndoForm
from madang.site.ledger.models import MergeAnswer, MergeCandidate
from madang.site.ledger.queries import merging as queries
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.likeness import compared
from madang.site.ledger.rules.merge_checks import are_apart
from madang.site.ledger.views.gate import actor, for_curators, show_refusal


@for_curators
@require_safe
def candidates(request: HttpRequest) -> HttpResponse:
    """List the organisations that may be one, the likeliest first, or those that somebody put off."""
    form = TwoForm(request.GET if "one" in request.GET else None)
    if form.is_valid():
        return redirect("ledger:merge-compare", *form.found)
    later = request.GET.get("show") == "later"
    context = {
        "page": page_of(request, queries.candidates_seen_by(request.user, later=later)),
        "later": later,
        "form": form,
        "job": queries.last_look(request.user),
    }
    return render(request, "ledger/merging/candidates.html", context)


@for_curators
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look for candidates anew, in the background."""
    look_for_candidates(by=actor(request))
    messages.success(request, _("The list is being made. Open this page again soon."))
    return redirect("ledger:merging")


@for_curators
@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Show two organisations side by side; merge them as the form says."""
    if first == second:
        raise Http404
    one, other = (queries.side_of(request.user, each) for each in (first, second))
    sides = {each.organisation.pk: each.organisation for each in (one, other)}
    form = MergeForm(one.organisation, other.organisation, request.POST or None)
    if form.is_valid():
        kept = sides.pop(form.cleaned_data["kept"])
        (away,) = sides.values()
        try:
            actions.merge_organisations(
                kept, away, by=actor(request), why=form.cleaned_data["why"]
            )
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("“%(away)s” shows under “%(kept)s” now.") % {"away": away, "kept": kept})  # fmt: skip
            return redirect("ledger:merge-decisions")
    context = {"form": form, "sides": (one, other), "candidate": _judged(one, other)}
    return render(request, "ledger/merging/compare.html", context)


def _judged(one: queries.Side, other: queries.Side) -> MergeCandidate:
    """Return what speaks for and against two organisations, as they are now."""
    found = compared(
        entry_of(one.organisation),
        entry_of(other.organisation),
        is_related=are_apart(one.organisation, other.organisation),
    )
    return MergeCandidate(
        first_id=found.first,
        second_id=found.second,
        score=found.score,
        reasons=" ".join(found.reasons),
        doubts=" ".join(found.doubts),
    )


@for_curators
@require_POST
def answer(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Remember that two organisations are not the same, or that it is for later."""
    if first == second:
        raise Http404
    one, other = (queries.side_of(request.user, each) for each in (first, second))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return redirect("ledger:merge-compare", first, second)
    said = form.cleaned_data["answer"]
    actions.answer_candidate(
        one.organisation, other.organisation, by=actor(request), answer=said
    )
    if said == MergeAnswer.Answer.DIFFERENT:
        messages.success(request, _("They are not proposed again. The list of answers has the way back."))  # fmt: skip
    return redirect("ledger:merging")


@for_curators
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions, the newest first, each with the way back."""
    page = page_of(request, queries.decisions_seen_by(request.user))
    return render(request, "ledger/merging/decisions.html", {"page": page})


@for_curators
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then undo a decision."""
    decision = queries.decision_seen_by(request.user, pk)
    form = UndoForm(request.POST or None)
    if form.is_valid():
        try:
            actions.undo_merge(
                decision, by=actor(request), why=form.cleaned_data["why"]
            )
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("“%(name)s” stands by itself again.") % {"name": decision.away})  # fmt: skip
            return redirect("ledger:merge-decisions")
    context = {"form": form, "decision": decision}
    return render(request, "ledger/merging/undo.html", context)


@for_curators
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """List the pairs that are not the same, each with the way back."""
    page = page_of(request, queries.answers_seen_by(request.user))
    return render(request, "ledger/merging/answers.html", {"page": page})


@for_curators
@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget that two organisations are not the same."""
    actions.forget_answer(queries.answer_seen_by(request.user, pk), by=actor(request))
    messages.success(request, _("They may be proposed again."))
    return redirect("ledger:merge-answers")
