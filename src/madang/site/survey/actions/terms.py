"""Terms that were read from an item's words: confirmed, declined, and put back."""

from typing import Any

from django.db import transaction

from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.survey.actions.answers import changed, writable
from madang.site.survey.models import Answer, Item, ItemTerm


@transaction.atomic
def confirm_term(
    *, by: Person | None, registration: Registration, term_id: int
) -> ItemTerm | None:
    """Say that a proposed term is meant; from now on it counts in full. None if there is no such proposal."""
    role = _role(registration, terms__pk=term_id)
    answer = writable(by, registration, part=role)
    term = _proposed(answer, term_id)
    if term is None:
        return None
    term.is_confirmed = True
    term.save(update_fields=["is_confirmed"])
    changed(answer, by=by, verb="confirm term", detail=str(term), part=role)
    return term


@transaction.atomic
def confirm_all_terms(
    *, by: Person | None, registration: Registration, item_id: int
) -> int:
    """Say that every proposed term of an item is meant; return how many there were."""
    role = _role(registration, pk=item_id)
    answer = writable(by, registration, part=role)
    terms = ItemTerm.objects.filter(
        item__answer=answer, item_id=item_id, is_confirmed=False
    )
    count = terms.update(is_confirmed=True)
    if count:
        changed(answer, by=by, verb="confirm terms", detail=str(count), part=role)
    return count


@transaction.atomic
def decline_term(
    *, by: Person | None, registration: Registration, term_id: int
) -> dict[str, Any] | None:
    """Say that a proposed term is not meant: it goes, and is not proposed again for this item.

    Return what `restore_term` needs, or None if there is no such proposal.
    """
    role = _role(registration, terms__pk=term_id)
    answer = writable(by, registration, part=role)
    term = _proposed(answer, term_id)
    if term is None:
        return None
    item = term.item
    name = f"{term.facet}:{term.term}"
    item.declined_terms = " ".join(dict.fromkeys([*item.declined_terms.split(), name]))
    item.save(update_fields=["declined_terms"])
    declined = {
        "item": item.pk,
        "facet": term.facet,
        "term": term.term,
        "amount": term.amount,
    }
    term.delete()
    changed(answer, by=by, verb="decline term", detail=name, part=role)
    return declined


@transaction.atomic
def restore_term(
    *, by: Person | None, registration: Registration, declined: dict[str, Any]
) -> ItemTerm | None:
    """Put a declined term back as a proposal; None if its item is gone."""
    role = _role(registration, pk=declined["item"])
    answer = writable(by, registration, part=role)
    item = Item.objects.filter(answer=answer, pk=declined["item"]).first()
    if item is None:
        return None
    name = f"{declined['facet']}:{declined['term']}"
    kept = [each for each in item.declined_terms.split() if each != name]
    item.declined_terms = " ".join(kept)
    item.save(update_fields=["declined_terms"])
    term, _is_new = ItemTerm.objects.get_or_create(
        item=item,
        facet=declined["facet"],
        term=declined["term"],
        defaults={"is_confirmed": False, "amount": declined["amount"]},
    )
    changed(answer, by=by, verb="restore term", detail=name, part=role)
    return term


def _role(registration: Registration, **which: Any) -> str:
    """Return in which part an item of this organisation stands; empty for an item of somebody else."""
    items = Item.objects.filter(answer__registration=registration, **which)
    return items.values_list("role", flat=True).first() or ""


def _proposed(answer: Answer, term_id: int) -> ItemTerm | None:
    terms = ItemTerm.objects.select_related("item")
    return terms.filter(item__answer=answer, pk=term_id, is_confirmed=False).first()
