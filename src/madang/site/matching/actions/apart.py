"""Rules that keep organisations apart: set, ended, and what one would do before it is set."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import ApartRule, Suggestion
from madang.site.matching.queries.apart import (
    Side,
    guests_of,
    pairs_under,
    rules_of,
    sides_of,
)
from madang.site.matching.queries.coverage import FEW, viable_counts


@dataclass(frozen=True)
class Effect:
    """What a rule would do: pairs of guests that it names, suggestions that go, and whom it leaves with none or with few."""

    pairs: int
    suggestions: int
    emptied: list[Registration]
    few: list[Registration]


def effect_of(event: Event, first: Side, second: Side) -> Effect:
    """Return what keeping two sides apart would do to the current lists; nothing is changed."""
    under = pairs_under([(first, second)])
    before = viable_counts(event)
    after = viable_counts(event, but=under)
    emptied = [pk for pk, count in before.items() if count and not after[pk]]
    few = [pk for pk, count in before.items() if count >= FEW and 0 < after[pk] < FEW]
    names = Registration.objects.select_related("organisation").in_bulk(emptied + few)
    current = Suggestion.objects.filter(run__event=event, run__is_current=True)
    return Effect(
        pairs=_pairs(event, first, second),
        suggestions=current.filter(under).count(),
        emptied=sorted((names[pk] for pk in emptied), key=str),
        few=sorted((names[pk] for pk in few), key=str),
    )


def _pairs(event: Event, first: Side, second: Side) -> int:
    guests = guests_of(event, (first, second))
    one = {each.registration for each in guests if each.stands_on(first)}
    two = {each.registration for each in guests if each.stands_on(second)}
    both = len(one & two)
    return len(one) * len(two) - both - both * (both - 1) // 2


@transaction.atomic
def set_apart_rule(
    *, by: Person | None, event: Event, first: Side, second: Side, reason: str
) -> ApartRule:
    """Keep everybody of one side apart from everybody of the other; what holds already is returned as it is."""
    Event.objects.select_for_update().get(pk=event.pk)
    for known in rules_of(event):
        if set(sides_of(known)) == {first, second}:
            return known
    rule = ApartRule.objects.create(
        event=event,
        first_by=first.by,
        first_code=first.code,
        first_organisation_id=first.organisation,
        second_by=second.by,
        second_code=second.code,
        second_organisation_id=second.organisation,
        reason=reason,
        set_by=str(by) if by is not None else "system",
    )
    log.record("set apart rule", rule, by=by, event_id=event.pk, detail=reason)
    return rule


@transaction.atomic
def end_apart_rule(*, by: Person | None, rule: ApartRule) -> None:
    """Let a rule hold no longer; it stays to be read. Nothing happens to one that has ended."""
    changed = ApartRule.objects.filter(pk=rule.pk, ended_at__isnull=True).update(
        ended_at=timezone.now(), ended_by=str(by) if by is not None else "system"
    )
    if changed:
        log.record("end apart rule", rule, by=by, event_id=rule.event_id)
