"""An organisation's own list after it changed its answers: made anew at most ten times a day.

The limit keeps anybody from learning what others hide by trying answers and watching the list. The organiser's own runs
are not counted.
"""

from collections import Counter
from collections.abc import Collection, Set
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from madang.site.core import jobs, log
from madang.site.core.models import Job
from madang.site.core.time import zone
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.bridge import index
from madang.site.matching.bridge.field import Field, field_of, is_private
from madang.site.matching.bridge.learning import learned_in_use
from madang.site.matching.bridge.own import OwnList, Standing, own_list
from madang.site.matching.bridge.profiles import Inputs, read_inputs
from madang.site.matching.bridge.rows import write
from madang.site.matching.models import ListUpdate, Reason, Run, Suggestion
from madang.site.matching.queries.suggestions import MOST_SHOWN, current_run
from madang.site.matching.queries.updates import MOST_A_DAY
from madang.site.matching.queries.weightings import AS_SHIPPED
from madang.site.survey.models import Answer

JOB = "match one"
SIDES = (("left", "right"), ("right", "left"))
# So many lists that waited for their day are begun at one tick.
MOST_AT_ONCE = 50


def _day_after(event: Event, day: date) -> datetime:
    return datetime.combine(
        day + timedelta(days=1), time(), tzinfo=zone(event.zone)
    ).astimezone(timezone.get_default_timezone())


@transaction.atomic
def ask_own_list(
    answer: Answer, by: Person | None, *, now: datetime | None = None
) -> None:
    """Have an organisation's list made anew after it changed its answer, or let it wait once it was made ten times today.

    Nothing happens before the event's first matching, and for what organisers change (they match again themselves).
    Several changes in a row are taken up together.
    """
    registration = answer.registration
    event = registration.event
    if by is None or by.organisation_id != registration.organisation_id:
        return
    if not Run.objects.filter(event=event, is_current=True).exists():
        return
    today = (now or timezone.now()).astimezone(zone(event.zone)).date()
    row, _is_new = ListUpdate.objects.select_for_update().get_or_create(
        registration=registration, defaults={"day": today}
    )
    if row.day != today:
        row.day, row.times = today, 0
    if row.times >= MOST_A_DAY:
        row.waits_until = row.waits_until or _day_after(event, today)
        row.save()
        return
    row.save()
    _start(registration)


def _start(registration: Registration) -> None:
    is_queued = Job.objects.filter(
        kind=JOB, target_id=registration.pk, state="queued"
    ).exists()
    if not is_queued:
        jobs.start(
            JOB,
            by="system",
            event_id=registration.event_id,
            target_id=registration.pk,
        )


def begin_waiting_lists(*, now: datetime | None = None) -> int:
    """Begin the lists whose day has come; return how many."""
    due = ListUpdate.objects.filter(waits_until__lte=now or timezone.now())
    rows = list(due.select_related("registration__event")[:MOST_AT_ONCE])
    for row in rows:
        with transaction.atomic():
            _start(row.registration)
            ListUpdate.objects.filter(pk=row.pk).update(waits_until=None)
    return len(rows)


def make_own_list(*, registration: Registration, now: datetime | None = None) -> bool:
    """Make one organisation's list anew; return False where nothing is to do: ten times today, no run, or no answer.

    Raises OutdatedError if the whole event was matched meanwhile: then its list is new already.
    """
    event = registration.event
    run = current_run(event)
    me = read_inputs(event, only=registration)
    if run is None or not me.profiles or not _count(registration, now=now):
        return False
    field = _field(event, run)
    hiding = frozenset(
        int(each.id) for each in field.inputs.profiles if is_private(each)
    ) - {registration.pk}
    standing = _standing(field.inputs, run, registration, hiding)
    _apply(run, registration, own_list(field, me, standing, hiding))
    return True


