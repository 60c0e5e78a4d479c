"""Verbs of the feed: publish a piece of news, follow something, follow it no longer."""

from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person
from madang.site.landscape.models import CalendarItem, FeedItem, Follow
from madang.site.landscape.queries.following import may_follow
from madang.site.landscape.rules.calendar import is_page
from madang.site.landscape.rules.feed import Marks, marks_of
from madang.site.landscape.rules.refusals import LandscapeError

# As many as stand on one page of a list.
MOST_FOLLOWS = 50


class NewsFacts(TypedDict, total=False):
    """What a piece of news may say beside its key, kind, title and address; the marks say who reads it."""

    news: str
    text: str
    from_country: str
    to_country: str
    days: str
    country_a: str
    country_b: str
    organisation: Organisation | None
    other_organisation: Organisation | None
    field: str
    entry: CalendarItem | None
    audience: str
    at: datetime | None


@transaction.atomic
def publish_item(
    *, key: str, kind: str, title: str, link: str, **facts: Unpack[NewsFacts]
) -> FeedItem:
    """Write a piece of news for whoever follows one of its marks; return it. The same key is the same news, with new words.

    `title` names the thing, in the language of whoever named it; `news` says what is new of it, and is put into words where it is
    read. `link` is a path of this site (ValueError otherwise). The change that it tells of has its own line in the log.
    """
    if not is_page(link):
        message = f"News leads to a page of this site, not to {link}"
        raise ValueError(message)
    at = facts.pop("at", None)
    wanted = {
        "news": "",
        "text": "",
        "from_country": "",
        "to_country": "",
        "days": "",
        "organisation": None,
        "other_organisation": None,
        "field": "",
        "entry": None,
        "audience": "public",
        **facts,
        "kind": kind,
        "title": " ".join(title.split())[:300],
        "link": link,
    }
    wanted["text"] = str(wanted["text"])[:400]
    wanted["country_a"], wanted["country_b"] = in_order(
        facts.get("country_a", ""), facts.get("country_b", "")
    )
    item, is_new = FeedItem.objects.get_or_create(
        key=key, defaults={**wanted, "at": at or timezone.now()}
    )
    if not is_new:
        FeedItem.objects.filter(pk=item.pk).update(**wanted)
        item.refresh_from_db()
    return item


def in_order(one: str, other: str) -> tuple[str, str]:
    """Return two country codes in capitals and in the order of the alphabet; one alone comes first."""
    codes = [*sorted({code.upper() for code in (one, other) if code}), "", ""]
    return codes[0], codes[1]


@transaction.atomic
def follow(*, by: Person, kind: str, **facts: Unpack[Marks]) -> Follow:
    """Let a person follow a pair, a country, an organisation, a field or a date; return the row, which may be there already.

    Raises LandscapeError for what does not exist, for what this person may not see, and beyond MOST_FOLLOWS.
    """
    marks = marks_of(kind, **facts)
    if not may_follow(by, kind, marks):
        raise LandscapeError(_("There is nothing of this kind to follow."))
    known = Follow.objects.filter(person=by, kind=kind, **marks).first()
    if known is not None:
        return known
    Person.objects.select_for_update().get(pk=by.pk)
    if Follow.objects.filter(person=by).count() >= MOST_FOLLOWS:
        raise LandscapeError(
            _(
                "You follow %(count)d things; there can be no more. Take one off the list first."
            )
            % {"count": MOST_FOLLOWS}
        )
    row, is_new = Follow.objects.get_or_create(person=by, kind=kind, **marks)
    if is_new:
        log.record("follow", row, by=by, detail=detail_of(row))
    return row


@transaction.atomic
def unfollow(row: Follow, *, by: Person) -> None:
    """End what a person follows. Raises LandscapeError for somebody else's row; one that is gone stays gone."""
    if row.person_id != by.pk:
        raise LandscapeError(_("This is on somebody else’s list."))
    if (found := Follow.objects.filter(pk=row.pk).first()) is not None:
        log.record("unfollow", found, by=by, detail=detail_of(found))
        found.delete()


def detail_of(row: Follow) -> str:
    """Return what a row follows, in the codes of the log: "pair KR LV"."""
    parts = [row.kind, row.country_a, row.country_b, row.field]
    parts += [str(pk) for pk in (row.organisation_id, row.entry_id) if pk is not None]
    return " ".join(part for part in parts if part)
