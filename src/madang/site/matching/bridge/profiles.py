"""Submitted answers → the engine's profiles."""

from collections.abc import Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from madang.site.events.models import Event, Registration
from madang.site.matching.queries.apart import apart_by_rules
from madang.site.matching.queries.hours import free_hours
from madang.site.matching.queries.pairs import (
    kept_apart_singly,
    put_aside,
    shown_registrations,
)
from madang.site.matching.queries.suggestions import next_number
from madang.site.matching.queries.weightings import current_levels
from madang.site.survey.models import Answer, Item, Wish

if TYPE_CHECKING:
    from madang.engine.match.profile import Profile


# The engine writes terms out as words of the text where it has no rule for their facet; these would only be noise there.
NOT_COMPARED = ("size", "language", "capacity", "availability")


@dataclass(frozen=True)
class Inputs:
    """All that a run reads; inputs compare equal while answers and decisions of the organiser are the same.

    `items` holds the ids of each profile's items in the order of `Profile.items`; `wishes` pairs the
    one who wishes with the one who is wished for, `free` has the hours that each has left for meetings. `hosted` has tier
    and quota of hosted buyers, `levels` how much each thing counts. `hidden` are those who read a list and stand in none,
    `refused` pairs who said "not for us" with whom it was said of. `seed` turns the order among equals. What participants
    do every minute (agree to meetings, put proposals aside) does not make inputs different.
    """

    profiles: "tuple[Profile, ...]"
    items: dict[int, tuple[int, ...]]
    confidential: frozenset[int]
    wishes: frozenset[tuple[int, int]]
    free: dict[int, int] = field(compare=False)
    hosted: dict[int, tuple[int, int]] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    refused: frozenset[tuple[int, int]] = field(default=frozenset(), compare=False)
    seed: int = field(default=0, compare=False)

    def may_read(self, reader: int, other: int) -> bool:
        """Return whether `other` may stand in the reader's list."""
        return other not in self.hidden and (reader, other) not in self.refused


def read_inputs(event: Event) -> Inputs:
    """Return the submitted answers of everybody who takes part, as the engine reads them."""
    answers = list(
        Answer.objects.filter(
            registration__event=event,
            registration__state__in=["invited", "registered"],
            state="submitted",
        )
        .select_related("registration__organisation")
        .prefetch_related("items__terms", "registration__languages")
        .order_by("registration_id")
    )
    apart: dict[int, Set[int]] = dict(apart_by_rules(event))
    for first, second in kept_apart_singly(event):
        apart[first] = apart.get(first, frozenset()) | {second}
        apart[second] = apart.get(second, frozenset()) | {first}
    used = {
        each.registration_id: [item for item in each.items.all() if _says(item)]
        for each in answers
    }
    ids = [each.registration_id for each in answers]
    shown = set(shown_registrations(event).order_by().values_list("pk", flat=True))
    wishes = Wish.objects.filter(answer__in=answers, target__isnull=False)
    return Inputs(
        profiles=tuple(
            _profile(
                each.registration,
                used[each.registration_id],
                apart.get(each.registration_id, set()),
            )
            for each in answers
        ),
        items={pk: tuple(item.pk for item in items) for pk, items in used.items()},
        confidential=frozenset(
            item.pk for items in used.values() for item in items if item.is_confidential
        ),
        wishes=frozenset(
            (owner, target)
            for owner, target in wishes.values_list(
                "answer__registration_id", "target_id"
            )
            if target is not None and target not in apart.get(owner, set())
        ),
        free=free_hours(event, ids),
        hosted={
            each.registration_id: (
                each.registration.hosted_tier,
                each.registration.hosted_quota,
            )
            for each in answers
            if each.registration.hosted_tier and each.registration.hosted_quota
        },
        levels=current_levels(event),
        hidden=frozenset(ids) - shown,
        refused=put_aside(event),
        seed=next_number(event),
    )


def _says(item: Item) -> bool:
    return bool(item.text.strip()) or any(
        term.is_confirmed and term.facet not in NOT_COMPARED
        for term in item.terms.all()
    )


def _profile(
    registration: Registration, items: list[Item], apart: Set[int]
) -> "Profile":
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
        # A set that many share is taken as it is, not copied.
        never=apart if isinstance(apart, frozenset) else frozenset(apart),
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
    )
