"""Hosted buyers: who comes at the organiser's cost, and how many meetings they must have for it."""

from django.db import transaction

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.models import Registration


@transaction.atomic
def set_hosted(
    *,
    by: Person | None,
    registration: Registration,
    quota: int | None,
    tier: int | None,
) -> None:
    """Make an organisation a hosted buyer with a number of meetings that it must have and a tier from 1 to 3; None and None: it is none.

    The lists of the next matching read it. It is not the must-have of a plan, which is said of a single meeting.
    """
    if (registration.hosted_quota, registration.hosted_tier) == (quota, tier):
        return
    registration.hosted_quota, registration.hosted_tier = quota, tier
    registration.save(update_fields=["hosted_quota", "hosted_tier"])
    log.record(
        "set hosted buyer" if quota else "end hosted buyer",
        registration,
        by=by,
        event_id=registration.event_id,
        detail=f"{quota} meetings, tier {tier}" if quota else "",
    )
