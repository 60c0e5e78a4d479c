"""After a meeting: a tap, a next step, a proposal, the curator's yes, the other party's, and the event's page of outcomes."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site, enter, watched

pytestmark = pytest.mark.e2e


def past_event(page: Page) -> str:
    """Return the address of last year's edition, as the organiser's list of events has it."""
    page.goto("/lounge/?when=past")
    addresses = page.locator("main a[href^='/lounge/summit-']").evaluate_all(
        "links => links.map(each => each.getAttribute('href'))"
    )
    found = {re.match(r"/lounge/summit-(\d+)/", each) for each in addresses}
    return min(each.group(0) for each in found if each)


def test_from_a_tap_to_the_page_of_outcomes(
    page: Page, site: Site, browser: Browser
) -> None:
    enter(page, "organiser")
    event = past_event(page)
    phone = watched(
        browser.new_context(
            base_url=site.url, viewport={"width": 360, "height": 740}, locale="en-GB"
        ).new_page()
    )
    enter(phone, "ministry")
    tap(phone, event)
    note_step(phone)
    propose(phone)
    phone.context.close()
    accept(page)
    page.goto(f"{event}outcomes/")
    row = page.get_by_role("row").filter(has_text="One party says so")
    expect(row.filter(has_text="Memorandum of understanding")).to_have_count(1)
    row.filter(has_text="Memorandum").get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Measles vaccine for the islands")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert "Meetings held" in download.value.path().read_text()


def tap(phone: Page, event: str) -> None:
    """Open the rows on a phone, tap one answer; it is there after the page is opened again."""
    phone.goto(f"{event}my/agenda/")
    phone.get_by_role("link", name="What came of our meetings").click()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    first = phone.locator("fieldset").first
    name = first.locator("legend").inner_text()
    group = phone.locator("fieldset").filter(has_text=name).first
    wanted = group.get_by_label("Informative")
    if wanted.is_checked():
        wanted = group.get_by_label("Cooperation possible")
    wanted.check()
    expect(group.locator("[data-saved]")).to_have_text("Saved.")
    kept = wanted.get_attribute("id")
    phone.reload()
    expect(phone.locator(f"#{kept}")).to_be_checked()
    expect(phone.locator("main")).to_contain_text("The other side never sees your answer.")  # fmt: skip


def note_step(phone: Page) -> None:
    """Note a step after the first meeting, mark it done, open it again."""
    phone.get_by_role("link", name=re.compile("^Next step")).first.click()
    phone.get_by_label("What is done next").fill("Measles vaccine for the islands")
    phone.get_by_label("By when").fill("2031-02-03")
    phone.get_by_role("button", name="Note it").click()
    step = phone.locator("li").filter(has_text="Measles vaccine for the islands")
    step.get_by_role("button", name="Done", exact=True).click()
    expect(phone.locator("body")).to_contain_text("Done: Measles vaccine for the islands.")  # fmt: skip
    step.get_by_role("button", name="Open again").click()
    step.get_by_role("link", name="Record what came of it").click()


def propose(phone: Page) -> None:
    """Propose a memorandum; its subject comes from the step."""
    expect(phone.get_by_label("What it is about")).to_have_value("Measles vaccine for the islands")  # fmt: skip
    phone.locator("[name=kind]").select_option("mou")
    phone.locator("[name=stage]").select_option("signed")
    phone.get_by_label("What shows it").fill("A paper signed by both ministers.")
    phone.get_by_role("button", name="Propose it").click()
    expect(phone.locator("main")).to_contain_text("Measles vaccine for the islands")
    expect(phone.locator("main")).to_contain_text("Proposed")


def accept(page: Page) -> None:
    """Find the proposal among the others and accept it as it stands."""
    page.goto("/ledger/proposals/?state=proposed")
    page.get_by_role("link", name=re.compile("Measles vaccine for the islands")).click()
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("h1")).to_contain_text("Memorandum")
