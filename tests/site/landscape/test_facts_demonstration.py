"""The public facts of the demonstration: cited, in own words, on the pages of five pairs of countries."""

import pytest

from madang.demo.facts import build_facts
from madang.site.directory.models import Person
from madang.site.landscape.models import Article, CalendarItem, Observation
from madang.site.ledger.models import (
    Claim,
    Occasion,
    OrganisationRecord,
    Passage,
    Position,
    Source,
    Tie,
)
from madang.site.ledger.rules.stages import stage_of


@pytest.fixture(autouse=True)
def facts(db: None) -> Person:
    """The facts of the demonstration, loaded."""
    by = Person.objects.create(name="Curator")
    assert build_facts(by=by) == 244
    return by


def between(one: str, other: str) -> list[str]:
    ties = Tie.objects.filter(countries__country=one)
    return list(ties.filter(countries__country=other).values_list("key", flat=True))


def test_each_source_says_publisher_and_date_or_how_they_are_inferred() -> None:
    assert [
        (each.publisher or f"inferred: {each.publisher_inferred.split(',')[0]}", each.published or each.published_inferred)
        for each in Source.objects.all()
    ] == [
        ("inferred: business development agency of the Ruhr", "2017/2019"),
        ("inferred: Norway Health Tech", "2018-09-03"),
        ("inferred: Investment and Development Agency of Latvia", "2024-11-30/2025-10-09"),
        ("The Korea Herald", "2011-06-09"),
        ("The Baltic Course", "2017-11-16"),
        ("World Bio Summit 2023 Secretariat", "2023-12-12"),
        ("GeneOnline", "2022-08-01"),
    ]  # fmt: skip


def test_every_passage_is_in_own_words() -> None:
    assert Passage.objects.exclude(exact="").count() == 0
    assert Passage.objects.filter(paraphrase="").count() == 0


def test_five_pairs_of_countries_have_ties_or_visits() -> None:
    assert between("LV", "KR") == [
        "lakifa-koreabio-memorandum",
        "liaa-eugene-talks",
        "stradins-seoul-talks",
        "ae-risinajumi-plagen-memorandum",
        "dong-a-st-trials-in-latvia",
        "kolmar-korea-trials-in-latvia",
        "prestige-bio-trials-in-latvia",
        "grindeks-office-in-korea",
        "latvian-study-visits-2024",
    ]
    assert between("NO", "CN") == [
        "norway-china-health-memorandum",
        "norway-health-tech-nhack-letter",
        "nordic-chinese-collaboration",
    ]
    assert between("KR", "TH") == ["sk-bioscience-gpo-memorandum"]
    assert between("KR", "ZA") == ["genuintech-afrigen-agreement"]
    (tour,) = Occasion.objects.filter(from_country="DE", to_country="KR")
    assert tour.parties.count() == 4


def test_talks_stay_talks_whatever_is_quoted() -> None:
    talks = Tie.objects.get(key="liaa-eugene-talks")
    reading = stage_of(Claim.objects.filter(tie=talks).order_by("pk"))
    assert [(each.statement.stage, str(each.reason)) for each in reading.why] == [
        ("talks", "decides"),
        ("signed", "quoted"),
    ]
    assert talks.stage == "talks"


def test_contradictory_figures_of_trade_stand_side_by_side() -> None:
    rows = Observation.objects.filter(geography="LV", counterpart="KR").order_by("pk")
    assert [(int(each.value), each.indicator.unit, each.period) for each in rows] == [
        (130_000_000, "EUR", ""),
        (5, "times", "P10Y"),
        (105_000_000, "USD", "2010"),
        (4, "times", "2011/2017"),
    ]


def test_a_share_says_of_what_or_that_nobody_says() -> None:
    shares = Observation.objects.filter(indicator__measure="share")
    silent = [each.key for each in shares if not each.indicator.denominator]
    assert silent == ["germany-share-medtech-korea", "us-share-medtech-korea"]


def test_dates_and_headlines_are_there_and_groups_stay_unnamed() -> None:
    assert list(CalendarItem.objects.values_list("key", flat=True)) == [
        "precision-medicine-forum-2025",
        "world-health-expo-2026",
        "bio-asia-2026",
        "rare-disease-week-2026",
        "himss-2026",
        "dcat-week-2026",
    ]
    assert Article.objects.filter(claim__isnull=False).count() == 7
    assert OrganisationRecord.objects.filter(is_group=True).count() == 8
    assert Position.objects.get(key="minister-of-economics-2023").person is None
    assert not Position.objects.exclude(telephone="", fax="", email="").exists()


def test_loading_them_again_adds_nothing(facts: Person) -> None:
    assert build_facts(by=facts) == 0
    assert set(CalendarItem.objects.values_list("sequence", flat=True)) == {0}
