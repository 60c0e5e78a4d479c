"""A whole site for the journeys: `madang demo` and `madang serve` as a newcomer runs them, a mail server, a browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Letters:
    """What the mail server received, newest last."""

    received: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 OK"

    def wait_for(self, address: str, text: str, *, seconds: float = 40) -> str:
        """Return the body of the newest letter to an address that holds a text."""
        return _body_of(self.letter(address, text, seconds=seconds))

    def letter(self, address: str, text: str, *, seconds: float = 40) -> EmailMessage:
        """Return the newest letter to an address whose body holds a text, with what is attached to it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for letter in reversed(self.received):
                if address in str(letter["To"]) and text in _body_of(letter):
                    return letter
            time.sleep(0.3)
        raise AssertionError(
            f"no letter to {address} with {text!r} among {[str(each['To']) for each in self.received]}"
        )


def _body_of(letter: EmailMessage) -> str:
    # Lines end with CR LF on the way through a mail server.
    body = letter.get_body()
    return str(body.get_content()).replace("\r\n", "\n") if body else ""


@dataclass(frozen=True)
class Site:
    """A running site: its address, its folder, and the letters that it sent."""

    url: str
    home: Path
    letters: Letters
    environment: dict[str, str]

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `madang` against the site's database."""
        return subprocess.run(
            [sys.executable, "-m", "madang", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def python(self, code: str) -> None:
        """Run Python on the site's tables: for what only the passing of time brings about."""
        subprocess.run(
            [sys.executable, "-c", f"import django; django.setup(); {code}"],
            env=self.environment,
            check=True,
            timeout=60,
        )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the small demonstration and serve it with its worker and clock."""
    home, letters, port = tmp_path_factory.mktemp("site"), Letters(), _free_port()
    mail = Controller(letters, hostname="127.0.0.1", port=_free_port())
    mail.start()
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("MADANG_")
    } | {
        "MADANG_HOME": str(home),
        "MADANG_DEMONSTRATION": "1",
        "MADANG_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
        "MADANG_SITE_URL": f"http://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "madang.site.settings",
    }
    subprocess.run(
        [sys.executable, "-m", "madang", "demo", "--size", "small", "--quiet"],
        env=environment,
        check=True,
        timeout=300,
    )
    with (home / "server.log").open("w") as log:
        command = [
            sys.executable,
            "-m",
            "madang",
            "serve",
            "--port",
            str(port),
            "--quiet",
        ]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/readyz", server, home)
        yield Site(f"http://127.0.0.1:{port}", home, letters, environment)
    finally:
        server.terminate()
        server.wait(timeout=30)
        mail.stop()


def _wait_until_ready(url: str, server: "subprocess.Popen[bytes]", home: Path) -> None:
    for _attempt in range(300):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own loopback address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError((home / "server.log").read_text())


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("MADANG_BROWSER") or shutil.which("chromium") or ""
    assert path, "no chromium: make browser installs it or says what is missing"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=site.url, viewport={"width": 1280, "height": 800}, locale="en-GB"
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A desk-sized page that fails the test on any script error or breach of the content security policy."""
    return watched(context.new_page())


def watched(page: Page) -> Page:
    """Return the page, which fails the test from now on at a script error."""
    page.on(
        "console",
        lambda message: (
            _refuse(f"{message.text} ({message.location})")
            if message.type == "error" and "status of 4" not in message.text
            else None
        ),
    )
    return page


def _refuse(text: str) -> None:
    raise AssertionError(text)


def enter(page: Page, role: str) -> None:
    """Go through a one-click door of the front page."""
    page.goto("/")
    page.get_by_role("button", name=f"Enter as {role}").click()
    page.wait_for_load_state()


def another(browser: Browser, site: Site, *, width: int = 1280) -> Page:
    """Return a page of somebody else, with cookies of their own; close its context at the end."""
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": 760},
        locale="en-GB",
        timezone_id="Europe/Riga",
    )
    context.set_default_timeout(15_000)
    return watched(context.new_page())


def give_code(page: Page, site: Site, address: str) -> None:
    """Write the code of the mail into the page that asks for it."""
    code = re.search(
        r"^\s*([A-Z0-9]{3,6}-?[A-Z0-9]{3,6})\s*$",
        site.letters.wait_for(address, "It is good for 15 minutes"),
        flags=re.MULTILINE,
    )
    assert code
    page.locator("[name=code]").fill(code.group(1))
    page.get_by_role("button", name="Sign in").last.click()
    page.wait_for_load_state()


def sign_in_by_code(
    browser: Browser, site: Site, address: str, *, width: int = 360
) -> Page:
    """Sign in with the code from the mail, on a page of one's own: a phone unless the width says otherwise."""
    page = another(browser, site, width=width)
    page.goto("/sign-in/")
    page.locator("[name=email]").fill(address)
    page.get_by_role("button", name="Send the code").click()
    give_code(page, site, address)
    return page


def slug_of(page: Page) -> str:
    """Return the short name of the event whose page is open."""
    found = re.search(r"/lounge/([^/]+)/", page.url)
    assert found, page.url
    return found.group(1)
