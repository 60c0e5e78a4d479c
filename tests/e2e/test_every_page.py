"""Every page that a link leads to, for every role: it answers, axe finds nothing, it fits a phone, it asks nobody else, it is light."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.e2e.conftest import Site, enter

pytestmark = pytest.mark.e2e
MOST_BYTES = 150_000
MOST_PAGES = 250
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The dark sheet changes colours alone: whatever else axe judges is the same as by light.
COLOURS = ["color-contrast", "link-in-text-block"]
# The findings alone leave the browser, one line each: whole reports weigh megabytes a page.
JUDGE = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(report =>
    report.violations.map(each => each.id + " " + each.nodes[0].html.slice(0, 120)))"""
NOT_PAGES = re.compile(
    r"\.(ics|pdf|xlsx|csv|jsonl?|jsonld|svg|vcf|atom)\b|/files?/|download|/api/ledger/"
)


# Whoever reads them finds the same there: visitor and organiser (who writes them) stand for all.
PUBLIC_ROOMS = re.compile(r"/(ledger|landscape(?!/following)|walk)/")
SUMMIT = re.compile(r"/lounge/(summit-[^/]+)/")
# A mission's rounds have the pages of every lounge.
MORE_OF_THE_SAME = re.compile(r"/lounge/[^/]+-rounds/")
# The organiser finds most pages of all: a part for each room, so that one can be run alone.
ROOMS = {
    "setup": re.compile(r"/lounge/[^/]+/setup/"),
    "lounge": re.compile(r"/lounge/"),
    "ledger": re.compile(r"/ledger/"),
    "landscape": re.compile(r"/(landscape|walk)/"),
    "rest": re.compile(r"/"),
}
PARTS = [
    ("visitor", "all"),
    *(("organiser", room) for room in ROOMS),
    ("ministry", "all"),
    ("company", "all"),
    ("interpreter", "all"),
]


def room_of(path: str) -> str:
    """Return the first room to which a path belongs."""
    return next(name for name, pattern in ROOMS.items() if pattern.match(path))


def shape(path: str) -> str:
    """Return what two addresses of one kind of page share: the route; for the two editions of the summit, which of them."""
    route = resolve(path).route
    edition = SUMMIT.match(path)
    return f"{edition.group(1)} {route}" if edition else route


class Links(HTMLParser):
    """The addresses to which a page links."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (address := dict(attrs).get("href")) is not None:
            self.found.append(address)


def links_of(html: str, at: str, site: Site) -> list[str]:
    """Return the addresses of this site that the page links to."""
    reader = Links()
    reader.feed(html)
    found = [urldefrag(urljoin(at, link)).url for link in reader.found]
    return [
        link
        for link in found
        if link.startswith(site.url) and not NOT_PAGES.search(link)
    ]


def walk(context: BrowserContext, site: Site, role: str) -> list[str]:
    """Ask for each kind of page once, from the front page on; return one address of each kind. Nothing is drawn yet."""
    reads_all = role in ("visitor", "organiser")
    waiting = [site.url + "/"]
    seen: dict[str, str] = {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        path = urlsplit(address).path
        kind = shape(path)
        if kind in seen or MORE_OF_THE_SAME.match(path):
            continue
        if PUBLIC_ROOMS.match(path) and not reads_all:
            continue
        answer = context.request.get(address)
        assert answer.status == 200, f"{answer.status} at {address}"
        seen[kind] = address
        waiting.extend(links_of(answer.text(), answer.url, site))
    return list(seen.values())


def opened(browser: Browser, site: Site, role: str) -> Page:
    """Return a page of somebody in this role, with cookies of their own."""
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 1280, "height": 800},
        locale="en-GB",
        reduced_motion="reduce",  # colours are read at once, not on their way
    )
    page = context.new_page()
    if role != "visitor":
        enter(page, role)
    return page


@pytest.fixture(scope="session")
def addresses_of(browser: Browser, site: Site) -> Callable[[str], list[str]]:
    """Return a function from a role to one address of each kind of page that it finds; it walks once a role."""
    known: dict[str, list[str]] = {}

    def addresses(role: str) -> list[str]:
        if role not in known:
            page = opened(browser, site, role)
            known[role] = walk(page.context, site, role)
            page.context.close()
        return known[role]

    return addresses


@pytest.mark.parametrize(("role", "room"), PARTS)
def test_every_page_is_whole(
    browser: Browser,
    site: Site,
    addresses_of: Callable[[str], list[str]],
    role: str,
    room: str,
) -> None:
    addresses = addresses_of(role)
    assert len(addresses) >= (6 if role == "visitor" else 12)
    mine = [each for each in addresses if room in ("all", room_of(urlsplit(each).path))]
    assert len(mine) >= 3
    page = opened(browser, site, role)
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
    wrong = [finding for address in mine for finding in findings(page, address)]
    page.context.close()
    assert "\n".join(wrong + foreign + errors) == ""


def findings(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page, loaded once: at a desk, in the dark, on a phone."""
    path = urlsplit(address).path
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    sizes: list[int] = []
    page.on("response", counter := lambda answer: sizes.append(weight(answer)))
    answer = page.goto(address)
    page.remove_listener("response", counter)
    assert answer is not None
    wrong = [f"{path}: {answer.status}"] if answer.status != 200 else []
    wrong += [f"{path}: {sum(sizes)} bytes"] if sum(sizes) > MOST_BYTES else []
    page.evaluate(Axe().axe_script)
    wrong += [f"{path} light: {line}" for line in page.evaluate(JUDGE, RULES)]
    page.emulate_media(color_scheme="dark")
    wrong += [f"{path} dark: {line}" for line in page.evaluate(JUDGE, COLOURS)]
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