def _field(event: Event, run: Run) -> Field:
    """Return everybody as the run compared them; as they are now where this process does not know it."""
    known = index.recall(run.pk)
    if known is None:
        levels = run.weighting.levels() if run.weighting else dict(AS_SHIPPED)
        inputs = replace(read_inputs(event), levels=levels)
        known = field_of(inputs, seed=run.number, learned=learned_in_use(event))
        index.remember(run.pk, known)
    return known


@transaction.atomic
def _count(registration: Registration, *, now: datetime | None) -> bool:
    """Count one more time today; False, and the change waits, where it would be the eleventh."""
    event = registration.event
    today = (now or timezone.now()).astimezone(zone(event.zone)).date()
    row, _is_new = ListUpdate.objects.select_for_update().get_or_create(
        registration=registration, defaults={"day": today}
    )
    if row.day != today:
        row.day, row.times = today, 0
    is_left = row.times < MOST_A_DAY
    row.times += is_left
    row.waits_until = None if is_left else _day_after(event, today)
    row.save()
    return is_left


def _standing(
    inputs: Inputs, run: Run, registration: Registration, hiding: frozenset[int]
) -> Standing:
    me = registration.pk
    listed_by: set[int] = set()
    own: list[tuple[int, int]] = []
    for mine, theirs in SIDES:
        rows = Suggestion.objects.filter(**{mine: me}).order_by()
        for run_id, other, rank, their_rank in rows.values_list(
            "run_id", f"{theirs}_id", f"rank_for_{mine}", f"rank_for_{theirs}"
        ):
            if run_id == run.pk and their_rank is not None:
                listed_by.add(other)
            if run_id == run.pk and rank is not None and rank <= MOST_SHOWN:
                own.append((rank, other))
    buyers = [other for _rank, other in sorted(own) if other in inputs.hosted]

    def shown(others: Collection[int]) -> Counter[int]:
        return _shown(run, others, hiding | {me})

    return Standing(shown, listed_by, buyers)


def _shown(run: Run, others: Collection[int], left_out: Set[int]) -> Counter[int]:
    """Return in how many lists each of some stands, the lists of those who are left out aside."""
    count: Counter[int] = Counter()
    for mine, theirs in SIDES:
        rows = Suggestion.objects.filter(
            **{f"{mine}__in": others, f"rank_for_{theirs}__isnull": False}
        ).order_by()
        for run_id, one, reader in rows.values_list(
            "run_id", f"{mine}_id", f"{theirs}_id"
        ):
            if run_id == run.pk and reader not in left_out:
                count[one] += 1
    return count


@transaction.atomic
def _apply(run: Run, registration: Registration, found: OwnList) -> None:
    event = Event.objects.select_for_update().get(pk=registration.event_id)
    if not Run.objects.filter(pk=run.pk, is_current=True).exists():
        raise jobs.OutdatedError
    me = registration.pk
    # By side: an index finds each of them, where a search for both would read the whole run.
    rows = [
        each
        for mine, _theirs in SIDES
        for each in Suggestion.objects.filter(**{mine: me}).prefetch_related(
            "own_reasons"
        )
        if each.run_id == run.pk
    ]
    for each in rows:
        other, rank = (
            (each.right_id, each.rank_for_right)
            if each.left_id == me
            else (each.left_id, each.rank_for_left)
        )
        if rank is not None and other in found.rows:
            found.rows[other].ranks[other] = rank
            # What the other side alone reads rests on what nobody else knows, and stays as it was.
            found.rows[other].own |= {
                kept.reader_id: [Reason(*one) for one in kept.reasons]
                for kept in each.own_reasons.all()
                if kept.reader_id == other
            }
    for number, other in enumerate(found.order, 1):
        found.rows[other].ranks[me] = number
    Suggestion.objects.filter(pk__in=[each.pk for each in rows]).delete()
    write(run, [each for each in found.rows.values() if each.ranks])
    log.record("match one", registration, by=None, event_id=event.pk)
