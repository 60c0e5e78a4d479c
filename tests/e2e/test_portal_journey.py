"""A company's ways through its portal: four answers within two clicks, an hour with an adviser, funds up to the contract."""

import hashlib
import re

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site, enter, sign_in_by_code

pytestmark = pytest.mark.e2e
ADVISER = "adviser@demonstration.example.org"
COMPANY = "company@demonstration.example.org"


def within_two_clicks(page: Page, region: str, link: str) -> None:
    """From the portal's page, one click into a part of it."""
    page.goto("/portal/")
    page.get_by_role("region", name=region).get_by_role("link", name=link).first.click()


def test_four_questions_have_their_answer_within_two_clicks(page: Page) -> None:
    enter(page, "company")
    within_two_clicks(page, "What I can apply for", "First trial abroad")
    expect(page.get_by_role("link", name="Continue the draft")).to_be_visible()
    within_two_clicks(page, "Whom I can ask", "Book it")
    expect(page.get_by_role("button", name="Book this hour")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Līga Bērziņa, Adviser for East Asia")
    page.goto("/portal/")
    page.get_by_role("link", name="What I have signed").click()
    signed = page.get_by_role("row", name="First steps in Korea")
    expect(signed).to_contain_text("Concluded")
    signed.get_by_role("link", name="First steps in Korea").click()
    expect(page.locator("main")).to_contain_text("Both sides sign the same bytes")
    within_two_clicks(page, "What is due", "Export support, 12 months")
    expect(page.get_by_role("button", name="Go on to the signature")).to_be_visible()


def test_a_consultation_is_booked_and_its_mail_brings_the_calendar(
    page: Page, site: Site
) -> None:
    enter(page, "company")
    page.goto("/portal/consultations/")
    page.get_by_role("link", name=re.compile("^Book ")).first.click()
    page.get_by_label(re.compile("question", re.IGNORECASE)).fill(
        "Which register does a heat-stable vaccine go through?"
    )
    page.get_by_role("button", name="Book this hour").click()
    expect(page.get_by_role("link", name="Cancel my booking")).to_be_visible()
    number = re.search(r"/consultations/(\d+)/", page.url)
    assert number
    letter = site.letters.letter(COMPANY, f"/portal/consultations/{number.group(1)}/")
    (calendar,) = letter.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    (event,) = Calendar.from_ical(calendar.get_content()).walk("VEVENT")
    assert event["SUMMARY"] == "Consultation: Līga Bērziņa, Baltkrasta Biologics"


def submit(page: Page) -> None:
    """Write the parts of the draft that are empty, and hand it in."""
    enter(page, "company")
    page.goto("/programmes/applications/")
    page.get_by_role("link", name="Thermostable measles vaccine, Korea").click()
    for part, text in (
        ("Who carries it out?", "Our people and two trial units in Seoul."),
        ("What happens if it fails?", "The cold chain stays, and the data are published."),
    ):  # fmt: skip
        page.get_by_label(part).fill(text)
    page.get_by_role("button", name="Save and submit").click()
    expect(page.locator("main")).to_contain_text(
        "Submitted. It no longer changes; the decision comes by mail."
    )


def review(page: Page) -> None:
    """Name the company's reviewer and keep an opinion, each by whoever does it."""
    page.goto("/programmes/calls/first-trial-abroad/applications/")
    page.get_by_role("link", name="Thermostable measles vaccine, Korea").click()
    page.get_by_label("E-mail address of the reviewer").fill(
        "ministry@demonstration.example.org"
    )
    page.get_by_role("button", name="Name the reviewer and send mail").click()
    expect(page.get_by_role("region", name="Reviews")).to_contain_text("Amara Okello")


def give_opinion(page: Page) -> None:
    enter(page, "ministry")
    page.goto("/programmes/reviews/")
    page.get_by_role("link", name="Thermostable measles vaccine, Korea").click()
    page.get_by_label("4", exact=True).check()
    page.get_by_label("Opinion", exact=True).fill(
        "Sites, people and insurance are named."
    )
    page.get_by_role("button", name="Keep this opinion").click()


def decide(page: Page) -> None:
    """Accept the application with its amount: the agency does, once the call has closed."""
    page.goto("/programmes/calls/first-trial-abroad/applications/")
    expect(page.locator("main")).to_contain_text("1 of 1")
    page.get_by_role("link", name="Thermostable measles vaccine, Korea").click()
    page.get_by_label("Accepted").check()
    page.get_by_label("Reason, for the applicant").fill("A trial that can begin.")
    page.get_by_role("button", name="Decide and send mail").click()
    expect(page.locator("main")).to_contain_text("Accepted: 64,000 EUR")


def offer(page: Page) -> str:
    """Offer a contract from the accepted application; return its address."""
    page.get_by_role("link", name="Offer a contract").click()
    page.get_by_label("Title").fill("First trial abroad: funds")
    page.get_by_label("Text").fill(
        "The agency pays the trial in two parts.\n\nThe company reports after each."
    )
    for name, day in (
        ("sign_until", "2099-01-31"),
        ("runs_from", "2099-02-01"),
        ("runs_until", "2099-12-31"),
    ):
        page.locator(f"[name={name}]").fill(day)
    page.get_by_role("button", name="Make the document and offer it").click()
    expect(page.locator("h1")).to_have_text("First trial abroad: funds")
    return page.url


def sign(page: Page, site: Site, address: str, *, name: str, to: str) -> None:
    """Sign with the code that the mail server receives for this document."""
    page.goto(address)
    shown = page.locator("footer code").inner_text()
    page.get_by_label("Your name, as your signature").fill(name)
    page.get_by_label("I have read the document").check()
    page.get_by_role("button", name="Go on to the signature").click()
    letter = site.letters.wait_for(to, f"SHA-256 of the document: {shown}\n\nIf you")
    code = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", letter, re.MULTILINE)
    assert code
    page.get_by_label("Code from the mail").fill("ZZZZ-ZZZZ")
    page.get_by_role("button", name="Sign the contract").click()
    expect(page.locator("main")).to_contain_text("4 tries are left")
    page.get_by_label("Code from the mail").fill(code.group(1))
    page.get_by_role("button", name="Sign the contract").click()
    expect(page.locator("main")).to_contain_text(name)


def sha256_of_the_document(page: Page, address: str) -> str:
    answer = page.request.get(f"{address}document.pdf")
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF-")
    return hashlib.sha256(answer.body()).hexdigest()


def test_an_application_goes_from_its_draft_to_a_signed_contract(
    page: Page, browser: Browser, site: Site
) -> None:
    submit(page)
    agency = sign_in_by_code(browser, site, ADVISER, width=1280)
    review(agency)
    give_opinion(page)
    site.python(
        "from madang.site.programmes.models import Call; from django.utils import timezone; "
        "Call.objects.filter(slug='first-trial-abroad').update(closes_at=timezone.now())"
    )
    decide(agency)
    assert "A trial that can begin." in site.letters.wait_for(
        COMPANY, "A trial that can begin."
    )
    address = offer(agency)
    sign(agency, site, address, name="Līga Bērziņa", to=ADVISER)
    enter(page, "company")
    sign(page, site, address, name="Ilze Kalniņa", to=COMPANY)
    for each in (agency, page):
        each.goto(address)
        expect(each.locator("main")).to_contain_text("Concluded")
        shown = each.locator("footer code").inner_text()
        assert sha256_of_the_document(each, address) == shown
    agency.context.close()
