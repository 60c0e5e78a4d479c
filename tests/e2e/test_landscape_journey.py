"""A visitor's ways through the landscape: to a cited tie in three clicks, two clusters, the closed part, a followed pair."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Site, another, give_code

pytestmark = pytest.mark.e2e
REPORT = "South Korea’s life sciences in figures: what is stated, and what is left open"

CLOSED = "the country went up two places within a year"


def to_the_memorandum(page: Page) -> None:
    """Go from the front page to the memorandum of the two associations: three clicks."""
    page.goto("/")
    doors = page.get_by_role("region", name="Five doors")
    doors.get_by_role("link", name="ties, each with its source").click()
    page.get_by_role("link", name="Latvia and South Korea", exact=True).click()
    page.get_by_role("link", name="Cooperation in biomedicine").click()


def is_cited(page: Page) -> None:
    """The page of the memorandum says what was signed, and by which source: publisher, title and date."""
    expect(page.locator("h1")).to_have_text(
        "Memorandum of understanding of Association of Latvian Chemical and Pharmaceutical Industry and KoreaBio"
    )
    evidence = page.get_by_role("region", name="Evidence 1")
    source = evidence.locator("figcaption").first
    expect(source).to_contain_text("Investment and Development Agency of Latvia")
    expect(source).to_contain_text(
        "“Latvia and South Korea strengthen ties in biomedical and pharmaceutical industries”"
    )
    expect(source).to_contain_text("between 30 November 2024 and 9 October 2025")
    expect(page.get_by_role("region", name="Why this stage")).to_contain_text(
        "Counts. This claim decides."
    )


def test_a_cited_tie_is_three_clicks_from_the_front_page(page: Page) -> None:
    to_the_memorandum(page)
    is_cited(page)


def test_a_cited_tie_is_three_clicks_away_on_a_phone_as_well(
    browser: Browser, site: Site
) -> None:
    phone = another(browser, site, width=360)
    to_the_memorandum(phone)
    is_cited(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    phone.context.close()


def test_two_clusters_stand_side_by_side(page: Page) -> None:
    page.goto("/landscape/")
    page.get_by_role("link", name="Two side by side").click()
    page.get_by_label("First").select_option("Osong Valley Cluster")
    page.get_by_label("Second").select_option("Ruhr Health Cluster")
    page.get_by_role("button", name="Put side by side").click()
    table = page.get_by_role("table", name="Two clusters with the same rows")
    expect(table.get_by_role("columnheader")).to_have_text(
        ["Row", "Osong Valley Cluster", "Ruhr Health Cluster"]
    )
    expect(table.get_by_role("row", name="Country")).to_have_text(
        "CountrySouth KoreaGermany"
    )
    expect(table.get_by_role("row", name="Small firms")).to_have_text("Small firms4688")


def register(page: Page, site: Site, *, name: str, email: str) -> None:
    """Fill the free registration in, and sign in with the code of the mail."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Country").select_option("Estonia")
    page.get_by_label("Organisation").fill("Saaremaa Serums")
    page.get_by_role("button", name="Register").click()
    give_code(page, site, email)


def test_whoever_registers_reads_the_closed_part(page: Page, site: Site) -> None:
    page.goto("/landscape/articles/")
    page.get_by_role("link", name=REPORT).first.click()
    main = page.locator("main")
    expect(main).to_contain_text("Eighth or sixth, 65 per cent of what")
    expect(main).to_contain_text("The text is for those who registered")
    expect(main).not_to_contain_text(CLOSED)
    page.get_by_role("link", name="Register and read").click()
    register(page, site, name="Mart Tamm", email="mart@saaremaa.example.org")
    expect(page).to_have_url(f"{site.url}/landscape/articles/korea-in-figures/")
    expect(page.locator("h1")).to_have_text(REPORT)
    expect(main).not_to_contain_text("The text is for those who registered")
    expect(main).to_contain_text(CLOSED)


def test_a_followed_pair_stands_in_the_feed_with_its_reason(
    page: Page, site: Site
) -> None:
    page.goto("/landscape/pairs/lv-kr/")
    page.get_by_role("link", name="Register to follow Latvia and South Korea").click()
    register(page, site, name="Kadri Saar", email="kadri@saaremaa.example.org")
    expect(page).to_have_url(f"{site.url}/landscape/pairs/lv-kr/")
    page.get_by_role("button", name="Follow Latvia and South Korea").click()
    expect(page.locator("body")).to_contain_text("You follow Latvia and South Korea.")
    page.goto("/landscape/following/")
    feed = page.get_by_role("region", name="Feed")
    expect(feed.get_by_text("Here because you follow").first).to_have_text(
        "Here because you follow Latvia and South Korea"
    )
