"""Whom the organiser keeps apart by rules: by kind, country, membership, or one by one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from madang.site.core.edtf import span
from madang.site.events.models import Event, Registration
from madang.site.matching.models import ApartRule

# From the ids of heads, or None for all: (member, head, until when as EDTF or "").
Belonging = Callable[[set[int] | None], Iterable[tuple[int, int, str]]]
_belonging: list[Belonging] = []


@dataclass(frozen=True)
class Side:
    """One side of a rule: `code` of a kind or country, or the id of an organisation or of a group's head."""

    by: str
    code: str = ""
    organisation: int | None = None


@dataclass(frozen=True)
class Guest:
    """What rules look at of a registration; `groups` are the ids of the heads to which its organisation belongs."""

    registration: int
    organisation: int
    kind: str
    country: str
    groups: frozenset[int]

    def stands_on(self, side: Side) -> bool:
        """Return whether a side of a rule names this guest."""
        if side.by == "kind":
            return self.kind == side.code
        if side.by == "country":
            return self.country == side.code
        if side.by == "group":
            return side.organisation in self.groups
        return self.organisation == side.organisation


def sides_of(rule: ApartRule) -> tuple[Side, Side]:
    """Return the two sides of a rule."""
    return (
        Side(rule.first_by, rule.first_code, rule.first_organisation_id),
        Side(rule.second_by, rule.second_code, rule.second_organisation_id),
    )


def rules_of(event: Event | int) -> QuerySet[ApartRule]:
    """Return the rules that hold at an event, the newest first."""
    return ApartRule.objects.filter(event=event, ended_at__isnull=True)


def register_groups(function: Belonging) -> None:
    """Say where it is publicly known who belongs to whom; called once from a later app's `ready`."""
    _belonging.append(function)


def members_of(heads: Iterable[int | None]) -> dict[int, set[int]]:
    """Return {organisation: those of the heads to which it belongs}, as it is publicly known today; a head belongs to itself."""
    wanted = {each for each in heads if each is not None}
    found = {each: {each} for each in wanted}
    if not wanted:
        return {}
    today = timezone.now().date()
    for function in _belonging:
        for member, head, until in function(wanted):
            last = span(until).last if until else None
            if last is None or last >= today:
                found.setdefault(member, set()).add(head)
    return found


def groups_here(event: Event) -> dict[int, int]:
    """Return {head: its members at the event} of every group that has two of them there."""
    here = set(
        Registration.objects.filter(event=event).values_list(
            "organisation_id", flat=True
        )
    )
    members: dict[int, set[int]] = {}
    for function in _belonging:
        for member, head, _until in function(None):
            members.setdefault(head, {head}).add(member)
    counts = {head: len(those & here) for head, those in members.items()}
    return {head: count for head, count in counts.items() if count > 1}


def guests_of(event: Event | int, sides: Iterable[Side]) -> list[Guest]:
    """Return all registrations of an event as rules with these sides see them."""
    groups = members_of(each.organisation for each in sides if each.by == "group")
    rows = Registration.objects.filter(event=event).order_by()
    return [
        Guest(pk, owner, kind, country, frozenset(groups.get(owner, ())))
        for pk, owner, kind, country in rows.values_list(
            "pk", "organisation_id", "organisation__kind", "organisation__country"
        )
    ]


def apart_by_rules(event: Event) -> dict[int, frozenset[int]]:
    """Return for each registration that a rule names all whom rules keep apart from it.

    Those whom the same rules name share one set: a rule on countries may name thousands of pairs.
    """
    rules = [sides_of(each) for each in rules_of(event)]
    if not rules:
        return {}
    guests = guests_of(event, [side for rule in rules for side in rule])
    facing: list[tuple[Side, frozenset[int]]] = []
    for first, second in rules:
        facing.append((first, _on(guests, second)))
        facing.append((second, _on(guests, first)))
    shared: dict[tuple[int, ...], frozenset[int]] = {}
    found: dict[int, frozenset[int]] = {}
    for guest in guests:
        key = tuple(n for n, (side, _ids) in enumerate(facing) if guest.stands_on(side))
        if key not in shared:
            shared[key] = frozenset().union(*(facing[n][1] for n in key))
        if shared[key] - {guest.registration}:
            found[guest.registration] = shared[key]
    return found


def _on(guests: list[Guest], side: Side) -> frozenset[int]:
    return frozenset(each.registration for each in guests if each.stands_on(side))


def apart_by_rules_from(registration: Registration) -> set[int]:
    """Return the ids of those whom rules keep apart from one registration; one query where there is no rule."""
    rules = [sides_of(each) for each in rules_of(registration.event_id)]
    if not rules:
        return set()
    mine = registration.organisation
    heads = (side.organisation for rule in rules for side in rule if side.by == "group")
    groups = frozenset(members_of(heads).get(mine.pk, ()))
    me = Guest(registration.pk, mine.pk, mine.kind, mine.country, groups)
    facing = Q(pk__in=[])
    for first, second in rules:
        for own, other in ((first, second), (second, first)):
            if me.stands_on(own):
                facing |= _named(other)
    rows = Registration.objects.filter(facing, event=registration.event_id)
    return set(rows.order_by().values_list("pk", flat=True)) - {registration.pk}


def pairs_under(rules: Iterable[tuple[Side, Side]]) -> Q:
    """Return which rows of two sides, `left` and `right`, stand under any of the rules; none without a rule."""
    found = Q(pk__in=[])
    for first, second in rules:
        found |= _named(first, "left__") & _named(second, "right__")
        found |= _named(second, "left__") & _named(first, "right__")
    return found


def _named(side: Side, place: str = "") -> Q:
    if side.by in ("kind", "country"):
        return Q(**{f"{place}organisation__{side.by}": side.code})
    if side.by == "organisation":
        return Q(**{f"{place}organisation": side.organisation})
    return Q(**{f"{place}organisation__in": list(members_of([side.organisation]))})
