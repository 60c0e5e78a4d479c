"""Articles and dates of the demonstration: our own words, made-up writers; each figure is cited by publisher, title and date."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from madang.demo.texts import TEXTS
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event
from madang.site.landscape.actions.articles import write_article
from madang.site.landscape.actions.calendar import mark_entry, publish_entry
from madang.site.landscape.actions.contacts import name_contact

HOUSE, SOURCE = "Latvian Life Science House", "Made up for the demonstration"


class Made(NamedTuple):
    """A made-up date: its first and last day are counted from today; a month alone where `is_exact` is no."""

    key: str
    kind: str
    title: str
    starts: int
    ends: int
    city: str
    country: str
    field: str = ""
    confirmed: str = ""
    is_exact: bool = True
    organisation: str = ""


DATES = (
    Made("amber-coast-day", "event", "Amber Coast bioprocess day", 12, 12, "Riga", "LV", "vaccines", organisation=HOUSE),
    Made("osong-open-day", "event", "Open day of the Osong Valley Cluster", 24, 24, "Osong", "KR", "vaccines", organisation="Osong Valley Cluster"),
    Made("ruhr-partnering-morning", "event", "Partnering morning of the Ruhr Health Cluster", 58, 59, "Bochum", "DE", "digital_health", organisation="Ruhr Health Cluster"),
    Made("northern-vaccine-forum", "event", "Northern Vaccine Forum", 120, 120, "Bergen", "NO", "vaccines", is_exact=False, organisation="Northern Vaccine Cluster"),
    Made("house-consultations", "consultation", "Consultation days for East Asia", 8, 9, "Riga", "LV", organisation=HOUSE),
    Made("contract-makers-review", "event", "Contract makers’ yearly review", -11, -10, "Seoul", "KR", organisation="Association of Korean Contract Makers"),
    Made("cape-trial-workshop", "event", "Workshop on trial sites of the Cape", -32, -31, "Cape Town", "ZA", "oncology", "held"),
    Made("imaging-school", "event", "School of medical imaging", 15, 17, "Essen", "DE", "nuclear_medicine", "postponed"),
    Made("delta-cold-chain", "event", "Cold chain talks of the Delta", 19, 19, "Hanoi", "VN", "vaccines", "cancelled"),
)  # fmt: skip


@transaction.atomic
def build_articles(*, by: Person, event: Event | None, today: date) -> int:
    """Publish the made-up dates and the articles; return how many rows that makes."""
    named = {each.name: each for each in Organisation.objects.filter(name__in=_names())}
    for made in DATES:
        _publish(made, by=by, organisation=named.get(made.organisation), today=today)
    if event is not None:
        _publish_event(event, by=by)
    contact = None
    if (house := named.get(HOUSE)) is not None:
        contact = name_contact(
            by=by,
            organisation=house,
            title="Desk for readers’ questions",
            email="desk@latvian-life-science-house.example.org",
            telephone="+371 0000 0000",
        )
    for text in TEXTS:
        write_article(
            by=by,
            marks={
                "countries": text.countries,
                "fields": text.fields,
                "organisations": [named[each] for each in text.about if each in named],
            },
            slug=text.slug,
            section=text.section,
            title=text.title,
            byline=text.byline,
            organisation=house,
            contact=contact if text.section == "report" else None,
            teaser=text.teaser,
            body=text.body,
            is_gated=text.is_gated,
            language="en",
            published_on=today - timedelta(days=text.days_ago),
        )
    return len(DATES) + len(TEXTS)


def _names() -> Sequence[str]:
    about = [name for text in TEXTS for name in text.about]
    return [HOUSE, *about, *(each.organisation for each in DATES)]


def _publish(
    made: Made, *, by: Person, organisation: Organisation | None, today: date
) -> None:
    first, last = today + timedelta(days=made.starts), today + timedelta(days=made.ends)
    item = publish_entry(
        key=made.key,
        kind=made.kind,
        title=made.title,
        start=first.isoformat() if made.is_exact else f"{first:%Y-%m}",
        end=last.isoformat() if made.is_exact and last > first else "",
        city=made.city,
        country=made.country,
        field=made.field,
        organisation=organisation,
        source_note=SOURCE,
        by=by,
    )
    if made.confirmed:
        mark_entry(item, by=by, confirmed=made.confirmed, was="")


def _publish_event(event: Event, *, by: Person) -> None:
    days = sorted(day.date for day in event.days.all())
    publish_entry(
        key=event.slug,
        kind="event",
        title=event.name,
        start=days[0].isoformat(),
        end=days[-1].isoformat() if len(days) > 1 else "",
        city=event.city,
        country=event.country,
        event=event,
        link=f"/lounge/{event.slug}/",
        source_note=SOURCE,
        by=by,
    )
