"""An organiser's whole way: import → match → two participants answer → plan → publish → agenda on a phone → calendar."""

import re
import urllib.request
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site, enter, sign_in_by_code

pytestmark = pytest.mark.e2e
ROWS = [
    ("Ministry of Health, Morvania", "Ministry", "", "health@morvania.example.org", "Technology transfer for a measles vaccine; training places", "Procurement of vaccines", "English"),
    ("Saebom Vaccine", "Domestic company", "Korea", "bd@saebom.example.org", "Procurement of a measles vaccine", "Technology transfer for a measles vaccine, with training", "English, Korean"),
    ("Dolsan Antibody", "Biotech", "Korea", "bd@dolsan.example.org", "Contract manufacturing of an antibody", "Out-licensing of an antibody in oncology", "Korean"),
    ("Halvorsen Pharma", "Global pharma", "Norway", "in@halvorsen.example.org", "Licence for an antibody in oncology, phase 2", "Distribution in the Nordic countries", "English"),
]  # fmt: skip


def workbook(path: Path) -> Path:
    """Write a workbook as organisers get it back: a title above the header, a sheet of tables, one of interpreters."""
    book = openpyxl.Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "Answers"
    survey.append(["Preliminary demand survey"])
    survey.append([])
    survey.append(
        [
            "Organisation",
            "Organisation type",
            "Country",
            "E-mail of contact",
            "What we look for",
            "What we bring",
            "Working languages",
            "Delegates (number)",
            "Consent to share profile with",
        ]
    )
    for name, kind, country, email, seeks, offers, languages in ROWS:
        survey.append(
            [
                name,
                kind,
                country,
                email,
                seeks,
                offers,
                languages,
                1,
                "all participants",
            ]
        )
    tables = book.create_sheet("Rooms")
    tables.append(["Place", "Zone", "Seats", "Owner"])
    for number in (1, 2):
        tables.append([f"Table {number}", "A", 4, None])
    interpreters = book.create_sheet("Interpreters")
    interpreters.append(["Interpreter", "Languages", "Available"])
    interpreters.append(["Nuri Seo", "Korean-English", "both days"])
    book.save(path)
    return path


def make_event(page: Page) -> None:
    """Set up an event of one morning, through the pages."""
    enter(page, "organiser")
    page.goto("/lounge/new/")
    page.get_by_label("Name", exact=True).fill("Spring Lounge")
    page.locator("[name=slug]").fill("spring-lounge")
    page.locator("[name=city]").fill("Busan")
    page.locator("[name=country]").select_option("KR")
    page.locator("[name=zone]").select_option("Asia/Seoul")
    page.get_by_role("button", name="Make the event").click()
    page.goto("/lounge/spring-lounge/setup/days/")
    page.get_by_role("link", name="Add a day").click()
    page.locator("[name=date]").fill("2027-04-06")
    page.locator("[name=opens]").fill("09:00")
    page.locator("[name=closes]").fill("12:00")
    page.locator("main form button.button").last.click()
    page.goto("/lounge/spring-lounge/setup/days/")
    page.get_by_role("button", name="Make the slots").click()
    expect(page.locator("main")).to_contain_text(
        "The slots are as the hours have them: 6"
    )


def import_answers(page: Page, path: Path) -> None:
    """Read the workbook on the import page, look at the preview, apply it."""
    page.goto("/lounge/spring-lounge/survey/")
    page.get_by_role("link", name=re.compile("Import")).first.click()
    page.set_input_files("input[type=file]", str(path))
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("main")).to_contain_text("Ministry of Health, Morvania")
    page.get_by_role("button", name=re.compile("^Import: 7 new, 0 updated")).click()
    page.goto("/lounge/spring-lounge/survey/")
    expect(page.locator("main")).to_contain_text("Saebom Vaccine")


def wait_for(page: Page, address: str, text: str) -> None:
    """Open an address again and again until it shows a text: a job works in the background."""
    for _attempt in range(120):
        page.goto(address)
        if text in page.locator("main").inner_text():
            return
        page.wait_for_timeout(700)
    raise AssertionError(
        f"{address} never showed {text!r}: {page.locator('main').inner_text()[:600]}"
    )


