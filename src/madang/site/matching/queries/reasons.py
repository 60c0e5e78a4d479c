"""The reasons of suggestions with all that their sentences need, in a fixed number of queries."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet

from madang.site.events.models import Registration
from madang.site.matching.models import (
    LEFT,
    RIGHT,
    OwnReasons,
    Reason,
    Suggestion,
    Told,
)
from madang.site.matching.wording import Numbers, TwoSides, two_sides
from madang.site.survey.models import Item


def sides_for(
    suggestions: Iterable[Suggestion], reader: Registration
) -> dict[int, TwoSides]:
    """Return, for each suggestion's id, both sides' reasons as `reader` may see them; four queries for any number.

    Reasons that cite a confidential item or a wish of the other side are not even fetched.
    """
    found = list(suggestions)
    reasons = told_to(found, reader)
    owners = {pk for each in found for pk in (each.left_id, each.right_id)}
    numbers = Numbers(_numbers(owners, reader.pk))
    return {
        each.pk: two_sides(reasons[each.pk], me=reader.pk, numbers=numbers)
        for each in found
    }


def told_to(
    suggestions: Collection[Suggestion], reader: Registration
) -> dict[int, list[Told]]:
    """Return, for each suggestion's id, the reasons that one side may read, its wishes first; three queries at most."""
    ids = [each.pk for each in suggestions]
    own = OwnReasons.objects.filter(suggestion__in=ids, reader=reader)
    secret = dict(own.values_list("suggestion_id", "reasons"))
    stored = {
        each: _in_order(each.reasons, secret.get(each.pk, [])) for each in suggestions
    }
    return _told(stored, reader.pk)


def told_of(rows: QuerySet[Suggestion], reader: Registration) -> list[Told]:
    """Return the reasons of the first of these suggestions that one side may read; none without one; three queries at most."""
    own = FilteredRelation("own_reasons", condition=Q(own_reasons__reader=reader))
    row = rows.annotate(own=own, secret=F("own__reasons")).first()
    if row is None:
        return []
    stored: dict[Suggestion, list[Reason]] = {
        row: _in_order(row.reasons, row.secret or [])
    }
    return _told(stored, reader.pk)[row.pk]


def told_to_everybody(suggestion: Suggestion) -> list[Told]:
    """Return the reasons of a pair that cite nothing but what everybody may read; two queries at most."""
    stored = {suggestion: _in_order(suggestion.reasons, [])}
    return _told(stored, None)[suggestion.pk]


def _in_order(shared: list[Any], secret: list[Any]) -> list[Reason]:
    own = [Reason(*each) for each in secret]
    wishes = [each for each in own if each.kind == "wish"]
    rest = [each for each in own if each.kind != "wish"]
    return [*wishes, *(Reason(*each) for each in shared), *rest]


def _told(
    stored: Mapping[Suggestion, list[Reason]], reader: int | None
) -> dict[int, list[Told]]:
    """Return reasons with their items, without those of which an item became confidential after the run.

    What serves both sides is told of each, of the left one first.
    """
    every = [reason for reasons in stored.values() for reason in reasons]
    ids = {pk for each in every for pk in (each.seek, each.offer) if pk}
    read = Item.objects.select_related("answer").prefetch_related("terms")
    items = read.in_bulk(ids) if ids else {}

    def is_hidden(pk: int | None) -> bool:
        item = items.get(pk or 0)
        return (
            item is not None
            and item.is_confidential
            and item.answer.registration_id != reader
        )

    def told(each: Reason, gain_of: int) -> Told:
        seek, offer = items.get(each.seek or 0), items.get(each.offer or 0)
        return Told(each.kind, each.strength, gain_of, seek, offer, each.terms)

    return {
        row.pk: [
            told(each, side)
            for each in reasons
            if not is_hidden(each.seek) and not is_hidden(each.offer)
            for side in _sides(row, each.gain)
        ]
        for row, reasons in stored.items()
    }


def _sides(row: Suggestion, gain: str) -> tuple[int, ...]:
    sides = {LEFT: (row.left_id,), RIGHT: (row.right_id,)}
    return sides.get(gain, (row.left_id, row.right_id))


def _numbers(owners: set[int], reader: int) -> dict[int, int]:
    # Each side's own items keep their numbers; of the others' only the visible ones are counted.
    rows = (
        Item.objects.filter(answer__registration__in=owners)
        .filter(Q(is_confidential=False) | Q(answer__registration=reader))
        .order_by("answer", "role", "position", "id")
        .values_list("pk", "answer_id", "role")
    )
    counted: dict[tuple[int, str], int] = {}
    numbers = {}
    for pk, answer, role in rows:
        counted[answer, role] = counted.get((answer, role), 0) + 1
        numbers[pk] = counted[answer, role]
    return numbers
