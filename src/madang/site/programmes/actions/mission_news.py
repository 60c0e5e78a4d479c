"""What a mission tells the rest of the house: its dates in the calendar, its news in the feed, its occasion in the ledger."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core.edtf import lasting_in_words
from madang.site.core.time import zone
from madang.site.directory.models import Person
from madang.site.landscape.actions.calendar import mark_entry, publish_entry
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import CalendarItem, FeedItem
from madang.site.ledger.actions.occasions import (
    add_occasion,
    add_party,
    cancel_occasion,
    confirm_held,
)
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import Occasion, Passage
from madang.site.programmes.models import Mission


def page_of(mission: Mission) -> str:
    """Return the address of a mission's page within the site."""
    return reverse("programmes:mission", args=[mission.slug])


def publish_dates(mission: Mission, *, by: Person | None) -> CalendarItem:
    """Put the mission's days, and the deadline of its call, into the calendar, or change them there; return the entry of the days."""
    entry = publish_entry(
        key=f"mission-{mission.pk}",
        kind="mission",
        title=mission.name,
        start=mission.first_day.isoformat(),
        end=mission.last_day.isoformat(),
        by=by,
        link=page_of(mission),
        country=mission.to_country,
        organisation=mission.organiser,
        occasion=mission.occasion,
    )
    if mission.apply_until is not None:
        last = mission.apply_until.astimezone(zone(mission.home_zone)).date()
        with override(settings.LANGUAGE_CODE):
            title = _("Applications close: %(mission)s") % {"mission": mission}
        publish_entry(
            key=f"mission-{mission.pk}-call",
            kind="call",
            title=title[:250],
            start=last.isoformat(),
            by=by,
            link=page_of(mission),
            country=mission.from_country,
            organisation=mission.organiser,
        )
    return entry


def publish_call(
    mission: Mission, *, by: Person | None, at: datetime | None = None
) -> None:
    """Tell of an open call: calendar, feed of both countries, and the occasion of the ledger, as planned."""
    if mission.occasion_id is None:
        mission.occasion = _occasion(mission, by=by)
    mission.entry = publish_dates(mission, by=by)
    mission.save(update_fields=["occasion", "entry"])
    _tell(mission, FeedItem.News.OPEN, at=at)


def _occasion(mission: Mission, *, by: Person | None) -> Occasion:
    return add_occasion(
        by=by,
        kind=Occasion.Kind.DELEGATION,
        name=mission.name,
        start=mission.first_day.isoformat(),
        end=mission.last_day.isoformat(),
        from_country=mission.from_country,
        to_country=mission.to_country,
        country=mission.to_country,
        organiser=mission.organiser,
        lead=mission.organiser,
        modality="planned",
    )


def publish_delegates(mission: Mission, *, by: Person | None) -> None:
    """Tell that the delegates are selected; in the ledger they and the hosts are parties of the occasion."""
    if mission.occasion is not None:
        for row in mission.applications.filter(state="selected"):
            add_party(
                mission.occasion,
                by=by,
                organisation=row.organisation,
                role="participant",
            )
        for host in mission.hosts.all():
            add_party(
                mission.occasion, by=by, organisation=host.organisation, role="host"
            )
    _tell(mission, FeedItem.News.DELEGATES)


def publish_outcome(mission: Mission, *, by: Person | None) -> None:
    """Say in ledger and calendar that the mission took place, on the organiser's own report, and tell of its results."""
    if mission.occasion is not None:
        with override(settings.LANGUAGE_CODE):
            words = _(
                "The organiser reports that the mission took place: %(days)s."
            ) % {"days": lasting_in_words(mission.days)}
        said = _passage(mission, by=by, kind="meeting", words=words)
        confirm_held(mission.occasion, by=by, passages=[said])
    for item in CalendarItem.objects.filter(key=f"mission-{mission.pk}"):
        mark_entry(item, by=by, confirmed="held", was=item.confirmed)
    _tell(mission, FeedItem.News.OUTCOME)


def _passage(mission: Mission, *, by: Person | None, kind: str, words: str) -> Passage:
    """Enter what the organiser says itself as a source of the ledger; return the place in it."""
    today = timezone.now().astimezone(zone(mission.host_zone)).date()
    source = add_source(
        by=by,
        kind=kind,
        title=f"{mission.organiser}: {mission.name}"[:300],
        publisher=mission.organiser.name,
        published=today.isoformat(),
    )
    return add_passage(source, by=by, paraphrase=words)


def withdraw_dates(mission: Mission, *, by: Person | None) -> None:
    """Mark the mission's dates as cancelled, where there are any, and its occasion."""
    keys = [f"mission-{mission.pk}", f"mission-{mission.pk}-call"]
    for item in CalendarItem.objects.filter(key__in=keys):
        mark_entry(item, by=by, confirmed="cancelled", was=item.confirmed)
    if mission.occasion is not None:
        with override(settings.LANGUAGE_CODE):
            words = _("The organiser says that the mission does not take place.")
        said = _passage(mission, by=by, kind="notice", words=words)
        cancel_occasion(mission.occasion, by=by, passages=[said])


def _tell(mission: Mission, news: FeedItem.News, *, at: datetime | None = None) -> None:
    publish_item(
        key=f"mission-{mission.pk}-{news}",
        kind="mission",
        news=news,
        title=mission.name,
        link=page_of(mission),
        from_country=mission.from_country,
        to_country=mission.to_country,
        days=mission.days,
        country_a=mission.from_country,
        country_b=mission.to_country,
        organisation=mission.organiser,
        entry=mission.entry,
        at=at,
    )
