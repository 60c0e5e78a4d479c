"""Following and the feed: what matches stands there once, with its reason, and nothing that a reader may not see."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from madang.site.core import choices
from madang.site.core.models import LogEntry
from madang.site.directory.models import Membership, Organisation, Person
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.actions.feed import follow, publish_item, unfollow
from madang.site.landscape.models import ClusterProfile, FeedItem, Follow
from madang.site.landscape.queries.feed import feed_of
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.claims import withdraw_claim
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Tie


@pytest.fixture
def reader(db: None) -> Person:
    return Person.objects.create(name="Maija Ozola", email="maija@example.org")


@pytest.fixture
def cluster(db: None) -> Organisation:
    organisation = Organisation.objects.create(name="Amber Coast Cluster")
    ClusterProfile.objects.create(organisation=organisation)
    return organisation


def tie_of(
    *codes: str, key: str = "amber", audience: str = "public", party: str = "Alder Bio"
) -> Tie:
    source = add_source(by=None, kind="article", title=f"On {key}")
    passage = add_passage(source, by=None, paraphrase="Both sides have signed.")
    organisation, _is_new = Organisation.objects.get_or_create(name=party)
    return add_tie(
        by=None,
        kind="mou",
        parties=[(organisation, "party")],
        subject="Working together",
        passages=[passage],
        stage="signed",
        countries=codes,
        key=key,
        audience=audience,
    )


def news(key: str, **facts: object) -> FeedItem:
    return publish_item(key=key, kind="article", title=key, link=f"/{key}/", **facts)  # type: ignore[arg-type]


def titles(person: Person) -> list[str]:
    return [line.title for line in feed_of(person)]


def test_who_follows_nothing_reads_nothing(reader: Person) -> None:
    news("one", country_a="LV")
    tie_of("LV", "KR")
    assert list(feed_of(reader)) == []


def test_a_pair_has_its_ties_and_its_news_and_no_others(reader: Person) -> None:
    follow(by=reader, kind="pair", country_a="LV", country_b="KR")
    news("pair", country_a="lv", country_b="kr")
    news("country", country_a="LV")
    tie_of("LV", "KR")
    tie_of("LV", "DE", key="other")
    tie_of("LV", "KR", key="closed", audience="internal")
    assert titles(reader) == ["Memorandum of understanding: Alder Bio", "pair"]
    assert {line.why for line in feed_of(reader)} == {
        "Here because you follow Latvia and South Korea"
    }


def test_a_line_stands_once_with_every_reason(
    reader: Person, cluster: Organisation
) -> None:
    follow(by=reader, kind="country", country_a="LV")
    follow(by=reader, kind="organisation", organisation=cluster)
    follow(by=reader, kind="field", field="oncology")
    news("one", country_a="LV", organisation=cluster, field="oncology")
    (line,) = feed_of(reader)
    assert line.why == (
        "Here because you follow Latvia, Amber Coast Cluster and Oncology"
    )


def test_who_follows_a_cluster_reads_of_its_members(
    reader: Person, cluster: Organisation
) -> None:
    member = Organisation.objects.create(name="Alder Bio")
    Membership.objects.create(cluster=cluster, member=member)
    follow(by=reader, kind="organisation", organisation=cluster)
    tie_of("LV")
    (line,) = feed_of(reader)
    assert (line.title, line.why) == (
        "Memorandum of understanding: Alder Bio",
        "Here because you follow Amber Coast Cluster and its members",
    )


def test_a_date_that_moves_is_news_for_whoever_follows_it(reader: Person) -> None:
    item = publish_entry(key="fair", kind="event", title="Fair", start="2027-03-09")
    follow(by=reader, kind="entry", entry=item)
    publish_entry(key="fair", kind="event", title="Fair", start="2027-03-10")
    (line,) = feed_of(reader)
    assert (line.title, line.why) == (
        "New date: Fair",
        "Here because you follow Fair",
    )


def test_internal_news_is_for_curators(reader: Person) -> None:
    follow(by=reader, kind="country", country_a="LV")
    news("inside", country_a="LV", audience="internal")
    assert len(feed_of(reader)) == 0


def test_a_tie_on_which_no_claim_stands_is_no_news(reader: Person) -> None:
    follow(by=reader, kind="country", country_a="LV")
    claim = tie_of("LV").claims.get()
    withdraw_claim(claim, by=None, why="Another company of the same name")
    assert len(feed_of(reader)) == 0


def test_the_newest_stands_first_and_a_slice_is_read_alone(reader: Person) -> None:
    follow(by=reader, kind="country", country_a="LV")
    for day in (3, 1, 2):
        news(f"day-{day}", country_b="LV", at=datetime(2027, 1, day, tzinfo=UTC))
    assert [line.title for line in feed_of(reader)[1:]] == ["day-2", "day-1"]


def test_the_same_key_is_the_same_news(db: None) -> None:
    news("one", country_a="LV")
    publish_item(key="one", kind="article", title="Other words", link="/one/")
    assert [each.title for each in FeedItem.objects.all()] == ["Other words"]


def test_following_twice_is_one_row_and_one_line_in_the_log(reader: Person) -> None:
    one = follow(by=reader, kind="pair", country_a="LV", country_b="KR")
    other = follow(by=reader, kind="pair", country_a="kr", country_b="lv")
    assert one == other
    assert (one.country_a, one.country_b) == ("KR", "LV")
    entry = LogEntry.objects.get()
    assert (entry.verb, entry.detail) == ("follow", "pair KR LV")


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("pair", {"country_a": "LV"}),
        ("pair", {"country_a": "LV", "country_b": "lv"}),
        ("country", {"country_a": "QQ"}),
        ("country", {"country_a": "LV", "field": "oncology"}),
        ("field", {"field": "astrology"}),
        ("planet", {"country_a": "LV"}),
        ("entry", {}),
        ("organisation", {}),
    ],
)
def test_what_is_not_there_cannot_be_followed(
    reader: Person, kind: str, facts: dict[str, str]
) -> None:
    with pytest.raises(LandscapeError):
        follow(by=reader, kind=kind, **facts)  # type: ignore[arg-type]
    assert Follow.objects.count() == 0


def test_who_is_only_in_the_directory_cannot_be_followed(reader: Person) -> None:
    hidden = Organisation.objects.create(name="Quiet Company")
    with pytest.raises(LandscapeError):
        follow(by=reader, kind="organisation", organisation=hidden)


def test_an_internal_date_cannot_be_followed(reader: Person) -> None:
    item = publish_entry(
        key="in", kind="event", title="In", start="2027", audience="internal"
    )
    with pytest.raises(LandscapeError):
        follow(by=reader, kind="entry", entry=item)


def test_nobody_follows_more_than_a_page_holds(reader: Person) -> None:
    codes = [code for code, _name in choices.countries()[1:52]]
    for code in codes[:50]:
        follow(by=reader, kind="country", country_a=code)
    with pytest.raises(LandscapeError) as refusal:
        follow(by=reader, kind="country", country_a=codes[50])
    assert str(refusal.value) == (
        "You follow 50 things; there can be no more. Take one off the list first."
    )
    assert follow(by=reader, kind="country", country_a=codes[0]).person == reader


def test_nobody_ends_what_another_follows(reader: Person) -> None:
    row = follow(by=reader, kind="country", country_a="LV")
    other = Person.objects.create(name="Other")
    with pytest.raises(LandscapeError):
        unfollow(row, by=other)
    unfollow(row, by=reader)
    unfollow(row, by=reader)
    assert Follow.objects.count() == 0
    assert LogEntry.objects.filter(verb="unfollow").count() == 1


def test_the_reason_is_in_the_readers_language(reader: Person) -> None:
    follow(by=reader, kind="country", country_a="LV")
    news("one", country_a="LV")
    with override("ko"):
        assert "라트비아" in feed_of(reader)[0].why
