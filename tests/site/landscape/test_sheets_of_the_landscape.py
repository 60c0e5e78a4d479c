"""Figures and dates as workbooks: out, in again, and every refusal at its cell."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.models import (
    CalendarItem,
    FeedItem,
    Indicator,
    Observation,
)
from tests.conftest import sign_in
from tests.site.landscape import made_up_figures as made_up
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
FIGURES = "/landscape/figures/import/"
DATES = "/landscape/calendar/import/"


def fill() -> None:
    """Enter a share, a rank, a large sum and two dates."""
    made_up.figure(
        "Home market",
        "share",
        "12.5",
        key="share",
        geography="LV",
        period="2030",
        decimals=1,
        of="all exports",
    )
    made_up.figure("Women in laboratories", "share", "3", key="jobs", geography="LV", period="2030")  # fmt: skip
    made_up.figure("Place among ports", "rank", "4", key="rank", unit="rank", told_in="herald", said="Fourth.")  # fmt: skip
    made_up.figure(
        "Trade",
        "level",
        "1234567890123.25",
        key="trade",
        unit="USD",
        counterpart="KR",
        geography="LV",
        period="P10Y",
        status="doubtful",
    )
    publish_entry(
        key="fair-2031",
        kind="event",
        title="Fair",
        start="2031-03-04",
        end="2031-03-06",
        country="LV",
        field="oncology",
        city="Riga",
    )
    publish_entry(key="call-2031", kind="call", title="Call", start="2031-05")


def book(name: str, language: str = "en", client: Client | None = None) -> bytes:
    answer = (client or Client()).get(
        f"/landscape/{name}.xlsx", headers={"Accept-Language": language}
    )
    assert answer.status_code == 200
    return answer.content


@pytest.fixture
def elsewhere() -> dict[str, bytes]:
    """The workbooks of another site; here nothing is entered."""
    with transaction.atomic():
        fill()
        found = {
            f"{name}-{language}": book(name, language)
            for name in ("figures", "calendar")
            for language in ("en", "ko")
        }
        transaction.set_rollback(True)
    assert not Indicator.objects.exists()
    return found


@pytest.fixture
def client() -> Client:
    return sign_in(made_up.curator())


def cell(sheet: str, place: str, value: Any) -> Any:
    def change(book: Any) -> None:
        book[sheet][place] = value

    return change


@pytest.mark.parametrize("language", ["en", "ko"])
def test_figures_come_in_elsewhere_and_go_out_equal(
    language: str, elsewhere: dict[str, bytes], client: Client
) -> None:
    assert take(client, FIGURES, elsewhere[f"figures-{language}"]).status_code == 302
    assert sheets_of(book("figures")) == sheets_of(elsewhere["figures-en"])
    row = Observation.objects.get(key="trade")
    assert f"{row.value}" == "1234567890123.250000"
    again = give(client, FIGURES, elsewhere["figures-en"]).context["outcome"]
    assert (again.new, again.changed, again.known, again.notes) == (0, 0, 10, [])


@pytest.mark.parametrize("language", ["en", "ko"])
def test_dates_come_in_elsewhere_and_go_out_equal(
    language: str, elsewhere: dict[str, bytes], client: Client
) -> None:
    assert take(client, DATES, elsewhere[f"calendar-{language}"]).status_code == 302
    assert sheets_of(book("calendar")) == sheets_of(elsewhere["calendar-en"])
    again = give(client, DATES, elsewhere["calendar-en"])
    outcome = again.context["outcome"]
    assert (outcome.new, outcome.changed, outcome.known) == (0, 0, 2)
    assert "There is nothing to take in" in again.content.decode()


def test_what_a_figure_s_line_says() -> None:
    fill()
    heads, *rows = sheets_of(book("figures"))["Figures"]
    line = dict(zip(heads, rows[1], strict=True))
    assert {
        name: line[name]
        for name in (
            "Key",
            "Measure",
            "Value",
            "Share of what",
            "The source does not say of what",
            "Key of the source",
        )
    } == {
        "Key": "jobs",
        "Measure": "Share",
        "Value": 3,
        "Share of what": None,
        "The source does not say of what": "yes",
        "Key of the source": "gazette",
    }
    assert rows[3][heads.index("Value")] == 1234567890123.25


@pytest.mark.parametrize(
    ("place", "value", "column", "expected"),
    [
        ("H3", None, "G, Share of what", "A share of what? Say it, or that the source does not say."),
        ("F4", None, "F, Which way, for a rank", "A rank says which way: is a higher or a lower number better?"),
        ("I4", 0, "I, Value", "The first place is 1."),
        ("I2", "many", "I, Value", "a number: 3600000 or 2.5"),
        ("I2", None, "I, Value", "something: it must be filled"),
        ("O2", "lately", "O, Period", "Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."),
        ("U2", None, "U, Key of the source", "Name the source and the place in it. Nothing is entered without."),
        ("H2", "perhaps", "H, The source does not say of what", "yes or no"),
        ("C2", "Taste", "C, Measure", "one of: Level, Count, Share, Rank, Growth, Change, Multiple, Duration"),
    ],
)  # fmt: skip
def test_each_fault_of_a_figure_has_its_place(
    place: str,
    value: object,
    column: str,
    expected: str,
    elsewhere: dict[str, bytes],
    client: Client,
) -> None:
    content = changed(elsewhere["figures-en"], cell("Figures", place, value))
    # Only what the line says itself: the sheet of indicators would say the rest.
    content = changed(content, lambda book: book.remove(book["Indicators"]))
    preview = give(client, FIGURES, content)
    assert preview.status_code == 422
    assert faults_of(preview) == [("Figures", int(place[1:]), column, expected)]
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("place", "value", "column", "expected"),
    [
        ("A2", "Fair 2031", "A, Key", "small letters, digits and hyphens, at most 60"),
        ("D2", "spring", "D, First day", "Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."),
        ("E2", "2031-01-01", "E, Last day", "The last day is before the first."),
        ("J2", "sorcery", "J, Field", "one of: Oncology, "),
        ("K2", "Nobody", "K, Organiser", "an organisation that is entered; “Nobody” is none. "),
    ],
)  # fmt: skip
def test_each_fault_of_a_date_has_its_place(
    place: str,
    value: str,
    column: str,
    expected: str,
    elsewhere: dict[str, bytes],
    client: Client,
) -> None:
    preview = give(client, DATES, changed(elsewhere["calendar-en"], cell("Dates", place, value)))  # fmt: skip
    (fault,) = faults_of(preview)
    assert fault[:3] == ("Dates", 2, column)
    assert fault[3].startswith(expected)
    assert not CalendarItem.objects.exists()


def test_a_date_of_a_known_key_is_changed_and_keeps_what_the_sheet_does_not_say(
    client: Client,
) -> None:
    home = Organisation.objects.create(name="Harbour Office")
    publish_entry(key="fair", kind="event", title="Fair", start="2031-03-04", link="/landscape/", organisation=home)  # fmt: skip
    content = book("calendar")
    assert take(client, DATES, changed(content, cell("Dates", "D2", date(2031, 3, 5)))).status_code == 302  # fmt: skip
    row = CalendarItem.objects.get()
    assert (row.start, row.link, row.organisation, row.sequence) == ("2031-03-05", "/landscape/", home, 1)  # fmt: skip
    assert LogEntry.objects.get(verb="import sheet").detail.endswith(": 0 new, 1 changed, 0 known")  # fmt: skip
    assert FeedItem.objects.count() == 1


def test_what_is_internal_goes_out_to_curators_alone(client: Client) -> None:
    made_up.figure("Exports", "level", "4", audience="internal", key="inner")
    publish_entry(key="inner", kind="event", title="Inner", start="2031", audience="internal")  # fmt: skip
    assert len(sheets_of(book("figures"))["Figures"]) == 1
    assert len(sheets_of(book("calendar"))["Dates"]) == 1
    assert len(sheets_of(book("figures", client=client))["Figures"]) == 2
    assert len(sheets_of(book("calendar", client=client))["Dates"]) == 2


def test_downloads_are_narrowed() -> None:
    fill()
    pk = Indicator.objects.get(name="Trade").pk
    answer = Client().get(f"/landscape/figures.xlsx?indicator={pk}")
    assert [row[0] for row in sheets_of(answer.content)["Figures"][1:]] == ["trade"]
    answer = Client().get("/landscape/calendar.xlsx?kind=call")
    assert [row[0] for row in sheets_of(answer.content)["Dates"][1:]] == ["call-2031"]
    assert Client().get("/landscape/figures.xlsx?indicator=999999").status_code == 404


@pytest.mark.parametrize("here", [FIGURES, DATES])
def test_only_curators_take_in(here: str) -> None:
    user = User.objects.create_user("reader@example.org")
    reader = Person.objects.create(name="Ana", email=user.email, user=user)
    assert Client().get(here).status_code == 302
    assert sign_in(reader).get(here).status_code == 403
    assert give(sign_in(reader), here, b"x").status_code == 403
    assert sign_in(reader).get(f"{here}template.xlsx").status_code == 403
    template = sign_in(made_up.curator()).get(f"{here}template.xlsx")
    sheets = sheets_of(template.content)
    assert sheets.pop("Columns")[0] == ["Sheet", "Column", "Must be filled", "Expected"]
    assert {len(rows) for rows in sheets.values()} == {1}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_workbook_asks_the_same_number_of_questions_whatever_its_length(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        made_up.figure(f"Figure {number}", "level", "4", key=f"f-{number}", told_in=f"s-{number}")  # fmt: skip
        publish_entry(key=f"e-{number}", kind="event", title="Fair", start="2031")
    with django_assert_num_queries(3):
        book("figures")
    with django_assert_num_queries(2):
        book("calendar")
