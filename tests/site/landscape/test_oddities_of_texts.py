"""Rules that read words and their order: lists paired by order, clauses without a subject, an "own" of several, places that change midway."""

import pytest
from django.test import Client

from madang.site.directory.models import User
from madang.site.landscape.queries.oddities import everything_odd
from madang.site.landscape.wording.rows import name_of as row_name
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.models import Occasion
from madang.site.ledger.rules.oddities import Oddity
from tests.site.landscape.made_up_figures import figure, source
from tests.site.landscape.made_up_ties import company, tie, visit

pytestmark = pytest.mark.django_db


def found() -> list[Oddity]:
    user, _is_new = User.objects.get_or_create(email="all@example.org", is_curator=True)
    return everything_odd(user)


def raised() -> list[str]:
    return [each.rule for each in found()]


def say(text: str, *, exact: str = "", **facts: str) -> None:
    passage = add_passage(source(), by=None, exact=exact, paraphrase="" if exact else text)  # fmt: skip
    add_claim(by=None, aspect="statement", about=None, passages=[passage], text="noted", **facts)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Mere Saar, head of the guild, says that both states lead in implants and optics, respectively.",
        "Tartu, Turku and Tromso host fairs in May and June, respectively.",
        "They make, respectively, vaccines and pumps.",
    ],
)
def test_a_pairing_by_order_of_which_one_list_is_missing_or_shorter(text: str) -> None:
    say(text)
    (odd,) = found()
    assert (odd.rule, odd.title) == ("paired_by_order", "Which belongs to which?")
    assert odd.sentence == (
        "“Respectively” pairs two lists by their order. Here the sentence does not name both, or they differ in length: "
        f"“{text}”"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Estonia and Chile lead in implants and optics, respectively.",
        "In 2031, Tartu, Turku and Tromso host fairs in May, June and July respectively, and all are open.",
        "Kalev and Haneul make, respectively, vaccines and pumps.",
        "Both states lead in implants and optics.",
    ],
)
def test_a_pairing_of_two_lists_of_one_length_is_not_odd(text: str) -> None:
    say(text)
    assert raised() == []


def opening(text: str) -> None:
    one = company("Kalev", "EE")
    for city in ("oslo", "lima"):
        tie("accelerator_opening", one, company("Harbour", "KR"), subject=city, key=f"opening-{city}", told_in=f"on-{city}")  # fmt: skip
    passage = add_passage(source(), by=None, exact=text)
    for city in ("oslo", "lima"):
        row = one.tie_parts.get(tie__key=f"opening-{city}").tie
        add_claim(by=None, aspect="subject", about=row, passages=[passage], text=city)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        (
            "We rely on the studio Kalev, which sits in Estonia, and is about to open houses in Oslo and Lima.",
            "which sits in Estonia, and is",
        ),
        (
            "is about to open houses in Oslo and Lima.",
            "is about to open houses in Oslo and Lima.",
        ),
    ],
)
def test_a_clause_whose_subject_is_outside_once_a_passage(
    text: str, clause: str
) -> None:
    opening(text)
    (odd,) = found()
    assert (odd.rule, odd.sentence) == (
        "subject_unclear",
        f"The subject of “{clause}” is not in the clause itself; more than one name before it may be meant.",
    )
    assert [str(row) for row in odd.rows] == ["opening-oslo", "opening-lima"]


def test_a_clause_with_its_subject_is_not_odd() -> None:
    opening("Kalev, which sits in Estonia, is about to open houses, and it is hiring.")
    assert raised() == []


def test_whose_own_of_two_parties() -> None:
    one, other = company("Kalev", "EE"), company("Haneul", "KR")
    tie("mou", one, other, stage="signed", date="2030-07", subject="to build its own clinic in Lima")  # fmt: skip
    (odd,) = found()
    assert (odd.rule, odd.sentence) == (
        "whose_own",
        "The source speaks of something of one’s “own”; each of the parties may be meant: Kalev, Haneul.",
    )
    page = Client().get(f"/ledger/ties/{odd.rows[0]}/").content.decode()
    assert page.count("Whose own?") == 1


