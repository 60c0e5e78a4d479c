"""Every page that a link leads to, for every role: it answers, axe finds nothing, it fits a phone, it asks nobody else, it is light."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Browser, Page, Response

from tests.e2e.conftest import Site, enter

pytestmark = pytest.mark.e2e
MOST_BYTES = 150_000
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
}
ROLES = ["visitor", "organiser", "ministry", "company", "interpreter"]
NOT_PAGES = re.compile(r"\.(ics|pdf|xlsx|csv|json|svg|vcf|atom)\b|/files?/|download")


# Whoever reads them finds the same there: visitor and organiser (who writes them) stand for all.
PUBLIC_ROOMS = re.compile(r"/(ledger|landscape(?!/following)|walk)/")
SUMMIT = re.compile(r"/lounge/(summit-[^/]+)/")
# A mission's rounds have the pages of every lounge.
MORE_OF_THE_SAME = re.compile(r"/lounge/[^/]+-rounds/")


def shape(path: str) -> str:
    """Return what two addresses of one kind of page share: the route; for the two editions of the summit, which of them."""
    route = resolve(path).route
    edition = SUMMIT.match(path)
    return f"{edition.group(1)} {route}" if edition else route


def links_of(page: Page, site: Site) -> list[str]:
    """Return the addresses of this site that the page links to."""
    found: list[str] = page.eval_on_selector_all(
        "a[href]", "links => links.map(link => link.href)"
    )
    return [
        link.split("#")[0]
        for link in found
        if link.startswith(site.url) and not NOT_PAGES.search(link)
    ]


def walk(page: Page, site: Site, role: str) -> list[str]:
    """Open each kind of page once, from the front page on; return one address of each kind."""
    reads_all = role in ("visitor", "organiser")
    waiting, seen = [site.url + "/"], {}
    while waiting and len(seen) < 250:
        address = waiting.pop(0)
        parts = urlsplit(address)
        kind = shape(parts.path)
        if kind in seen or MORE_OF_THE_SAME.match(parts.path):
            continue
        if PUBLIC_ROOMS.match(parts.path) and not reads_all:
            continue
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{answer.status} at {address}"
        seen[kind] = address
        waiting.extend(links_of(page, site))
    return list(seen.values())


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole(browser: Browser, site: Site, role: str) -> None:
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
        reduced_motion="reduce",  # colours are read at once, not on their way
    )
    page = context.new_page()
    foreign: list[str] = []
    errors: list[str] = []
    page.on(
        "request",
        lambda request: (
            foreign.append(request.url)
            if not request.url.startswith((site.url, "data:"))
            else None
        ),
    )
    page.on(
        "console",
        lambda message: (
            errors.append(f"{page.url}: {message.text}")
            if message.type == "error"
            else None
        ),
    )
    if role != "visitor":
        enter(page, role)
    addresses = walk(page, site, role)
    assert len(addresses) >= (6 if role == "visitor" else 12)
    wrong = [finding for address in addresses for finding in findings(page, address)]
    context.close()
    assert "\n".join(wrong + foreign + errors) == ""


def findings(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page: at a desk, on a phone, in the dark."""
    path = urlsplit(address).path
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    sizes: list[int] = []
    page.on("response", counter := lambda answer: sizes.append(weight(answer)))
    page.goto(address)
    page.remove_listener("response", counter)
    wrong = [f"{path}: {sum(sizes)} bytes"] if sum(sizes) > MOST_BYTES else []
    wrong += [f"{path} light: {line}" for line in axe(page)]
    page.emulate_media(color_scheme="dark")
    wrong += [f"{path} dark: {line}" for line in axe(page)]
    page.set_viewport_size({"width": 360, "height": 760})
    width = page.evaluate("document.documentElement.scrollWidth")
    return wrong + (
        [f"{path}: {width} px wide on a phone of 360"] if width > 360 else []
    )


def weight(answer: Response) -> int:
    """Return the bytes of a page itself as they came over the wire; styles and fonts are cached and weighed elsewhere."""
    return (
        int(answer.header_value("content-length") or 0)
        if answer.request.resource_type == "document"
        else 0
    )


def axe(page: Page) -> list[str]:
    """Return axe's findings, one line each."""
    report = Axe().run(page, options=AXE).response
    return [
        f"{each['id']} {each['nodes'][0]['html'][:120]}"
        for each in report["violations"]
    ]
