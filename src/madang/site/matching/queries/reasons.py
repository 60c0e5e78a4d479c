"""The reasons of suggestions with all that their sentences need, in a fixed number of queries."""

from collections import Counter
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
from madang.site.matching.wording.sides import Numbers, TwoSides, two_sides
from madang.site.survey.models import Item

Items = Mapping[int, Item]


def sides_for(
    suggestions: Iterable[Suggestion], reader: Registration
) -> dict[int, TwoSides]:
    """Return, for each suggestion's id, both sides' reasons as `reader` may see them; three queries for any number.

    Reasons that cite a confidential item or a wish of the other side are not even fetched.
    """
    found = list(suggestions)
    items = _visible(found, reader)
    reasons = _told(_stored(found, reader), items)
    numbers = Numbers(_numbers(items))
    return {
        each.pk: two_sides(reasons[each.pk], me=reader.pk, numbers=numbers)
        for each in found
    }


def told_of(rows: QuerySet[Suggestion], reader: Registration) -> list[Told]:
    """Return the reasons of the first of these suggestions that one side may read; none without one; three queries at most."""
    own = FilteredRelation("own_reasons", condition=Q(own_reasons__reader=reader))
    row = rows.annotate(own=own, secret=F("own__reasons")).first()
    if row is None:
        return []
    stored: dict[Suggestion, list[Reason]] = {
        row: _in_order(row.reasons, row.secret or [])
    }
    return _told(stored, _visible(stored, reader))[row.pk]


def told_to_everybody(suggestion: Suggestion) -> list[Told]:
    """Return the reasons of a pair that cite nothing but what everybody may read; two queries."""
    stored = {suggestion: _in_order(suggestion.reasons, [])}
    return _told(stored, _visible(stored, None))[suggestion.pk]


def _stored(
    suggestions: Collection[Suggestion], reader: Registration
) -> dict[Suggestion, list[Reason]]:
    ids = [each.pk for each in suggestions]
    own = OwnReasons.objects.filter(suggestion__in=ids, reader=reader)
    secret = dict(own.values_list("suggestion_id", "reasons"))
    return {
        each: _in_order(each.reasons, secret.get(each.pk, [])) for each in suggestions
    }


def _visible(suggestions: Iterable[Suggestion], reader: Registration | None) -> Items:
    """Return the items of both sides of pairs that a reader may see, in the order of their answers: all of its own."""
    owners = {pk for each in suggestions for pk in (each.left_id, each.right_id)}
    rows = (
        Item.objects.filter(answer__registration__in=owners)
        .filter(Q(is_confidential=False) | Q(answer__registration=reader))
        .order_by("answer", "role", "position", "id")
    )
    read = rows.select_related("answer").prefetch_related("terms")
    return {each.pk: each for each in read}


def _in_order(shared: list[Any], secret: list[Any]) -> list[Reason]:
    own = [Reason(*each) for each in secret]
    wishes = [each for each in own if each.kind == "wish"]
    rest = [each for each in own if each.kind != "wish"]
    return [*wishes, *(Reason(*each) for each in shared), *rest]


def _told(
    stored: Mapping[Suggestion, list[Reason]], items: Items
) -> dict[int, list[Told]]:
    """Return reasons with their items, without those that cite what became confidential after the run, or is gone.

    What serves both sides is told of each, of the left one first.
    """
    alike = Alike(items)
    return {
        row.pk: [
            Told(
                each.kind,
                each.strength,
                side,
                items.get(each.seek or 0),
                items.get(each.offer or 0),
                each.terms,
                alike.beside(each),
            )
            for each in reasons
            if all(pk in items for pk in (each.seek, each.offer) if pk)
            for side in _sides(row, each.gain)
        ]
        for row, reasons in stored.items()
    }


class Alike:
    """How many offers of one answer name the same terms, of those that a reader may see."""

    def __init__(self, items: Items) -> None:
        self.items = items
        self.offers: dict[int, list[frozenset[str]]] = {}
        for each in items.values():
            if each.role == Item.Role.OFFER:
                self.offers.setdefault(each.answer_id, []).append(_terms_of(each))

    def beside(self, reason: Reason) -> int:
        """Return how many further offers name the deal and all else that a need and an offer have in common."""
        shared = frozenset(filter(None, reason.terms.split("|")))
        offer = self.items.get(reason.offer or 0)
        names_deal = any(each.startswith("deal:") for each in shared)
        if reason.kind != "seek_offer" or offer is None or not names_deal:
            return 0
        offers = self.offers.get(offer.answer_id, [])
        return max(0, sum(shared <= terms for terms in offers) - 1)


def _terms_of(item: Item) -> frozenset[str]:
    return frozenset(
        f"{each.facet}:{each.term}" for each in item.terms.all() if each.is_confirmed
    )


def _sides(row: Suggestion, gain: str) -> tuple[int, ...]:
    sides = {LEFT: (row.left_id,), RIGHT: (row.right_id,)}
    return sides.get(gain, (row.left_id, row.right_id))


def _numbers(items: Items) -> dict[int, int]:
    """Return by item its number among the needs or offers of its answer, as the reader counts them."""
    counted: Counter[tuple[int, str]] = Counter()
    numbers = {}
    for each in items.values():
        counted[each.answer_id, each.role] += 1
        numbers[each.pk] = counted[each.answer_id, each.role]
    return numbers
