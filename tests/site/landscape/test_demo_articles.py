"""The demonstration's articles and dates: there are some of each section and of each state, and the report is gated."""

from datetime import date

from django.test import Client

from madang.demo.articles import build_articles
from madang.demo.texts import KOREA
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event
from madang.site.landscape.models import Article, CalendarItem
from madang.site.landscape.queries.calendar import entries_seen_by
from madang.site.landscape.rules.calendar import status_of

TODAY = date(2026, 11, 22)


def test_every_section_and_state_is_there(
    client: Client, event: Event, organiser: Person
) -> None:
    Organisation.objects.create(name="Latvian Life Science House", country="LV")
    assert build_articles(by=organiser, event=event, today=TODAY) == 16
    sections = Article.objects.order_by("section").values_list("section", flat=True)
    assert sorted(set(sections)) == ["blog", "news", "opinion", "report"]
    user = client.get("/").wsgi_request.user
    states = {
        status_of(each, TODAY, is_held=each.is_held)  # type: ignore[attr-defined]
        for each in entries_seen_by(user)
    }
    assert states == {
        "upcoming",
        "date_passed",
        "held",
        "postponed",
        "cancelled",
        "not_exact",
    }
    entry = CalendarItem.objects.get(event=event)
    assert (entry.start, entry.end, entry.city) == ("2027-03-02", "", "Seoul")


def test_the_report_is_gated_and_names_its_sources(
    client: Client, organiser: Person
) -> None:
    build_articles(by=organiser, event=None, today=TODAY)
    page = client.get("/landscape/articles/korea-in-figures/").content.decode()
    assert "places the country eighth" not in page
    assert "places the country eighth" in KOREA
    assert "1 August 2022" in KOREA
