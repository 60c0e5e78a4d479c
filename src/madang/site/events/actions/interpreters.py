"""Verbs for interpreters: who they are, between which languages they work, and when."""

from collections.abc import Sequence
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core.log import record
from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.actions.rows import keep
from madang.site.events.models import (
    Day,
    Interpreter,
    InterpreterAbsence,
    InterpreterPair,
    Slot,
)
from madang.site.events.queries.slots import instant
from madang.site.events.rules import SetUpError


@transaction.atomic
def save_interpreter(
    *,
    interpreter: Interpreter,
    pairs: Sequence[tuple[str, str]],
    by: Person | None,
    email: str | None = None,
) -> None:
    """Add or change an interpreter with their pairs of languages.

    `email` ties the interpreter to a person, who is made if nobody has the address; empty unties, None leaves it.
    Raises SetUpError for no pair, a pair of one language, or a name that is taken.
    """
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    if not ordered:
        raise SetUpError(_("Choose at least one pair of languages."), field="first_1")
    if any(first == second for first, second in ordered):
        raise SetUpError(
            _("An interpreter works between two different languages."), field="first_1"
        )
    if (
        Interpreter.objects.filter(event=interpreter.event, name=interpreter.name)
        .exclude(pk=interpreter.pk)
        .exists()
    ):
        raise SetUpError(
            _("An interpreter of this name is there already."), field="name"
        )
    if email is not None:
        interpreter.person = _person(email, interpreter.name)
    keep(
        interpreter,
        event=interpreter.event,
        by=by,
        detail=", ".join("–".join(pair) for pair in ordered),
    )
    there = {(pair.first, pair.second) for pair in interpreter.pairs.all()}
    if there != set(ordered):
        interpreter.pairs.all().delete()
        InterpreterPair.objects.bulk_create(
            InterpreterPair(interpreter=interpreter, first=a, second=b)
            for a, b in ordered
        )


def _person(email: str, name: str) -> Person | None:
    if not email:
        return None
    return Person.objects.get_or_create(email=email.lower(), defaults={"name": name})[0]


@transaction.atomic
def set_hours(
    *,
    interpreter: Interpreter,
    day: Day,
    hours: tuple[time, time] | None,
    by: Person | None,
) -> int:
    """Let an interpreter work on a day from one time to another, or not at all; return how many of its slots they are away.

    A slot counts as worked if it lies wholly within the hours. Raises SetUpError for hours that end before they begin.
    """
    slots = list(Slot.objects.filter(day=day))
    away = slots
    if hours is not None:
        if hours[0] >= hours[1]:
            raise SetUpError(
                _("The hours end before they begin."), field=f"until_{day.pk}"
            )
        begins, ends = (instant(day, each, interpreter.event.zone) for each in hours)
        away = [
            slot for slot in slots if slot.starts_at < begins or slot.ends_at > ends
        ]
    InterpreterAbsence.objects.filter(interpreter=interpreter, slot__day=day).delete()
    InterpreterAbsence.objects.bulk_create(
        InterpreterAbsence(interpreter=interpreter, slot=slot) for slot in away
    )
    span = f"{hours[0]:%H:%M}–{hours[1]:%H:%M}" if hours else "away"
    record(
        "set interpreter hours",
        interpreter,
        by=by,
        event_id=interpreter.event_id,
        detail=f"{day} {span}",
    )
    bump_version(interpreter.event)
    return len(away)


@transaction.atomic
def set_all_hours(
    *,
    interpreter: Interpreter,
    days: Sequence[tuple[Day, tuple[time, time] | None]],
    by: Person | None,
) -> None:
    """Set an interpreter's hours on several days: on all of them or, if one refuses, on none."""
    for day, hours in days:
        set_hours(interpreter=interpreter, day=day, hours=hours, by=by)