def propose(page: Page) -> None:
    """Match, then propose the pair of ministry and vaccine maker to both."""
    page.goto("/lounge/spring-lounge/matching/")
    page.get_by_role("button", name="Match the answers").click()
    wait_for(
        page,
        "/lounge/spring-lounge/matching/",
        "Ministry of Health, Morvania – Saebom Vaccine",
    )
    page.get_by_role(
        "link", name="Ministry of Health, Morvania – Saebom Vaccine"
    ).click()
    page.get_by_role("button", name=re.compile("Propose")).click()


def say_yes(browser: Browser, site: Site, address: str) -> None:
    """Answer by the one-use link of the mail, without signing in."""
    letter = site.letters.wait_for(address, "/answer/")
    link = re.search(r"http://\S+/answer/\S+", letter)
    assert link
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 760}
    )
    page = context.new_page()
    page.goto(link.group(0))
    page.locator("button[name=says][value=yes]").click()
    page.wait_for_load_state()
    page.goto(link.group(0))
    assert page.locator("button[name=says]").count() == 0
    context.close()


def test_from_a_workbook_to_a_calendar(
    page: Page, browser: Browser, site: Site, tmp_path: Path
) -> None:
    make_event(page)
    import_answers(page, workbook(tmp_path / "answers.xlsx"))
    propose(page)
    say_yes(browser, site, "health@morvania.example.org")
    say_yes(browser, site, "bd@saebom.example.org")
    page.goto("/lounge/spring-lounge/plans/")
    page.locator("[name=seconds]").fill("2")
    page.get_by_role("button", name="Make a new version").click()
    wait_for(page, "/lounge/spring-lounge/plans/", "Draft")
    page.goto("/lounge/spring-lounge/plans/1/publish/")
    page.get_by_role("button", name=re.compile("Publish")).click()
    assert "Saebom Vaccine" in site.letters.wait_for(
        "health@morvania.example.org", "Table "
    )
    phone = sign_in_by_code(browser, site, "health@morvania.example.org")
    phone.goto("/lounge/spring-lounge/my/agenda/")
    expect(phone.locator("main")).to_contain_text("Saebom Vaccine")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    shown = re.search(
        r"\b(\d\d:\d\d)\b", phone.locator(".clock, .day").first.inner_text()
    )
    table = re.search(r"Table (\d)", phone.locator("main").inner_text())
    assert shown
    assert table
    event = calendar_event(phone)
    assert event["SUMMARY"].find("Saebom Vaccine") >= 0
    assert (
        event.decoded("DTSTART").strftime("%Y-%m-%d %H:%M %Z")
        == f"2027-04-06 {shown.group(1)} KST"
    )
    assert f"Table {table.group(1)}" in event["LOCATION"]
    phone.context.close()


def calendar_event(phone: Page) -> Calendar:
    """Make the secret address on the agenda, fetch it as a calendar program would, return its one event."""
    if not re.search(r"http://\S+/calendar/\S+\.ics", phone.content()):
        phone.get_by_role(
            "button", name=re.compile("address", re.IGNORECASE)
        ).first.click()
        phone.wait_for_load_state()
    address = re.search(r"http://[^\s\"<]+/calendar/[^\s\"<]+\.ics", phone.content())
    assert address, phone.locator("main").inner_text()
    with urllib.request.urlopen(address.group(0), timeout=10) as answer:  # noqa: S310 - our own loopback address
        calendar = Calendar.from_ical(answer.read())
    (event,) = calendar.walk("VEVENT")
    return event


def test_the_walk_from_the_front_page_takes_at_most_six_clicks(page: Page) -> None:
    page.goto("/")
    clicks = 0
    for link, text in (
        ("Follow one meeting", "Seeks"),
        ("See why they match", "reads"),
        ("See when and where they meet", "Who"),
        ("See the proof", "of at most"),
    ):
        page.get_by_role("link", name=link).click()
        clicks += 1
        expect(page.locator("main")).to_contain_text(text)
    assert clicks == 4


@pytest.mark.parametrize(
    ("role", "room"),
    [
        ("organiser", "desk"),
        ("ministry", "suggestions"),
        ("company", "suggestions"),
        ("interpreter", "agenda"),
    ],
)
def test_each_door_of_the_demonstration_opens(page: Page, role: str, room: str) -> None:
    enter(page, role)
    assert room in page.url
    expect(page.locator("h1")).to_be_visible()
