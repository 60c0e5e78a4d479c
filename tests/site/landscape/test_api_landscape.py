"""The landscape for programs: figures with evidence, dates, articles behind the registration."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.models import (
    Article,
    CalendarItem,
    ClusterProfile,
    Indicator,
    Observation,
)
from tests.site.landscape import made_up_figures as made_up

pytestmark = pytest.mark.django_db
FIGURE: dict[str, Any] = {
    "key": "trade-2030",
    "name": "Trade in goods",
    "measure": "level",
    "unit": "USD",
    "value": "3600000000",
    "decimals": 1,
    "scale": 10**9,
    "geography": "LV",
    "counterpart": "KR",
    "period": "2030",
    "evidence": [{"source": "gazette", "paraphrase": "Trade came to 3.6 billion."}],
}


def bearer(person: Person, *, scope: str = "write") -> dict[str, str]:
    _token, secret = make_token(by=person, name="Program", scope=scope)
    return {"Authorization": f"Bearer {secret}"}


def post(
    path: str, body: dict[str, Any], headers: dict[str, str]
) -> tuple[int, dict[str, Any]]:
    answer = Client().post(
        f"/api/landscape/{path}", body, content_type="application/json", headers=headers
    )
    return answer.status_code, answer.json()


def read(path: str, headers: dict[str, str] | None = None) -> Any:
    return Client().get(f"/api/landscape/{path}", headers=headers).json()


def test_a_figure_is_entered_with_its_indicator_and_read_as_it_was_stated() -> None:
    made_up.source()
    headers = bearer(made_up.curator())
    status, made = post("observations", FIGURE, headers)
    assert status == 201
    assert read("observations/trade-2030") == made
    assert (made["value"], made["decimals"], made["scale"]) == ("3600000000", 1, 10**9)
    assert [each["paraphrase"] for each in made["evidence"]] == [
        "Trade came to 3.6 billion."
    ]
    assert read("indicators")["items"] == [
        {
            "id": Indicator.objects.get().pk,
            "name": "Trade in goods",
            "measure": "level",
            "unit": "USD",
            "sector": "",
            "better": "",
            "denominator": "",
            "definition": "",
            "figures": 1,
        }
    ]
    assert post("observations", FIGURE, headers)[0] == 409
    keys = [each["key"] for each in read("observations?geography=KR&counterpart=LV")["items"]]  # fmt: skip
    assert keys == ["trade-2030"]
    assert read("observations?geography=NO")["items"] == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"measure": "share"}, "denominator"),
        ({"measure": "rank"}, "better"),
        ({"evidence": []}, "passages"),
        ({"period": "last year"}, "period"),
        ({"measure": "opinion"}, "body.asked.measure"),
        ({"status": "withdrawn"}, "body.asked.status"),
    ],
)
def test_what_a_figure_must_say(change: dict[str, Any], field: str) -> None:
    made_up.source()
    status, refused = post("observations", FIGURE | change, bearer(made_up.curator()))
    assert (status, [each["field"] for each in refused["errors"]]) == (422, [field])
    assert not Indicator.objects.exists()


def test_an_internal_figure_is_read_by_curators_alone() -> None:
    made_up.figure("Exports", "level", "4", audience="internal", key="inner")
    assert read("observations")["items"] == []
    assert read("indicators")["items"] == []
    assert read("observations/inner")["status"] == 404
    headers = bearer(made_up.curator(), scope="read")
    assert [each["key"] for each in read("observations", headers)["items"]] == ["inner"]


def test_a_date_is_published_and_changed_under_its_key() -> None:
    headers = bearer(made_up.curator())
    body = {"key": "fair-2031", "kind": "event", "title": "Fair", "start": "2031-03-04"}
    status, made = post("calendar", body, headers)
    assert (status, made["status"], made["sequence"]) == (201, "upcoming", 0)
    status, moved = post("calendar", body | {"start": "2031-03-05"}, headers)
    assert (moved["id"], moved["start"], moved["sequence"]) == (made["id"], "2031-03-05", 1)  # fmt: skip
    status, refused = post("calendar", body | {"end": "2031-03-01"}, headers)
    assert (status, refused["errors"][0]["field"]) == (422, "end")
    assert read("calendar?since=2031-03-06")["items"] == []
    assert read("calendar?until=2031-03-05")["items"] == [moved]
    assert CalendarItem.objects.count() == 1


def test_a_program_that_changes_a_date_leaves_its_page_alone() -> None:
    publish_entry(
        by=None, key="call-5", kind="call", title="A call", start="2031-03-04", link="/programmes/calls/a/",
    )  # fmt: skip
    body = {"key": "call-5", "kind": "call", "title": "A call", "start": "2031-03-05"}
    status, moved = post("calendar", body, bearer(made_up.curator()))
    assert (status, moved["start"], moved["link"]) == (201, "2031-03-05", "/programmes/calls/a/")  # fmt: skip


def test_who_may_not_write() -> None:
    user = User.objects.create_user("reader@example.org")
    reader = Person.objects.create(name="Ana", email=user.email, user=user)
    made_up.source()
    assert post("observations", FIGURE, bearer(reader))[0] == 403
    assert post("calendar", {"key": "a", "kind": "event", "title": "A", "start": "2031"}, bearer(reader))[0] == 403  # fmt: skip
    assert not Observation.objects.exists()
    assert not CalendarItem.objects.exists()


def test_a_gated_text_is_for_a_registered_person_s_token() -> None:
    Article.objects.create(
        slug="report",
        section="report",
        title="Report",
        teaser="In short",
        body="The whole text",
        is_gated=True,
        published_on=date(2030, 1, 2),
    )
    Article.objects.create(
        slug="draft",
        section="news",
        title="Draft",
        state="draft",
        published_on=date(2030, 1, 2),
    )
    assert read("articles/report")["text"] is None
    assert "whole text" not in str(read("articles"))
    assert read("articles?text=whole")["items"] == []
    user = User.objects.create_user("reader@example.org")
    reader = Person.objects.create(name="Ana", email=user.email, user=user)
    headers = bearer(reader, scope="read")
    assert read("articles/report", headers)["text"] == "The whole text"
    assert [each["slug"] for each in read("articles", headers)["items"]] == ["report"]
    assert read("articles/draft", headers)["status"] == 404


def test_a_cluster_has_its_profile() -> None:
    home = Organisation.objects.create(name="Harbour Bio Cluster", country="LV")
    ClusterProfile.objects.create(organisation=home, city="Riga", staff="2.5")
    found = read(f"clusters/{home.pk}")
    assert (found["name"], found["staff"], found["members"]) == (
        "Harbour Bio Cluster",
        "2.5",
        [],
    )
    assert [each["id"] for each in read("clusters?country=LV")["items"]] == [home.pk]
    assert read("clusters?country=KR")["items"] == []


QUERIES = {"indicators": 1, "observations": 2, "calendar": 2, "articles": 2, "clusters": 1}  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("noun", sorted(QUERIES))
def test_a_list_asks_the_same_number_of_questions_whatever_its_length(
    noun: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        made_up.figure(f"Figure {number}", "level", "4", key=f"f-{number}")
        home = Organisation.objects.create(name=f"Cluster {number}", country="LV")
        ClusterProfile.objects.create(organisation=home)
        article = Article.objects.create(
            slug=f"a-{number}",
            section="news",
            title="News",
            published_on=date(2030, 1, 2),
        )
        article.tags.create(kind="organisation", organisation=home)
        publish_entry(key=f"e-{number}", kind="event", title="Fair", start="2031", organisation=home)  # fmt: skip
    with django_assert_num_queries(QUERIES[noun]):
        assert len(read(noun)["items"]) == rows
