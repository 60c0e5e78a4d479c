"""The map of ties between countries and its table."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.landscape.rules.globe import arc, places, spot
from tests.conftest import sign_in
from tests.site.landscape.made_up_figures import curator
from tests.site.landscape.made_up_ties import company, tie

pytestmark = pytest.mark.django_db


def ties() -> None:
    tie("mou", company("Kalev", "EE"), company("Haneul", "KR"), stage="signed", date="2030")  # fmt: skip
    tie("talks", company("Kalev", "EE"), company("Haneul", "KR"), stage="talks", date="2031")  # fmt: skip
    tie("mou", company("Kalev", "EE"), company("Hana", "JP"), stage="signed", date="2031")  # fmt: skip
    tie("mou", company("Kalev", "EE"), company("Pogo", "KR"), stage="signed", audience="internal")  # fmt: skip


def test_arcs_are_drawn_by_stage_and_listed() -> None:
    ties()
    answer = Client().get("/landscape/map/")
    rows = [(each.slug, each.ties, each.firm, each.open) for each in answer.context["page"]]  # fmt: skip
    assert rows == [("ee-kr", 2, 1, 1), ("ee-jp", 1, 1, 0)]
    assert [each.css for each in answer.context["arcs"]] == ["open w1", "firm w1", "firm w1"]  # fmt: skip
    page = answer.content.decode()
    assert "without coastlines" in page
    assert [each.name for each in answer.context["dots"]] == ["Estonia", "Japan", "South Korea"]  # fmt: skip


def test_it_is_narrowed_and_curators_see_more() -> None:
    ties()
    for query, expected in (("?kind=talks", 1), ("?year=2031", 2), ("?stage=signed", 2), ("?country=JP", 1)):  # fmt: skip
        assert Client().get(f"/landscape/map/{query}").context["page"].paginator.count == expected  # fmt: skip
    assert sign_in(curator()).get("/landscape/map/").context["page"][0].ties == 3


def test_countries_lie_where_they_are() -> None:
    longitude, latitude = places()["KR"]
    assert (round(longitude), round(latitude)) == (127, 38)
    assert spot("LV") == (96.4, -227.8)
    assert spot("XX") is None
    assert arc((0, 0), (4, 0)) == "M0 0Q2.0 -1.0 4 0"


def test_nothing_to_draw_is_said() -> None:
    assert "No tie between two countries is entered yet." in Client().get("/landscape/map/").content.decode()  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_questions_of_the_map(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        tie("mou", company(f"Kalev {each}", "EE"), company(f"Haneul {each}", "KR"))
    with django_assert_num_queries(2):
        Client().get("/landscape/map/")
