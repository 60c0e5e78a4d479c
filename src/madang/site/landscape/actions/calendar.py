"""Verbs of the calendar: a date is published, confirmed, postponed, cancelled, and each of these taken back."""

from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.edtf import check_edtf
from madang.site.directory.models import Organisation, Person, User
from madang.site.events.models import Event
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import CalendarItem, FeedItem
from madang.site.landscape.rules.calendar import days_of, is_page
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.models import Occasion

NEWS = {
    "": FeedItem.News.MOVED,
    "held": FeedItem.News.HELD,
    "postponed": FeedItem.News.POSTPONED,
    "cancelled": FeedItem.News.CANCELLED,
}


class EntryFacts(TypedDict, total=False):
    """What a date may say beside its key, kind, title and first day."""

    end: str
    link: str
    country: str
    city: str
    venue: str
    theme: str
    organisation: Organisation | None
    occasion: Occasion | None
    event: Event | None
    field: str
    audience: str
    source_note: str


DEFAULTS: EntryFacts = {
    "end": "",
    "link": "",
    "country": "",
    "city": "",
    "venue": "",
    "theme": "",
    "organisation": None,
    "occasion": None,
    "event": None,
    "field": "",
    "audience": "public",
    "source_note": "",
}


def _check_days(start: str, end: str) -> None:
    for field, text in (("start", start), ("end", end)):
        try:
            check_edtf(text)
        except ValidationError as error:
            raise LandscapeError(error.messages[0], field=field) from error
    first, last = days_of(start, end)
    if first is None:
        raise LandscapeError(
            _("A date of the calendar needs a first day."), field="start"
        )
    if last is not None and last < first:
        raise LandscapeError(_("The last day is before the first."), field="end")


@transaction.atomic
def publish_entry(
    *,
    key: str,
    kind: str,
    title: str,
    start: str,
    by: Person | User | None = None,
    **facts: Unpack[EntryFacts],
) -> CalendarItem:
    """Put a date into the calendar, or change the one of the same key; return it.

    `start` and `end` are EDTF dates. The same facts change nothing; others raise the sequence by one, so that calendar
    programs take the change over. A new date clears "postponed". Raises LandscapeError for days that do not fit, and for a page of another site.
    """
    _check_days(start, facts.get("end", ""))
    if (link := facts.get("link", "")) and not is_page(link):
        raise LandscapeError(
            _("Write a page of this site, beginning with a single /."), field="link"
        )
    wanted = {**DEFAULTS, **facts, "kind": kind, "title": title, "start": start}
    wanted["country"] = str(wanted["country"]).upper()
    first, last = days_of(start, str(wanted["end"]))
    item = CalendarItem.objects.select_for_update().filter(key=key).first()
    if item is None:
        item = CalendarItem.objects.create(
            key=key, first_day=first, last_day=last, **wanted
        )
        log.record("publish entry", item, by=by, event_id=item.event_id)
        return item
    changed = [name for name, value in wanted.items() if getattr(item, name) != value]
    if changed:
        _change(item, {name: wanted[name] for name in changed}, by=by)
    return item


def _change(
    item: CalendarItem, facts: dict[str, object], *, by: Person | User | None
) -> None:
    is_moved = bool({"start", "end"} & facts.keys())
    for name, value in facts.items():
        setattr(item, name, value)
    item.first_day, item.last_day = days_of(item.start, item.end)
    if is_moved and item.confirmed == CalendarItem.Confirmed.POSTPONED:
        item.confirmed = CalendarItem.Confirmed.NO
    item.sequence += 1
    item.save()
    log.record(
        "change entry of the calendar",
        item,
        by=by,
        event_id=item.event_id,
        detail=", ".join(facts),
    )
    if is_moved:
        _tell(item)


def _tell(item: CalendarItem) -> None:
    """Put what changed about a date into the feed of whoever follows it."""
    publish_item(
        key=f"entry-{item.pk}-{item.sequence}",
        kind="entry",
        news=NEWS[item.confirmed],
        title=item.title,
        link=f"/landscape/calendar/{item.pk}/",
        country_a=item.country,
        organisation=item.organisation,
        field=item.field,
        entry=item,
        audience=item.audience,
        at=timezone.now(),
    )


@transaction.atomic
def mark_entry(
    item: CalendarItem, *, by: Person | User | None, confirmed: str, was: str
) -> CalendarItem:
    """Say that a date took place, was postponed or cancelled, or take that back (`confirmed` is blank).

    `was` is what the reader saw: if somebody else said something in between, it is refused with LandscapeError.
    """
    if confirmed not in CalendarItem.Confirmed.values:
        raise LandscapeError(_("This is not a state that a date can have."))
    row = CalendarItem.objects.select_for_update().get(pk=item.pk)
    if row.confirmed != was:
        raise LandscapeError(
            _("Somebody else has changed this date: it says “%(state)s” now.")
            % {"state": row.get_confirmed_display()}
        )
    if row.confirmed == confirmed:
        return row
    row.confirmed = confirmed
    row.sequence += 1
    row.save(update_fields=["confirmed", "sequence", "updated_at"])
    log.record(
        f"mark entry {confirmed}" if confirmed else "unmark entry",
        row,
        by=by,
        event_id=row.event_id,
        detail=was,
    )
    if confirmed:
        _tell(row)
    return row
