"""On a phone the event's bar is wider than the page: it opens at the current door, and can be moved from there."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Site, enter

pytestmark = pytest.mark.e2e
SIDES = """() => {
    const here = document.querySelector(".tabs [aria-current]").getBoundingClientRect();
    return here.left >= 0 && here.right <= innerWidth;
}"""
MOVED = """() => {
    const bar = document.querySelector(".tabs");
    bar.scrollLeft = 0;
    return new Promise(done => setTimeout(() => done(bar.scrollLeft), 300));
}"""


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_current_tab_is_in_view(browser: Browser, site: Site, motion: str) -> None:
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 360, "height": 760},
        locale="en-GB",
        reduced_motion=motion,  # type: ignore[arg-type]
    )
    page = context.new_page()
    enter(page, "organiser")
    for door in ("Desk", "Timetable", "Set-up"):
        page.locator(".tabs a").filter(has_text=door).click()
        page.wait_for_timeout(700)  # the bar is held for less than half a second
        assert page.locator(".tabs [aria-current]").inner_text().startswith(door)
        assert page.evaluate(SIDES), f"{door} is out of view"
        assert page.evaluate(MOVED) == 0
    context.close()
