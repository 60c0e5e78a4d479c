"""A button's address that somebody opens answers with a page of the house and the way back, whatever the button is."""

import pytest
from django.test import Client

from madang.site.core.middleware import page_above
from madang.site.events.models import Event
from tests.site.security.test_permission_matrix import (
    ROUTES,
    addresses,
    client_of,
    is_api,
    whole,
)

__all__ = ["whole"]
SHOWN = "<h1>Only a button leads here</h1>"


def only_buttons(client: Client) -> set[str]:
    """Return the names of the addresses that a client may not open by itself; each has the page."""
    found = set()
    pages = [route for route in ROUTES if not is_api(route)]
    for route in pages:
        for address in addresses(route):
            answer = client.get(address)
            if answer.status_code != 405:
                continue
            found.add(route[0])
            text = answer.content.decode()
            assert answer.headers["Allow"] == "POST", address
            assert SHOWN in text, address
            assert f'<a class="go" href="{page_above(address)}">' in text, address
    return found


def test_every_button_of_an_organiser(whole: Event) -> None:
    names = only_buttons(client_of("organiser"))
    assert names >= {"survey:remind", "meetings:propose", "matching:match-again", "core:theme"}  # fmt: skip


def test_every_button_of_a_participant(whole: Event) -> None:
    names = only_buttons(client_of("participant"))
    assert names >= {"meetings:accept", "meetings:withdraw", "survey:submit", "survey:item-remove"}  # fmt: skip


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/lounge/spring/survey/remind/", "/lounge/spring/survey/"),
        ("/lounge/spring/my/requests/7/accept/", "/lounge/spring/my/requests/7/"),
        ("/preferences/theme/", "/"),
        ("/", "/"),
    ],
)
def test_the_way_back_is_the_nearest_page_above(address: str, above: str) -> None:
    assert page_above(address) == above


def test_the_page_speaks_korean(client: Client) -> None:
    page = client.get("/preferences/theme/", headers={"accept-language": "ko"})
    assert '<html lang="ko">' in page.content.decode()
    assert "<h1>버튼으로만 쓰는 주소입니다</h1>" in page.content.decode()


def test_what_is_sent_to_a_page_that_only_shows(whole: Event) -> None:
    page = client_of("organiser").post("/lounge/spring/survey/")
    assert (page.status_code, page.headers["Allow"]) == (405, "GET, HEAD")
    assert "<h1>Nothing can be sent here</h1>" in page.content.decode()


def test_a_program_that_wants_no_page_gets_none(client: Client) -> None:
    answer = client.get("/preferences/theme/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.content) == (405, b"")
