"""A mission from its call to its result: made, applied for, selected, asked by a guest, reported, kept in the ledger."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site, another, enter

pytestmark = pytest.mark.e2e
MISSION = "/missions/winter-makers-in-seoul/"
TOPIC = "One maker, ten minutes"
# The call closes at the end of today in Riga; the mission begins and ends today, so that it can be reported on.
TODAY = datetime.now(ZoneInfo("Europe/Riga")).date()
TOMORROW = TODAY + timedelta(days=1)


def make_mission(page: Page) -> None:
    """Make a mission, name its host, open its call."""
    page.goto("/missions/")
    page.get_by_role("link", name="Make a mission").click()
    page.get_by_label("Name", exact=True).fill("Winter makers in Seoul")
    page.get_by_label("What it is for").fill("A first trial in Korea.")
    page.get_by_label("Organised by").select_option(
        "Daugava Trade and Investment House"
    )
    page.get_by_label("From", exact=True).select_option("Latvia")
    page.get_by_label("To", exact=True).select_option("South Korea")
    page.get_by_label("Time zone at home").select_option("Europe/Riga")
    page.get_by_label("Time zone of the visit").select_option("Asia/Seoul")
    for name in ("first_day", "last_day", "last_to_apply"):
        page.locator(f"[name={name}]").fill(TODAY.isoformat())
    page.get_by_label("Seats for organisations").fill("1")
    page.get_by_role("button", name="Make the mission").click()
    page.goto(f"{MISSION}set-up/hosts/")
    page.get_by_label("Organisation", exact=True).fill("Seorim University Hospital")
    page.get_by_role("button", name="Name this host").click()
    step(page, "Open the call")
    page.goto(MISSION)
    expect(page.get_by_role("region", name="Mission").first).to_contain_text(
        "Applications open"
    )


def step(page: Page, verb: str) -> None:
    """Take the mission through its next door: a link on the set-up page, a button that says what it does."""
    page.goto(f"{MISSION}set-up/")
    page.get_by_role("link", name=verb, exact=True).click()
    page.get_by_role("button", name=verb, exact=True).click()
    page.wait_for_load_state()


def open_to_guests(page: Page) -> str:
    """Enter the pitch event, open it to guests; return the secret address for them."""
    page.goto(f"{MISSION}itinerary/new/")
    page.get_by_label("Kind").select_option("Pitch event")
    page.get_by_label("Title").fill(TOPIC)
    page.get_by_label("Time zone").select_option("Asia/Seoul")
    for name, value in (
        ("day", TODAY.isoformat()),
        ("starts", "18:00"),
        ("ends", "23:30"),
        ("last_day", TOMORROW.isoformat()),
    ):
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Save the stop").click()
    page.goto(f"{MISSION}pitches/")
    page.get_by_role("link", name="Open it to guests").click()
    page.get_by_label("Topic").fill(TOPIC)
    page.get_by_label("Seats for guests").fill("2")
    page.get_by_role("button", name="Open it to guests").click()
    address = page.get_by_role("region", name="Address for guests").get_by_role("link")
    return address.inner_text()


def apply(page: Page) -> None:
    """Hand an application in, from the mission's page."""
    page.goto(MISSION)
    page.get_by_role("link", name="Apply for your organisation").click()
    page.get_by_label("What you want to achieve").fill(
        "A clinic that runs our first trial."
    )
    page.get_by_label("What you bring").fill(
        "A measles vaccine that keeps at 40 degrees."
    )
    page.get_by_role("button", name="Hand the application in").click()
    expect(page.get_by_role("button", name="Hand the application in")).to_have_count(0)


def select(page: Page) -> None:
    """Give the one seat to the applicant, and name the delegates to everybody."""
    page.goto(f"{MISSION}applications/")
    expect(page.locator("h1")).to_have_text("1 application")
    page.get_by_role("link", name="Baltkrasta Biologics").click()
    page.get_by_role("button", name="Give a seat").click()
    step(page, "Close the selection")
    page.goto(MISSION)
    expect(page.get_by_role("region", name="Delegates 1")).to_contain_text(
        "Baltkrasta Biologics"
    )


def ask_as_guest(page: Page, site: Site, address: str) -> None:
    """Register at the secret address, open the page of the mail, ask the delegate for a meeting."""
    page.goto(address)
    page.get_by_label("Your name").fill("Sora Ahn")
    page.get_by_label("Organisation", exact=True).fill("Namsan Trial House")
    page.get_by_label("Country").select_option("South Korea")
    page.get_by_label("E-mail").fill("sora@namsan.example.org")
    page.get_by_label("The delegates I ask for a meeting").check()
    page.get_by_role("button", name="Register for a seat").click()
    expect(page.locator("h1")).to_have_text("Look into your mail")
    letter = site.letters.wait_for("sora@namsan.example.org", "/missions/guest/")
    own = re.search(r"http://\S+/missions/guest/[^\s.]+", letter)
    assert own
    page.goto(own.group(0))
    page.get_by_label("What about").fill("Forty places in a trial of phase two.")
    page.get_by_role("button", name="Ask Baltkrasta Biologics").click()
    expect(page.get_by_role("button", name="Take the question back")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def check_in(page: Page) -> None:
    page.goto(f"{MISSION}pitches/")
    page.get_by_role("link", name="Check-in").click()
    page.get_by_role("button", name="Check Sora Ahn in").click()
    expect(page.locator("h1")).to_have_text("1 of 1 guests are here")


def report(page: Page) -> None:
    """Report a memorandum with the host, as the delegate."""
    page.goto(f"{MISSION}results/")
    page.get_by_role("link", name="Report a result").click()
    page.get_by_label("Memorandum of understanding").check()
    page.get_by_label("Seorim University Hospital").check()
    page.get_by_label("In your words").fill(
        "Both plan a first trial of the vaccine in winter."
    )
    page.get_by_label("Title of the document").fill("Memorandum on a winter trial")
    page.locator("[name=signed_on]").fill(TODAY.isoformat())
    page.get_by_label("Everybody may read it").check()
    page.get_by_role("button", name="Report it").click()
    expect(page.locator("h1")).to_have_text("1 result")


def test_a_mission_goes_from_its_call_to_a_claim_in_the_ledger(
    page: Page, browser: Browser, site: Site
) -> None:
    company, guest = another(browser, site), another(browser, site, width=360)
    enter(page, "organiser")
    enter(company, "company")
    make_mission(page)
    apply(company)
    select(page)
    ask_as_guest(guest, site, open_to_guests(page))
    check_in(page)
    company.goto(f"{MISSION}links/")
    company.get_by_role("button", name="Meet Sora Ahn").click()
    guest.reload()
    expect(guest.locator("main")).to_contain_text("You are here")
    expect(guest.get_by_role("listitem").first).to_contain_text("Accepted")
    step(page, "Say that it is under way")
    report(company)
    page.goto(f"{MISSION}results/")
    page.get_by_role("button", name="Take it into the ledger").click()
    expect(page.locator("main")).to_contain_text("In the ledger")
    step(page, "Close the report")
    guest.goto(MISSION)
    outcome = guest.get_by_role("region", name="What came of it")
    expect(outcome.get_by_role("listitem")).to_have_text(
        re.compile("Baltkrasta Biologics – Seorim University Hospital Signed")
    )
    outcome.get_by_role("listitem").get_by_role("link").click()
    evidence = guest.get_by_role("region", name="Evidence 1")
    expect(evidence).to_contain_text(
        "Both plan a first trial of the vaccine in winter."
    )
    expect(evidence).to_contain_text("Said by: Baltkrasta Biologics")
    for each in (company, guest):
        each.context.close()
