"""The rows that belong to something imported, as they stand: taken before and after, compared, put back exactly.

A snapshot is a list of rows as Django's serializer writes them, parents before children. To take an import back is to
make the rows equal to the snapshot again: what is not in it goes, what differs is written anew under its old key.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.core import serializers
from django.db import models, router
from django.db.models import F, ProtectedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from madang.site.directory.models import Organisation, Person
from madang.site.events.models import (
    Break,
    Day,
    Delegate,
    DelegateAbsence,
    Event,
    Hall,
    Interpreter,
    InterpreterAbsence,
    InterpreterPair,
    Place,
    PlaceClosure,
    Registration,
    Slot,
    WorkingLanguage,
    Zone,
)
from madang.site.survey.models import Answer, Consent, Item, ItemTerm, NeverMatch, Wish
from madang.site.survey.rules import SurveyRefusal

Rows = list[dict[str, Any]]
# Model, the way from it to the target's key, and the way to the event where the rows belong to one event only.
Path = tuple[type[models.Model], str, str]
PATHS: dict[str, list[Path]] = {
    "directory.organisation": [
        (Organisation, "pk", ""),
        (Person, "organisation_id", ""),
        (Registration, "organisation_id", "event"),
        (WorkingLanguage, "registration__organisation_id", "registration__event"),
        (Delegate, "registration__organisation_id", "registration__event"),
        (
            DelegateAbsence,
            "delegate__registration__organisation_id",
            "delegate__registration__event",
        ),
        (Answer, "registration__organisation_id", "registration__event"),
        (Item, "answer__registration__organisation_id", "answer__registration__event"),
        (
            ItemTerm,
            "item__answer__registration__organisation_id",
            "item__answer__registration__event",
        ),
        (Wish, "answer__registration__organisation_id", "answer__registration__event"),
        (
            NeverMatch,
            "answer__registration__organisation_id",
            "answer__registration__event",
        ),
        (
            Consent,
            "answer__registration__organisation_id",
            "answer__registration__event",
        ),
    ],
    "directory.person": [(Person, "pk", "")],
    "events.place": [(Place, "pk", ""), (PlaceClosure, "place_id", "")],
    "events.interpreter": [
        (Interpreter, "pk", ""),
        (InterpreterPair, "interpreter_id", ""),
        (InterpreterAbsence, "interpreter_id", ""),
    ],
    "events.event": [
        (Day, "event_id", ""),
        (Break, "day__event_id", ""),
        (Slot, "event_id", ""),
        (Hall, "event_id", ""),
        (Zone, "hall__event_id", ""),
    ],
}
LINKED = ("survey.wish", "survey.nevermatch")
# Of the event itself only these are an import's business.
EVENT_FIELDS = ("zone", "slot_minutes", "pause_minutes")


def _plain(value: object) -> str:
    # Microseconds stay; Django's own encoder cuts them to milliseconds.
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)


def take(kind: str, ids: Iterable[int], event: Event) -> dict[int, Rows]:
    """Return the snapshots of all these targets, key → rows, in as many queries as the kind has models."""
    wanted = list(ids)
    found: dict[int, Rows] = {each: [] for each in wanted}
    for model, path, event_path in PATHS[kind]:
        rows = model._default_manager.filter(**{f"{path}__in": wanted})  # noqa: SLF001 - Django's public way
        if event_path:
            rows = rows.filter(**{event_path: event})
        owned = list(rows.annotate(snapshot_owner=F(path)).order_by("pk"))
        for row, written in zip(
            owned, serializers.serialize("python", owned), strict=True
        ):
            found[row.snapshot_owner].append(
                json.loads(json.dumps(written, default=_plain))
            )
    if kind == "events.event":
        values = {field: getattr(event, field) for field in EVENT_FIELDS}
        for pk in wanted:
            found[pk].append({"model": "events.event", "pk": pk, "fields": values})
    return found


def digest(rows: Rows) -> str:
    """Return the SHA-256 of a snapshot. That a name on a list was linked since is nobody's change."""
    told = [
        row
        if row["model"] not in LINKED
        else row | {"fields": row["fields"] | {"target": None}}
        for row in rows
    ]
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def put_back(kind: str, before: Rows, current: Rows) -> None:
    """Make the rows of targets of a kind equal to `before` again.

    Raises SurveyRefusal when something else was built on rows that would go.
    """
    gone = _gone(before, current)
    for model, _path, _event in reversed(PATHS[kind]):
        if keys := gone.get(model._meta.label_lower):  # noqa: SLF001
            _delete(model, keys)
    same = {(row["model"], row["pk"]): row for row in current}
    for row in before:
        if row["model"] == "events.event":
            Event.objects.filter(pk=row["pk"]).update(**row["fields"])
        elif same.get((row["model"], row["pk"])) != row:
            for each in serializers.deserialize("python", [row]):
                each.save()


def _gone(before: Rows, current: Rows) -> dict[str, list[int]]:
    """Return the keys of rows that were not there before, by model."""
    kept = {(row["model"], row["pk"]) for row in before}
    gone: dict[str, list[int]] = {}
    for row in current:
        if (row["model"], row["pk"]) not in kept:
            gone.setdefault(row["model"], []).append(row["pk"])
    return gone


def _delete(model: type[models.Model], keys: list[int]) -> None:
    if model is Registration:
        # Lists of others only lose the link, never the name.
        NeverMatch.objects.filter(target_id__in=keys).update(target=None)
    rows = model._default_manager.filter(pk__in=keys)  # noqa: SLF001
    if built := _built_on(rows):
        raise SurveyRefusal(
            _("Not taken back: %(what)s would go with it.") % {"what": built}
        )
    try:
        rows.delete()
    except ProtectedError as error:
        first = next(iter(error.protected_objects))
        raise SurveyRefusal(
            _("Not taken back: “%(what)s” was built on it.") % {"what": first}
        ) from error


def _built_on(rows: models.QuerySet[Any]) -> str:
    """Return what else would go with rows, in words: "3 × decision"; computed rows of later apps do not count."""
    collector = Collector(using=router.db_for_write(rows.model))
    try:
        collector.collect(rows)
    except ProtectedError as error:
        first = next(iter(error.protected_objects))
        raise SurveyRefusal(
            _("Not taken back: “%(what)s” was built on it.") % {"what": first}
        ) from error
    counts = {model: len(found) for model, found in collector.data.items()}
    for fast in collector.fast_deletes:
        counts[fast.model] = counts.get(fast.model, 0) + fast.count()
    foreign = {
        model: count
        for model, count in counts.items()
        if count
        and model is not rows.model
        and not getattr(model, "is_computed", False)
    }
    names = {model: model._meta.verbose_name for model in foreign}  # noqa: SLF001
    return ", ".join(f"{count} × {names[model]}" for model, count in foreign.items())
