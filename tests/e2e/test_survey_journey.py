"""Writing a part of the survey: saved while one writes, with and without script, and nothing of somebody else's overwritten."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.e2e.conftest import Site, another, enter

pytestmark = pytest.mark.e2e
# The demonstration's survey is over and its answers are sent; here it is open, and one organisation's answer a draft.
STATE = """import django; django.setup()
from madang.site.events.models import Deadline
from madang.site.survey.models import Answer
Deadline.objects.filter(kind="survey").delete()
people = "registration__organisation__people__email"
Answer.objects.filter(**{{people: "company@demonstration.example.org"}}).update(state="{state}")"""


def put(site: Site, state: str) -> None:
    command = [sys.executable, "-c", STATE.format(state=state)]
    subprocess.run(command, env=site.environment, check=True)


@pytest.fixture
def draft(site: Site) -> Iterator[Site]:
    """The site with the company's answer as a draft; sent again at the end."""
    put(site, "draft")
    yield site
    put(site, "submitted")


def is_saving(response: Response) -> bool:
    return response.request.method == "POST"


def open_who(page: Page) -> Page:
    enter(page, "company")
    page.goto(page.url.split("/my/")[0] + "/my/answers/who/")
    return page


def test_a_draft_is_saved_while_somebody_writes(browser: Browser, draft: Site) -> None:
    page = open_who(another(browser, draft, width=360))
    bar = page.locator("[data-progress]")
    expect(bar).to_contain_text("of 5 required answered")
    with page.expect_response(is_saving) as saved:
        page.get_by_label("Who you are").fill("We make vaccines for")
    assert saved.value.status == 200
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_label("Who you are")).to_have_value("We make vaccines for")
    assert page.evaluate("innerWidth >= document.documentElement.scrollWidth")
    page.context.close()


def test_two_who_write_at_once_see_both_texts(browser: Browser, draft: Site) -> None:
    one = open_who(another(browser, draft))
    two = open_who(another(browser, draft))
    with one.expect_response(is_saving):
        one.get_by_label("Who you are").fill("The text of the first")
    with two.expect_response(is_saving) as refused:
        two.get_by_label("Who you are").fill("The text of the second")
    assert refused.value.status == 422
    expect(two.locator("[data-refused]")).to_contain_text("Nothing is overwritten")
    two.get_by_role("button", name="Save the draft").click()
    expect(two.get_by_text("The text of the first")).to_be_visible()
    expect(two.get_by_label("Who you are")).to_have_value("The text of the second")
    one.reload()
    expect(one.get_by_label("Who you are")).to_have_value("The text of the first")
    two.get_by_role("button", name="Save the draft").click()
    one.reload()
    expect(one.get_by_label("Who you are")).to_have_value("The text of the second")
    one.context.close()
    two.context.close()


def test_without_script_a_button_saves_the_draft(browser: Browser, draft: Site) -> None:
    context = browser.new_context(
        base_url=draft.url, locale="en-GB", java_script_enabled=False
    )
    page = open_who(context.new_page())
    page.get_by_label("Who you are").fill("Half a sentence")
    page.get_by_role("button", name="Save the draft").click()
    page.goto(page.url)
    expect(page.get_by_label("Who you are")).to_have_value("Half a sentence")
    context.close()
