"""What hangs on an imported answer: languages, delegates, absences, items, consent, lists of names. Written in bulk."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from madang.site.directory.models import name_key
from madang.site.events.models import (
    Delegate,
    DelegateAbsence,
    Event,
    Slot,
    WorkingLanguage,
)
from madang.site.survey.actions.delegates import set_delegates
from madang.site.survey.actions.importing.organisations import Entry
from madang.site.survey.actions.items import ItemContent, write_items
from madang.site.survey.models import Consent, Item, NeverMatch, Wish
from madang.site.survey.queries.halves import halves_of_slots
from madang.site.survey.reading.facilities import covers
from madang.site.survey.reading.halves import HalfDay
from madang.site.survey.reading.records import ItemRecord


def write_details(event: Event, entries: list[Entry]) -> None:
    """Bring everything below the answers to what the records say; what they leave open stays."""
    _languages(entries)
    _delegates(entries)
    _absences(event, entries)
    _items(entries)
    _consents(entries)
    _names(entries)


def _languages(entries: list[Entry]) -> None:
    said = {
        entry.registration.pk: entry.record.languages
        for entry in entries
        if entry.record.languages is not None
    }
    there: dict[int, list[str]] = defaultdict(list)
    for pk, code in (
        WorkingLanguage.objects.filter(registration__in=said)
        .order_by("pk")
        .values_list("registration_id", "code")
    ):
        there[pk].append(code)
    different = {pk: codes for pk, codes in said.items() if there[pk] != codes}
    WorkingLanguage.objects.filter(registration__in=different).delete()
    WorkingLanguage.objects.bulk_create(
        WorkingLanguage(registration_id=pk, code=code)
        for pk, codes in different.items()
        for code in codes
    )


def _delegates(entries: list[Entry]) -> None:
    there: dict[int, list[Delegate]] = defaultdict(list)
    for chair in Delegate.objects.filter(
        registration__in=[entry.registration for entry in entries]
    ).order_by("position"):
        there[chair.registration_id].append(chair)
    fresh: list[Delegate] = []
    for entry in entries:
        chairs, roles = there[entry.registration.pk], entry.record.roles or []
        if not chairs:
            count = entry.record.delegates or max(len(roles), 1)
            padded = [*roles[:count], *[""] * (count - len(roles))]
            fresh += [
                Delegate(registration=entry.registration, position=place, role=role)
                for place, role in enumerate(padded, start=1)
            ]
        elif _differ(chairs, entry.record.delegates, roles):
            set_delegates(
                entry.registration, entry.record.delegates or len(chairs), roles=roles
            )
    Delegate.objects.bulk_create(fresh)


def _differ(chairs: list[Delegate], count: int | None, roles: list[str]) -> bool:
    told = zip(chairs, roles, strict=False)
    return count not in (None, len(chairs)) or any(
        chair.person_id is None and chair.role != role for chair, role in told
    )


def _absences(event: Event, entries: list[Entry]) -> None:
    """Keep delegates free or away in the slots of the half-days that the file speaks of; other slots are not touched."""
    said = {
        entry.registration.pk: entry.record.available
        for entry in entries
        if entry.record.available
    }
    if not said:
        return
    halves = halves_of_slots(event)
    spoken: dict[int, tuple[set[int], set[int]]] = {
        pk: _slots(available, halves) for pk, available in said.items()
    }
    there = {
        (delegate, slot): pk
        for pk, delegate, slot in DelegateAbsence.objects.filter(
            delegate__registration__in=said
        ).values_list("pk", "delegate_id", "slot_id")
    }
    fresh, gone = [], []
    for chair in Delegate.objects.filter(registration__in=said):
        away, present = spoken[chair.registration_id]
        fresh += [
            DelegateAbsence(delegate=chair, slot_id=slot)
            for slot in sorted(away)
            if (chair.pk, slot) not in there
        ]
        gone += [there[chair.pk, slot] for slot in present if (chair.pk, slot) in there]
    DelegateAbsence.objects.filter(pk__in=gone).delete()
    DelegateAbsence.objects.bulk_create(fresh)


def _slots(
    available: dict[HalfDay, bool], halves: dict[int, tuple[Slot, HalfDay]]
) -> tuple[set[int], set[int]]:
    """Return the slots in which somebody is away, and those in which they are there."""
    away: set[int] = set()
    present: set[int] = set()
    for half, is_there in available.items():
        for pk, (_slot, own) in halves.items():
            if own.day is not None and covers(half, own.day, own.half):
                (present if is_there else away).add(pk)
    return away, present


def _content(record: ItemRecord) -> ItemContent:
    return ItemContent(
        record.role,
        record.text,
        record.priority,
        record.is_confidential,
        _by_facet(record.terms),
        _by_facet(record.seeming),
    )


def _by_facet(terms: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for facet, term in terms:
        found[facet].append(term[:120])
    return dict(found)


def _outside(each: Item | ItemRecord) -> tuple[object, ...]:
    return each.role, each.text, each.priority, each.is_confidential


def _says(item: Item, record: ItemRecord) -> bool:
    """Whether an item is what a record says: all terms that it states, and of the seeming ones those that somebody confirmed."""
    confirmed = {(each.facet, each.term) for each in item.terms.all() if each.is_confirmed}  # fmt: skip
    stated = {(facet, term[:120]) for facet, term in record.terms}
    seeming = {(facet, term[:120]) for facet, term in record.seeming}
    return stated <= confirmed <= stated | seeming


def _items(entries: list[Entry]) -> None:
    """Keep items that the file says again, with their keys; take away what it no longer says; add what is new."""
    said = {
        entry.answer.pk: entry for entry in entries if entry.record.items is not None
    }
    there: dict[int, list[Item]] = defaultdict(list)
    for item in Item.objects.filter(answer__in=said).prefetch_related("terms"):
        there[item.answer_id].append(item)
    gone: list[int] = []
    for pk, entry in said.items():
        left: dict[tuple[object, ...], list[Item]] = defaultdict(list)
        for item in there[pk]:
            left[_outside(item)].append(item)
        fresh: list[tuple[int, ItemContent]] = []
        for position, record in enumerate(entry.record.items or [], start=1):
            same = left[_outside(record)]
            known = next((item for item in same if _says(item, record)), None)
            if known is None:
                fresh.append((position, _content(record)))
                continue
            same.remove(known)
            if known.position != position:
                Item.objects.filter(pk=known.pk).update(position=position)
        gone += [item.pk for same in left.values() for item in same]
        write_items(entry.answer, fresh)
    Item.objects.filter(pk__in=gone).delete()


def _consents(entries: list[Entry]) -> None:
    said = {
        entry.answer.pk: set(entry.record.audiences)
        for entry in entries
        if entry.record.audiences is not None
    }
    there: dict[int, set[str]] = defaultdict(set)
    for pk, audience in Consent.objects.filter(answer__in=said).values_list(
        "answer_id", "audience"
    ):
        there[pk].add(audience)
    for pk, wanted in said.items():
        if there[pk] - wanted:
            Consent.objects.filter(answer=pk, audience__in=there[pk] - wanted).delete()
    Consent.objects.bulk_create(
        Consent(answer_id=pk, audience=audience)
        for pk, wanted in said.items()
        for audience in sorted(wanted - there[pk])
    )


def _names(entries: list[Entry]) -> None:
    """Add names to the lists; a name that is there stays, whoever wrote it."""
    lists: list[
        tuple[type[Wish] | type[NeverMatch], Callable[[Entry], list[str] | None]]
    ] = [
        (Wish, lambda entry: entry.record.wishes),
        (NeverMatch, lambda entry: entry.record.nevers),
    ]
    for model, names_of in lists:
        for entry in entries:
            names = names_of(entry)
            if not names:
                continue
            known = {
                name_key(row.name) for row in model.objects.filter(answer=entry.answer)
            }
            fresh = {
                name_key(name): name
                for name in reversed(names)
                if name_key(name) not in known
            }
            for name in reversed(list(fresh.values())):
                model.objects.create(answer=entry.answer, name=name)
