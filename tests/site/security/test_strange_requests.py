"""Values that nobody means: numbers beyond every key, digits of other scripts, NUL characters, whole books."""

import re
from pathlib import Path

import pytest
from django.test import Client

import madang.site
from madang.site.events.models import Event
from tests.site.security.test_permission_matrix import (
    ROUTES,
    addresses,
    client_of,
    whole,
)

__all__ = ["whole"]
SOURCE = Path(madang.site.__file__).parent
# Every name that a view reads from an address.
READ = sorted(
    {
        name
        for file in SOURCE.glob("*/**/*.py")
        for name in re.findall(
            r'(?:GET|asked|values)\.get\(\s*"(\w+)"', file.read_text()
        )
    }
    | {"page", "next"}
)
STRANGE = ["²", "9" * 5000, "x" * 20_000, "77-²"]


def test_the_names_are_found() -> None:
    assert {"page", "plan", "move", "to", "ask", "q", "term", "session"} <= set(READ)


@pytest.mark.parametrize("value", STRANGE)
@pytest.mark.parametrize("role", ["participant", "organiser"])
def test_no_value_in_an_address_breaks_a_page(
    role: str, value: str, whole: Event
) -> None:
    client = client_of(role)
    wrong = {}
    for route in ROUTES:
        for address in addresses(route)[:1]:
            try:
                status = client.get(address, dict.fromkeys(READ, value)).status_code
            except (ValueError, OverflowError) as error:
                wrong[route[0]] = str(error)[:60]
                continue
            if status >= 500:
                wrong[route[0]] = str(status)
    assert wrong == {}


NUMBERED = [
    "timetable/?move=",
    "timetable/?move=77&to=",
    "timetable/?plan=",
    "plans/77/compare/?with=",
    "agendas/signs.pdf?place=",
    "setup/places/?zone=",
    "setup/places/?page=",
    "my/suggestions/?ask=",
    "my/agenda/?of=delegate-",
    "my/answers/seek/?item=",
]


@pytest.mark.parametrize("value", ["²", "9" * 40, "9" * 5000])
@pytest.mark.parametrize("start", NUMBERED)
def test_no_single_number_breaks_a_page(start: str, value: str, whole: Event) -> None:
    client = client_of("participant" if start.startswith("my/") else "organiser")
    assert client.get(f"/lounge/spring/{start}{value}").status_code in (200, 404)


def test_a_nul_character_is_a_bad_request(whole: Event) -> None:
    client = client_of("organiser")
    assert client.get("/lounge/spring/log/?words=%00").status_code == 400
    assert client.get("/lounge/?when=a%00b").status_code == 400


@pytest.mark.parametrize("value", ["²", "9" * 40, "9" * 5000, "\0"])
def test_no_chosen_suggestion_breaks_a_proposal(value: str, whole: Event) -> None:
    client = client_of("organiser")
    answer = client.post("/lounge/spring/requests/propose/", {"suggestion": value})
    assert answer.status_code == 302


@pytest.mark.parametrize("value", ["²", "9" * 40, "9" * 5000, "\0"])
def test_no_free_slot_breaks_the_hours(value: str, whole: Event) -> None:
    client = client_of("participant")
    answer = client.post("/lounge/spring/my-availability/", {"free": value})
    assert answer.status_code == 302


def test_pages_are_kept_by_nobody(client: Client, whole: Event) -> None:
    assert client.get("/").headers["Cache-Control"] == "private, no-store"
    own = client_of("participant")
    for address in (
        "/me/",
        "/lounge/spring/my/agenda/",
        "/lounge/spring/my/agenda.ics",
    ):
        assert own.get(address).headers["Cache-Control"] == "private, no-store"
