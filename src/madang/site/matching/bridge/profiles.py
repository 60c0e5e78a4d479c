"""Submitted answers → the engine's profiles."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from madang.site.events.models import Event, Registration
from madang.site.matching.queries.apart import apart_by_rules, apart_by_rules_from
from madang.site.matching.queries.hours import free_hours
from madang.site.matching.queries.pairs import (
    kept_apart_singly,
    kept_apart_singly_from,
    put_aside,
    shown_registrations,
)
from madang.site.matching.queries.weightings import current_levels
from madang.site.survey.models import Answer, Item, Wish

if TYPE_CHECKING:
    from madang.engine.match.profile import Profile


# The engine writes terms out as words of the text where it has no rule for their facet; these would only be noise there.
NOT_COMPARED = ("size", "language", "capacity", "availability")


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
    answers = list(
        read.select_related("registration__organisation")
        .prefetch_related("items__terms", "registration__languages")
        .order_by("registration_id")
    )
    used = {
        each.registration_id: [item for item in each.items.all() if _says(item)]
        for each in answers
    }
    apart = _apart(event, only)
    wishes = _wishes(answers, apart)
    passed = _passed(event)
    shown = set(shown_registrations(event).values_list("pk", flat=True))
    return Inputs(
        profiles=tuple(
            _profile(
                each.registration,
                used[each.registration_id],
                # A set that many share is taken as it is: this copies no frozenset.
                never=frozenset(apart.get(each.registration_id, frozenset())),
                wishes=frozenset(wishes.get(each.registration_id, ())),
                passed=passed.get(each.registration_id, frozenset()),
                listed=each.registration_id in shown,
            )
            for each in answers
        ),
        items={pk: tuple(item.pk for item in items) for pk, items in used.items()},
        confidential=frozenset(
            item.pk for items in used.values() for item in items if item.is_confidential
        ),
        wishes=frozenset(
            (owner, target) for owner, targets in wishes.items() for target in targets
        ),
        free=free_hours(event, [each.registration_id for each in answers]),
        passed=passed,
        hosted={
            each.registration_id: (
                each.registration.hosted_tier,
                each.registration.hosted_quota,
            )
            for each in answers
            if each.registration.hosted_tier and each.registration.hosted_quota
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
    answers: list[Answer], apart: Mapping[int, Set[int]]
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


def _says(item: Item) -> bool:
    return bool(item.text.strip()) or any(
        term.is_confirmed and term.facet not in NOT_COMPARED
        for term in item.terms.all()
    )


def _profile(registration: Registration, items: list[Item], **sets: Any) -> "Profile":
    from madang.engine.match.profile import Item as EngineItem
    from madang.engine.match.profile import Profile

    def facets(item: Item, *, is_confirmed: bool) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for term in item.terms.all():
            if term.is_confirmed is is_confirmed and term.facet not in NOT_COMPARED:
                found.setdefault(term.facet, set()).add(term.term)
        return {name: frozenset(terms) for name, terms in found.items()}

    organisation = registration.organisation
    country = organisation.country.upper()
    return Profile(
        id=registration.pk,
        name=organisation.name,
        type=organisation.kind,
        country=country if len(country) == 2 and country.isalpha() else "",
        languages=frozenset(each.code for each in registration.languages.all()),
        items=tuple(
            EngineItem(
                role=item.role,
                text=item.text,
                facets=facets(item, is_confirmed=True),
                unconfirmed=facets(item, is_confirmed=False),
                priority=item.priority,
                confidential=item.is_confidential,
            )
            for item in items
        ),
        **sets,
    )
