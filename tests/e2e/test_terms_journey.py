"""Writing an item with and without script: terms are proposed, one click confirms, what stays open is kept."""

import subprocess
import sys

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Site, enter

pytestmark = pytest.mark.e2e
# The demonstration's survey is over; here it is open.
OPEN = """import django; django.setup()
from madang.site.events.models import Deadline
Deadline.objects.filter(kind="survey").delete()"""
TEXT = "Technology transfer of a measles vaccine to Viet Nam, no licensing"


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_terms_are_proposed_while_an_item_is_written(
    browser: Browser, site: Site, *, has_script: bool
) -> None:
    subprocess.run([sys.executable, "-c", OPEN], env=site.environment, check=True)
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 360, "height": 900},
        locale="en-GB",
        java_script_enabled=has_script,
    )
    page = context.new_page()
    enter(page, "company")
    where = page.url.split("/my/")[0]
    page.goto(where + "/my/answers/offer/?item=new")
    text = f"{TEXT}, {'typed' if has_script else 'posted'}"
    page.get_by_label("What it is").fill(text)
    if not has_script:
        page.get_by_role("button", name="Propose terms from these words").click()
    place = page.locator("[data-proposals]")
    expect(place.locator("mark").first).to_have_text("Technology transfer")
    expect(place.locator("li")).to_have_count(5)
    place.get_by_role("button", name="Confirm Technology transfer").click()
    expect(place.locator("li")).to_have_count(4)
    expect(page.locator('[name=deal][value="technology_transfer"]')).to_be_checked()
    place.get_by_role("button", name="Leave out Viral infections").click()
    expect(place.locator("li")).to_have_count(3)
    assert page.evaluate("innerWidth >= document.documentElement.scrollWidth") or (
        not has_script
    )
    page.get_by_role("button", name="Save this item").last.click()
    item = page.locator("section.yard").filter(has_text=text)
    expect(item.locator(".chip")).to_have_text(["Technology transfer"])
    expect(item.get_by_role("button", name="Confirm Vietnam")).to_be_visible()
    item.get_by_role("button", name="Confirm Vietnam").click()
    expect(item.locator(".chip")).to_have_text(["Technology transfer", "Vietnam"])
    context.close()
