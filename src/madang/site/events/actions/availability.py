"""Verbs of a delegate's free slots."""

from django.db import transaction
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Delegate, DelegateAbsence, Slot


@transaction.atomic
def set_free_slots(*, by: Person, delegate: Delegate, free: set[int]) -> int:
    """Save in which slots (their ids) a delegate can meet; all others become absences. Return how many slots changed."""
    slots = set(
        Slot.objects.filter(event_id=delegate.registration.event_id).values_list(
            "pk", flat=True
        )
    )
    absent = slots - free
    known = set(
        DelegateAbsence.objects.filter(delegate=delegate).values_list(
            "slot_id", flat=True
        )
    )
    DelegateAbsence.objects.filter(
        delegate=delegate, slot_id__in=known - absent
    ).delete()
    DelegateAbsence.objects.bulk_create(
        [
            DelegateAbsence(delegate=delegate, slot_id=pk)
            for pk in sorted(absent - known)
        ],
        ignore_conflicts=True,
    )
    changed = len(known ^ absent)
    if changed:
        bump_version(delegate.registration.event)
        count = len(slots - absent)
        detail = ngettext("%(count)s slot free", "%(count)s slots free", count) % {
            "count": count
        }
        log.record(
            "set availability",
            delegate,
            by=by,
            event_id=delegate.registration.event_id,
            detail=detail,
        )
    return changed
