"""Contracts that are prepared: read by those who may offer them."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from madang.site.directory.models import Person
from madang.site.programmes.models import ContractDraft
from madang.site.programmes.queries.contracts import programmes_to_offer

Values = dict[str, Any]
OF_DRAFT = ("title", "text", "sign_until", "runs_from", "runs_until")


def drafts_of(person: Person | None) -> QuerySet[ContractDraft]:
    """Return the drafts of the programmes for which a person offers contracts, the newest first."""
    return (
        ContractDraft.objects.filter(programme__in=programmes_to_offer(person))
        .select_related("programme", "beneficiary", "application__call")
        .order_by("-pk")
    )


def draft_of(person: Person | None, pk: int) -> ContractDraft:
    """Return one draft; 404 for whoever may not offer it."""
    found = drafts_of(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def draft_values(draft: ContractDraft) -> Values:
    """Return a draft as values of its sheet."""
    return {
        "programme": draft.programme.slug,
        "organisation": draft.beneficiary.name,
        "call": draft.application.call.slug if draft.application else "",
        **{name: getattr(draft, name) for name in OF_DRAFT},
    }


def item_values(draft: ContractDraft) -> list[Values]:
    """Return what a draft gives as values of its sheet."""
    whose = {"organisation": draft.beneficiary.name, "title": draft.title}
    return [
        {**whose, "name": name, "unit": unit, "amount": amount}
        for name, unit, amount in draft.items
    ]
