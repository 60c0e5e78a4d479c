"""Following and the feed for programs: one's own list, and what there is to read about it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person, User
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import Follow
from tests.site.programmes.asked import Program, refusal

pytestmark = pytest.mark.django_db


def reader(name: str = "Ana") -> Person:
    user = User.objects.create_user(f"{name.lower()}@example.org")
    return Person.objects.create(name=name, email=user.email, user=user)


def news(number: int, **marks: str) -> None:
    publish_item(
        key=f"n{number}",
        kind="need",
        title=f"News {number}",
        link="/programmes/needs/a/",
        **{"country_a": "LV", **marks},
    )


def test_a_thing_is_followed_read_and_left() -> None:
    person = reader()
    program, other = Program(person), Program(reader("Ben"))
    news(1)
    news(2, country_a="NO")
    path = "landscape/follows"
    status, row = program.post(path, "f1", kind="country", country_a="LV")
    assert (status, row["name"], row["country_a"]) == (201, "Latvia", "LV")
    assert program.post(path, "f1", kind="country", country_a="LV") == (201, row)
    assert program.post(path, kind="country", country_a="LV") == (201, row)
    assert program.get(path)["items"] == [row]
    (line,) = program.get("landscape/feed")["items"]
    assert (line["title"], line["why"]) == ("News 1", "Here because you follow Latvia")
    assert line["link"].startswith("http")
    assert other.get(path)["items"] == []
    assert other.get("landscape/feed")["items"] == []
    assert other.delete(f"{path}/{row['id']}")[0] == 404
    assert program.delete(f"{path}/{row['id']}") == (200, row)
    assert program.get("landscape/feed")["items"] == []
    assert not Follow.objects.exists()
    assert sorted(LogEntry.objects.filter(verb__endswith="follow").values_list("verb", flat=True)) == ["follow", "unfollow"]  # fmt: skip


def test_what_cannot_be_followed() -> None:
    person = reader()
    program = Program(person)
    path = "landscape/follows"
    nothing = (422, "There is nothing of this kind to follow.", [])
    assert refusal(program.post(path, kind="country", country_a="ZZ")) == nothing
    assert refusal(program.post(path, kind="organisation", organisation=9)) == nothing
    assert refusal(program.post(path, kind="field", field="weather")) == nothing
    assert refusal(program.post(path, kind="pair", country_a="LV")) == nothing
    assert program.post(path, kind="weather")[0] == 422
    assert Program(person, scope="read").post(path, kind="country", country_a="LV")[0] == 403  # fmt: skip
    for noun in ("follows", "feed"):
        assert Program().get(f"landscape/{noun}")["status"] == 401
    assert not Follow.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_whatever_their_length(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person = reader()
    program = Program(person)
    program.post("landscape/follows", kind="country", country_a="LV")
    for number, code in enumerate(("NO", "KR")[: rows - 1]):
        program.post("landscape/follows", kind="country", country_a=code)
        news(number)
    news(9)
    with django_assert_num_queries(2):
        assert len(program.get("landscape/follows")["items"]) == rows
    with django_assert_num_queries(5):
        found = program.get("landscape/feed?limit=2")
    assert len(found["items"]) == min(rows, 2)
    assert found["next"] == (None if rows == 1 else 2)
