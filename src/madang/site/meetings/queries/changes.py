"""What is different for somebody between two plans, and the sentence that says it in place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import clock, day_in
from madang.site.events.models import Event
from madang.site.meetings.models import Placement, Plan
from madang.site.meetings.queries.agenda import by_owner, is_off, placements
from madang.site.meetings.queries.lines import place_words, title_of
from madang.site.meetings.queries.owners import Key, Owner


@dataclass(frozen=True)
class Change:
    """One change in one agenda. `kind` is new, moved, cancelled or interpreter; a new one has nothing before it."""

    kind: str
    before: Placement | None
    after: Placement | None

    @property
    def row(self) -> Placement:
        """The placement that the sentence names: as it is now, or as it was when it is gone."""
        row = self.after or self.before
        if row is None:
            message = "A change has a before or an after"
            raise ValueError(message)
        return row


def compare(before: Iterable[Placement], after: Iterable[Placement]) -> list[Change]:
    """Return the changes from one agenda to another, in order of time."""
    old = {
        (row.meeting_id, row.round_table_id): row for row in before if not is_off(row)
    }
    new = {
        (row.meeting_id, row.round_table_id): row for row in after if not is_off(row)
    }
    found = [
        Change("cancelled", row, None) for key, row in old.items() if key not in new
    ]
    for key, row in new.items():
        was = old.get(key)
        if was is None:
            found.append(Change("new", None, row))
        elif (was.slot_id, was.place_id) != (row.slot_id, row.place_id):
            found.append(Change("moved", was, row))
        elif was.interpreter_id != row.interpreter_id:
            found.append(Change("interpreter", was, row))
    return sorted(found, key=lambda change: change.row.slot.starts_at)


def changes_by_owner(
    plan: Plan, previous: Plan | None
) -> tuple[dict[Key, Owner], dict[Key, list[Change]], dict[Key, list[Placement]]]:
    """Return the owners, their changes and their agendas under the plan. Owners without a change are left out of the changes."""
    owners, old = by_owner(placements(previous)) if previous is not None else ({}, {})
    later, new = by_owner(placements(plan))
    owners |= later
    changes = {key: compare(old.get(key, []), new.get(key, [])) for key in owners}
    return owners, {key: found for key, found in changes.items() if found}, new


def sentence(change: Change, owner: Owner, event: Event) -> str:
    """Return what changed, in place: "Onnuri Diagnostics is now at 14:25, Table S2, not Table W3." """
    row = change.row
    words: Mapping[str, str] = {
        "title": title_of(row, owner),
        "day": day_in(row.slot.starts_at, event.zone),
        "time": clock(row.slot.starts_at, event.zone),
        "place": place_words(row),
    }
    if change.kind == "new":
        return _("%(title)s on %(day)s at %(time)s, %(place)s.") % words
    if change.kind == "cancelled":
        return (
            _("%(title)s on %(day)s at %(time)s, %(place)s, does not take place.")
            % words
        )
    if change.kind == "interpreter":
        return _interpreter_sentence(change, words)
    return _moved_sentence(change, words, event)


def label(change: Change) -> str:
    """Return the word before the sentence."""
    return {
        "new": _("New"),
        "moved": _("Moved"),
        "cancelled": _("Cancelled"),
        "interpreter": _("Interpreter"),
    }[change.kind]


def _interpreter_sentence(change: Change, words: Mapping[str, str]) -> str:
    now = change.row.interpreter
    if now is None:
        return (
            _("%(title)s on %(day)s at %(time)s is now without an interpreter.") % words
        )
    return _("%(title)s on %(day)s at %(time)s: the interpreter is now %(name)s.") % {
        **words,
        "name": now.name,
    }


def _moved_sentence(change: Change, words: Mapping[str, str], event: Event) -> str:
    before = change.before
    if before is None:
        message = "A meeting that moved was somewhere before"
        raise ValueError(message)
    row = change.row
    more = {
        **words,
        "old_time": clock(before.slot.starts_at, event.zone),
        "old_place": place_words(before),
    }
    more["old_day"] = day_in(before.slot.starts_at, event.zone)
    if more["old_day"] != words["day"]:
        return (
            _(
                "%(title)s is now on %(day)s at %(time)s, %(place)s, not on %(old_day)s at %(old_time)s."
            )
            % more
        )
    if before.slot_id == row.slot_id:
        return (
            _("%(title)s is still at %(time)s, now at %(place)s, not %(old_place)s.")
            % more
        )
    if before.place_id == row.place_id:
        return (
            _("%(title)s is now at %(time)s, not %(old_time)s, still at %(place)s.")
            % more
        )
    return (
        _(
            "%(title)s is now at %(time)s, %(place)s, not at %(old_time)s, %(old_place)s."
        )
        % more
    )
