"""Submitted answers → the engine's profiles."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from madang.site.events.models import Event, Registration
from madang.site.matching.bridge.said import items_of, parties_of, profile_of
from madang.site.matching.queries.apart import apart_by_rules, apart_by_rules_from
from madang.site.matching.queries.hours import free_hours
from madang.site.matching.queries.pairs import (
    kept_apart_singly,
    kept_apart_singly_from,
    put_aside,
    shown_registrations,
)
from madang.site.matching.queries.weightings import current_levels
from madang.site.survey.models import Answer, Wish

if TYPE_CHECKING:
    from madang.engine.match.profile import Profile


@dataclass(frozen=True)
class Inputs:
    """All that a run reads; equal inputs give an equal result.

    `items` holds the ids of each profile's items in the order of `Profile.items`; `wishes` pairs the
    one who wishes with the one who is wished for, `free` has the hours of each for meetings, `passed` those of whom each
    said that they are not for it. `hosted` has tier and quota of hosted buyers, `levels` how much each thing counts.
    """

    profiles: "tuple[Profile, ...]"
    items: dict[int, tuple[int, ...]]
    confidential: frozenset[int]
    wishes: frozenset[tuple[int, int]]
    free: dict[int, int]
    passed: dict[int, frozenset[int]] = field(default_factory=dict)
    hosted: dict[int, tuple[int, int]] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)

    def answers(self) -> "Inputs":
        """What an organisation or the organiser wrote: without hours and refusals, which change while a run works."""
        same = tuple(replace(each, passed=frozenset()) for each in self.profiles)
        return replace(self, profiles=same, free={}, passed={})


def read_inputs(event: Event, *, only: Registration | None = None) -> Inputs:
    """Return the submitted answers of everybody who takes part, or of one of them, as the engine reads them."""
    read = Answer.objects.filter(
        registration__event=event,
        registration__state__in=["invited", "registered"],
        state="submitted",
    )
    if only is not None:
        read = read.filter(registration=only)
    parties = parties_of(read)
    items = items_of(read)
    apart = _apart(event, only)
    wishes = _wishes(read, apart)
    passed = _passed(event)
    shown = shown_registrations(event)
    if only is not None:
        shown = shown.filter(pk=only.pk)
    listed = set(shown.values_list("pk", flat=True))
    return Inputs(
        profiles=tuple(
            profile_of(
                each,
                [item for _pk, item in items.get(each.answer, ())],
                # A set that many share is taken as it is: this copies no frozenset.
                never=frozenset(apart.get(each.registration, frozenset())),
                wishes=frozenset(wishes.get(each.registration, ())),
                passed=passed.get(each.registration, frozenset()),
                listed=each.registration in listed,
            )
            for each in parties
        ),
        items={
            each.registration: tuple(pk for pk, _item in items.get(each.answer, ()))
            for each in parties
        },
        confidential=frozenset(
            pk for known in items.values() for pk, item in known if item.confidential
        ),
        wishes=frozenset(
            (owner, target) for owner, targets in wishes.items() for target in targets
        ),
        free=free_hours(event, [each.registration for each in parties]),
        passed=passed,
        hosted={
            each.registration: (each.tier, each.quota)
            for each in parties
            if each.tier and each.quota
        },
        levels=current_levels(event),
    )


def _apart(event: Event, only: Registration | None) -> Mapping[int, Set[int]]:
    if only is not None:
        return {only.pk: kept_apart_singly_from(only) | apart_by_rules_from(only)}
    apart: dict[int, Set[int]] = dict(apart_by_rules(event))
    for first, second in kept_apart_singly(event):
        apart[first] = apart.get(first, frozenset()) | {second}
        apart[second] = apart.get(second, frozenset()) | {first}
    return apart


def _wishes(
    answers: QuerySet[Answer], apart: Mapping[int, Set[int]]
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    named = Wish.objects.filter(answer__in=answers, target__isnull=False)
    for owner, target in named.values_list("answer__registration_id", "target_id"):
        if target is not None and target not in apart.get(owner, frozenset()):
            found.setdefault(owner, set()).add(target)
    return found


def _passed(event: Event) -> dict[int, frozenset[int]]:
    """Return by reader those of whom it said that they are not for it."""
    found: dict[int, set[int]] = {}
    for reader, other in put_aside(event):
        found.setdefault(reader, set()).add(other)
    return {by: frozenset(others) for by, others in found.items()}