def test_a_thing_of_somebody_named_is_not_odd() -> None:
    one, other = company("Kalev", "EE"), company("Haneul", "KR")
    tie("mou", one, other, stage="signed", date="2030-07", subject="to build Kalev’s clinic in Lima")  # fmt: skip
    assert raised() == []


def listed(*items: str) -> None:
    for number, text in enumerate(items):
        say(text, exact=text, key=f"item-{number}")


def test_dates_above_titles_in_one_list_and_below_in_another() -> None:
    listed("Sleep and salt\n2031-04-03", "Bees of Lima\n2031-04-03", "4 May 2031\nFair of optics\nLima")  # fmt: skip
    (odd,) = found()
    assert (odd.rule, [str(row) for row in odd.rows]) == ("dates_on_both_sides", ["On gazette"])  # fmt: skip


def test_dates_on_one_side_of_every_title_are_not_odd() -> None:
    listed("2031-04-03\nSleep and salt", "4 May 2031\nBees of Lima", "Founded in 2031")
    assert raised() == []


def dates(*ends: str) -> None:
    for number, end in enumerate(ends):
        visit(f"Fair {number}", "EE", "KR", start=f"2031-06-0{number + 1}", end=end)
    Occasion.objects.update(kind=Occasion.Kind.CALENDAR)


def test_a_calendar_of_first_days_alone() -> None:
    dates("", "")
    (odd,) = found()
    assert (odd.rule, odd.sentence) == (
        "only_first_days",
        "The calendar of the source states one day of each of 2 dates. Whether each lasts one day, or only its first day is stated, is not known.",
    )


def test_a_calendar_that_states_a_last_day_knows_how() -> None:
    dates("", "2031-06-04")
    assert raised() == []


def town(name: str, value: str, place: str, said: str) -> None:
    figure(name, "count", value, unit="persons", geography=place, period="2030", said=said)  # fmt: skip


def test_a_text_that_changes_its_place_midway() -> None:
    town("nurses", "1200", "EE", "Estonian clinics have 1,200 nurses.")
    town("guests", "90", "EE", "90 guests came.")
    town("doctors", "300", "NO", "In Norwegian clinics there are 300 doctors.")
    town("porters", "40", "NO", "Porters number 40.")
    (odd,) = found()
    assert (odd.rule, odd.sentence) == (
        "place_changes_midway",
        "The text gives figures of Estonia first, then of Norway. Figures after the change that do not name their place: 1. None is carried from one place to the other.",
    )
    assert [row_name(row) for row in odd.rows] == ["On gazette", "porters: 40 persons"]
    pages = [
        Client().get(f"/landscape/countries/{code}/").content.decode()
        for code in ("ee", "no")
    ]
    assert [page.count("The place changes midway") for page in pages] == [0, 1]


def test_a_part_of_a_country_is_a_place_of_its_own() -> None:
    town("nurses", "1200", "KR", "Korean clinics have 1,200 nurses.")
    town("doctors", "300", "DE-Harz", "Doctors in the Harz number 300.")
    town("porters", "40", "DE-Harz", "Porters number 40.")
    (odd,) = found()
    assert odd.sentence == (
        "The text gives figures of South Korea first, then of Harz (Germany). Figures after the change that do not name their place: 1. None is carried from one place to the other."
    )


def test_a_text_that_names_each_place_or_another_source_is_not_odd() -> None:
    town("nurses", "1200", "EE", "Estonian clinics have 1,200 nurses.")
    town("doctors", "300", "NO", "In Norwegian clinics there are 300 doctors.")
    figure("porters", "count", "40", unit="persons", geography="NO", period="2030", told_in="herald", said="Porters number 40.")  # fmt: skip
    assert raised() == []
