"""The feed by mail: only for who asked, only what is new, once, and nothing but titles."""

from datetime import timedelta

import pytest
from django.utils import timezone

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.landscape.actions.feed import follow, publish_item
from madang.site.landscape.actions.weekly import send_weekly_mails, set_weekly_mail
from madang.site.landscape.models import FeedItem, WeeklyMail
from tests.conftest import sign_in
from tests.site.landscape.reading import SECRET, article_called, person_called

ADDRESS = "/landscape/following/mail/"


@pytest.fixture
def reader(db: None) -> Person:
    person = person_called("Maija Ozola")
    follow(by=person, kind="country", country_a="LV")
    return person


def due(person: Person) -> None:
    set_weekly_mail(by=person, wanted=True)
    WeeklyMail.objects.update(next_at=timezone.now() - timedelta(minutes=1))


def news(key: str, *, days_ago: float = 1) -> None:
    publish_item(
        key=key,
        kind="figure",
        title=f"News {key}",
        link="/landscape/",
        country_a="LV",
        at=timezone.now() - timedelta(days=days_ago),
    )


def test_who_did_not_ask_gets_none(reader: Person) -> None:
    news("one")
    assert (send_weekly_mails(), OutboxMail.objects.count()) == (0, 0)


def test_the_first_one_comes_after_a_week(reader: Person) -> None:
    news("one")
    set_weekly_mail(by=reader, wanted=True)
    assert (send_weekly_mails(), OutboxMail.objects.count()) == (0, 0)


def test_it_tells_what_is_new_and_why_once(reader: Person) -> None:
    news("old", days_ago=9)
    news("new")
    due(reader)
    assert (send_weekly_mails(), send_weekly_mails()) == (1, 0)
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject) == (
        "maija.ozola@example.org",
        "1 thing is new in your feed",
    )
    assert mail.body == (
        "News new\nHere because you follow Latvia\nhttp://127.0.0.1:8000/landscape/\n\n"
        "You asked for this mail. It ends on http://127.0.0.1:8000/landscape/following/\n"
    )


def test_a_week_without_news_brings_none(reader: Person) -> None:
    news("old", days_ago=9)
    due(reader)
    assert (send_weekly_mails(), OutboxMail.objects.count()) == (0, 0)
    assert WeeklyMail.objects.get().next_at > timezone.now() + timedelta(days=6)


def test_no_text_behind_the_registration_goes_by_mail(reader: Person) -> None:
    article_called("Plants", is_gated=True, countries=("LV",))
    FeedItem.objects.update(at=timezone.now())
    due(reader)
    assert send_weekly_mails() == 1
    body = OutboxMail.objects.get().body
    assert ("Plants" in body, SECRET in body) == (True, False)


def test_who_is_closed_out_gets_none(reader: Person) -> None:
    news("new")
    due(reader)
    assert reader.user is not None
    reader.user.is_active = False
    reader.user.save()
    assert (send_weekly_mails(), OutboxMail.objects.count()) == (0, 0)


def test_the_page_asks_for_it_and_ends_it(reader: Person) -> None:
    client = sign_in(reader)
    client.post(ADDRESS, {"wanted": "1"})
    client.post(ADDRESS, {"wanted": "1"})
    assert (
        "once a week, next on" in client.get("/landscape/following/").content.decode()
    )
    client.post(ADDRESS, {"wanted": ""})
    client.post(ADDRESS, {"wanted": ""})
    assert WeeklyMail.objects.count() == 0
    verbs = LogEntry.objects.filter(verb__endswith="weekly mail").order_by("id")
    assert list(verbs.values_list("verb", flat=True)) == ["ask for weekly mail", "end weekly mail"]  # fmt: skip
