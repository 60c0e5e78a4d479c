"""Items are read again once the vocabulary knows more terms: what their words seem to name by now becomes a proposal."""

from django.db import transaction

from madang.site.core import log
from madang.site.events.actions import bump_version
from madang.site.events.models import Event
from madang.site.survey.actions.items import CAPACITY
from madang.site.survey.bridge import proposals_in, vocabulary_version
from madang.site.survey.models import Answer, Item, ItemTerm

# So many items are read at one tick of the clock: some tenths of a second.
MOST_AT_ONCE = 200


def reread_items() -> int:
    """Read items that were last read by an older vocabulary; return how many.

    New terms are proposals that nobody has confirmed. What somebody chose, left open or declined stays as it is; events
    that are closed are left alone.
    """
    version = vocabulary_version()
    older = Item.objects.filter(vocabulary_version__lt=version).exclude(
        answer__registration__event__state=Event.State.CLOSED
    )
    pks = list(older.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    if pks:
        _read(pks, version)
    return len(pks)


@transaction.atomic
def _read(pks: list[int], version: int) -> None:
    # Whoever saves an item meanwhile waits, or has saved it: then its version is new and it is not read here.
    locked = Item.objects.select_for_update().filter(vocabulary_version__lt=version)
    items = list(locked.filter(pk__in=pks).order_by("pk"))
    known = {(each.item_id, each.facet, each.term) for each in ItemTerm.objects.filter(item__in=items)}  # fmt: skip
    fresh = [
        term
        for item in items
        for term in _proposed(item)
        if (item.pk, term.facet, term.term) not in known
    ]
    ItemTerm.objects.bulk_create(fresh)
    Item.objects.filter(pk__in=[item.pk for item in items]).update(
        vocabulary_version=version
    )
    _tell({term.item.answer_id for term in fresh})


def _proposed(item: Item) -> list[ItemTerm]:
    declined = item.declined_terms.split()
    return [
        ItemTerm(
            item=item,
            facet=each.facet,
            term=each.term,
            is_confirmed=False,
            amount=each.amount if each.facet == CAPACITY else None,
        )
        for each in proposals_in(item.text)
        if f"{each.facet}:{each.term}" not in declined
    ]


def _tell(answers: set[int]) -> None:
    """Tell matching and the log of answers with new proposals."""
    rows = Answer.objects.filter(pk__in=answers).select_related("registration__event")
    events = {}
    for answer in rows.order_by("pk"):
        event = answer.registration.event
        log.record("propose terms", answer, by=None, event_id=event.pk)
        if answer.state == Answer.State.SUBMITTED:
            events[event.pk] = event
    for event in events.values():
        bump_version(event)
