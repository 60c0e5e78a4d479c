"""The reasons of suggestions with all that their sentences need, in a fixed number of queries."""

from collections.abc import Iterable

from django.db.models import Q, prefetch_related_objects

from madang.site.events.models import Registration
from madang.site.matching.models import Reason, Suggestion
from madang.site.matching.wording import Numbers, TwoSides, two_sides
from madang.site.survey.models import Item


def sides_for(
    suggestions: Iterable[Suggestion], reader: Registration
) -> dict[int, TwoSides]:
    """Return, for each suggestion's id, both sides' reasons as `reader` may see them; three queries for any number.

    Reasons that cite a confidential item or a wish of the other side are not even fetched.
    """
    found = list(suggestions)
    reasons = _reasons(found, reader)
    owners = {pk for each in found for pk in (each.left_id, each.right_id)}
    numbers = Numbers(_numbers(owners, reader.pk))
    return {
        each.pk: two_sides(reasons.get(each.pk, []), me=reader.pk, numbers=numbers)
        for each in found
    }


def _reasons(
    suggestions: list[Suggestion], reader: Registration
) -> dict[int, list[Reason]]:
    rows = (
        Reason.objects.filter(suggestion__in=[each.pk for each in suggestions])
        .filter(Q(reader__isnull=True) | Q(reader=reader))
        .select_related("seek__answer", "offer__answer")
        .order_by("suggestion", "position", "id")
    )
    items = [item for each in rows for item in (each.seek, each.offer) if item]
    prefetch_related_objects(items, "terms")
    found: dict[int, list[Reason]] = {}
    for each in rows:
        # An item may have become confidential after the run.
        if not _is_hidden(each.seek, reader) and not _is_hidden(each.offer, reader):
            found.setdefault(each.suggestion_id, []).append(each)
    return found


def _is_hidden(item: Item | None, reader: Registration) -> bool:
    return (
        item is not None
        and item.is_confidential
        and item.answer.registration_id != reader.pk
    )


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
