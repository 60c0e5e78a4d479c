"""Proposals of ties: those of one side, those on which the other side is asked, and all of them for curators."""

from django.db.models import F, Q, QuerySet
from django.http import Http404

from madang.site.events.models import Registration
from madang.site.ledger.models import TieProposal

WITH = (
    "by__organisation",
    "person",
    "tie",
    "step",
    "meeting__event",
    "meeting__host__organisation",
    "meeting__guest__organisation",
)


def proposals_of(registration: Registration) -> QuerySet[TieProposal]:
    """Return what a side proposed, newest first."""
    return TieProposal.objects.filter(by=registration).select_related(*WITH)


def asked_of(registration: Registration) -> QuerySet[TieProposal]:
    """Return accepted proposals of others on which a side is asked, open ones first; never one that is not for the other party."""
    sides = Q(meeting__host=registration) | Q(meeting__guest=registration)
    rows = TieProposal.objects.filter(
        sides, state="accepted", reader="partner", tie__is_withdrawn=False
    ).exclude(by=registration)
    return rows.select_related(*WITH).order_by("other_said", "-id")


def proposal_of_side(registration: Registration, pk: int) -> TieProposal:
    """Return a proposal of this side; 404 for any other."""
    return _first(proposals_of(registration), pk)


def proposal_asked_of(registration: Registration, pk: int) -> TieProposal:
    """Return a proposal on which this side is asked; 404 for any other."""
    return _first(asked_of(registration), pk)


def all_proposals(state: str = "") -> QuerySet[TieProposal]:
    """Return every proposal for curators, those that wait first, the oldest on top; or those of one state."""
    rows = TieProposal.objects.select_related(*WITH)
    if state in TieProposal.State.values:
        return rows.filter(state=state).order_by("id")
    return rows.order_by(F("decided_at").asc(nulls_first=True), "id")


def proposal_for_curators(pk: int) -> TieProposal:
    """Return one proposal; 404 for none. Only for pages of curators."""
    return _first(all_proposals(), pk)


def _first(rows: QuerySet[TieProposal], pk: int) -> TieProposal:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
