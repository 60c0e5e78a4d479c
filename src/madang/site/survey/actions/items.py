"""What an organisation seeks and offers: written, changed, taken away and put back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.survey.actions.answers import changed, check_version, writable
from madang.site.survey.bridge import vocabulary_version
from madang.site.survey.models import Answer, Item, ItemTerm
from madang.site.survey.queries.versions import version_of_item
from madang.site.survey.rules import SurveyRefusal

MOST_ITEMS = 10
CAPACITY = ItemTerm.Facet.CAPACITY.value


@dataclass(frozen=True)
class ItemContent:
    """What an item says: terms by facet, priority from 1 (if there is time) to 5 (the reason to come).

    `unconfirmed` are terms that its words seem to name and nobody has confirmed, none of them in `terms`; `declined` are
    those that somebody declined, as "facet:term"; `amounts` holds the numbers of capacities, by term.
    """

    role: str
    text: str = ""
    priority: int = 3
    is_confidential: bool = False
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unconfirmed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    declined: Sequence[str] = ()
    amounts: Mapping[str, int] = field(default_factory=dict)


def content_of(item: Item) -> ItemContent:
    """Return what an item says."""
    terms: dict[str, list[str]] = {}
    unconfirmed: dict[str, list[str]] = {}
    for term in item.terms.all():
        kept = terms if term.is_confirmed else unconfirmed
        kept.setdefault(term.facet, []).append(term.term)
    return ItemContent(
        role=item.role,
        text=item.text,
        priority=item.priority,
        is_confidential=item.is_confidential,
        terms=terms,
        unconfirmed=unconfirmed,
        declined=item.declined_terms.split(),
        amounts={
            term.term: term.amount
            for term in item.terms.all()
            if term.amount is not None
        },
    )


def write_items(
    answer: Answer, contents: Iterable[tuple[int, ItemContent]]
) -> list[Item]:
    """Save new items with their terms in two statements; each comes with its position."""
    pairs = list(contents)
    items = Item.objects.bulk_create(
        Item(
            answer=answer,
            role=content.role,
            text=content.text,
            priority=content.priority,
            is_confidential=content.is_confidential,
            position=position,
            declined_terms=" ".join(content.declined),
            vocabulary_version=vocabulary_version(),
        )
        for position, content in pairs
    )
    ItemTerm.objects.bulk_create(
        each
        for item, (_position, content) in zip(items, pairs, strict=True)
        for each in _terms(item, content)
    )
    return items


def _terms(item: Item, content: ItemContent) -> list[ItemTerm]:
    said = [
        (facet, term[:120], True)
        for facet, terms in content.terms.items()
        for term in dict.fromkeys(terms)
    ]
    known = {(facet, term) for facet, term, _is_confirmed in said}
    proposed = [
        (facet, term[:120], False)
        for facet, terms in content.unconfirmed.items()
        for term in dict.fromkeys(terms)
        if (facet, term) not in known
    ]
    return [
        ItemTerm(
            item=item,
            facet=facet,
            term=term,
            is_confirmed=is_confirmed,
            amount=content.amounts.get(term) if facet == CAPACITY else None,
        )
        for facet, term, is_confirmed in [*said, *proposed]
    ]


@transaction.atomic
def save_item(
    *,
    by: Person | None,
    registration: Registration,
    content: ItemContent,
    item_id: int | None = None,
    version: str | None = None,
) -> Item:
    """Write a new item, or change one of this organisation's. Raises SurveyRefusal beyond ten of a role.

    `version` is the one that the writer read: if the item was changed since, nothing is saved (OutdatedPart).
    """
    answer = writable(by, registration, part=content.role)
    item = (
        answer.items.filter(pk=item_id, role=content.role).first()
        if item_id is not None
        else None
    )
    if item is None:
        return _add(answer, [content], by=by)[0]
    check_version(answer, content.role, known=version, stands=version_of_item(item))
    item.text, item.priority, item.is_confidential = (
        content.text,
        content.priority,
        content.is_confidential,
    )
    item.declined_terms = " ".join(content.declined)
    item.vocabulary_version = vocabulary_version()
    item.save(
        update_fields=[
            "text",
            "priority",
            "is_confidential",
            "declined_terms",
            "vocabulary_version",
        ]
    )
    item.terms.all().delete()
    ItemTerm.objects.bulk_create(_terms(item, content))
    changed(answer, by=by, verb="change item", part=content.role)
    return item


@transaction.atomic
def add_items(
    *, by: Person | None, registration: Registration, contents: Sequence[ItemContent]
) -> list[Item]:
    """Write new items, in this order, each with its line in the log. Raises SurveyRefusal beyond ten of a role.

    Whoever does not lead the entry holds the part of the first item's role, and writes items of this role alone.
    """
    role = contents[0].role if contents else ""
    if by is not None and not by.is_lead and {each.role for each in contents} - {role}:
        raise SurveyRefusal(_("These items belong to two parts."))
    return _add(writable(by, registration, part=role), contents, by=by)


def _add(
    answer: Answer, contents: Sequence[ItemContent], *, by: Person | None
) -> list[Item]:
    taken: dict[str, list[int]] = {}
    for role, position in answer.items.values_list("role", "position"):
        taken.setdefault(role, []).append(position)
    placed: list[tuple[int, ItemContent]] = []
    for content in contents:
        positions = taken.setdefault(content.role, [])
        if len(positions) >= MOST_ITEMS and answer.source == Answer.Source.ONLINE:
            raise SurveyRefusal(
                _("There are %(most)s items already. Change or remove one.")
                % {"most": MOST_ITEMS}
            )
        positions.append(max(positions, default=0) + 1)
        placed.append((positions[-1], content))
    items = write_items(answer, placed)
    if items:
        role = items[0].role
        changed(answer, by=by, verb="add item", times=len(items), part=role)
    return items


@transaction.atomic
def remove_item(
    *, by: Person | None, registration: Registration, item_id: int
) -> dict[str, Any] | None:
    """Delete an item; return what `restore_item` needs to put it back, or None if there is no such item."""
    items = Item.objects.filter(answer__registration=registration, pk=item_id)
    role = items.values_list("role", flat=True).first() or ""
    answer = writable(by, registration, part=role)
    item = answer.items.filter(pk=item_id).prefetch_related("terms").first()
    if item is None:
        return None
    content = content_of(item)
    removed = {
        "role": content.role,
        "text": content.text,
        "priority": content.priority,
        "is_confidential": content.is_confidential,
        "terms": dict(content.terms),
        "unconfirmed": dict(content.unconfirmed),
        "declined": list(content.declined),
        "amounts": dict(content.amounts),
        "position": item.position,
    }
    item.delete()
    changed(answer, by=by, verb="remove item", part=role)
    return removed


@transaction.atomic
def restore_item(
    *, by: Person | None, registration: Registration, removed: Mapping[str, Any]
) -> Item:
    """Put back what `remove_item` returned, at its old position."""
    content = ItemContent(
        **{key: value for key, value in removed.items() if key != "position"}
    )
    answer = writable(by, registration, part=content.role)
    item = write_items(answer, [(int(removed["position"]), content)])[0]
    changed(answer, by=by, verb="restore item", part=content.role)
    return item
