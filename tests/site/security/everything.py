"""All that somebody can read of an event, as bytes to be compared: pages, files, feeds, programs, and answers to forms."""

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import product

from django.db import transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.meetings.actions.calendar import make_address
from madang.site.meetings.queries.owners import Owner
from madang.site.survey.queries.parts import PARTS
from tests.conftest import lead_of, sign_in
from tests.site.security.test_permission_matrix import WORDS, routes

VARYING = WORDS | {
    "part": tuple(PARTS),
    "audience": ("matched", "participants", "public"),
}
# Forms in which an organisation names another one; what they answer is compared as well.
NAMING = ("meetings:ask", "meetings:refuse", "meetings:suggest-again")
# What differs between two visits of one page: the token of a form, the nonce of a script, when a file was made.
PASSING = re.compile(rb'(?:csrfmiddlewaretoken" value|nonce)="[^"]*"|DTSTAMP:[^\r\n]*')
Read = dict[str, tuple[int, str, bytes]]


def addresses(names: Iterable[str], pks: list[int]) -> Iterator[str]:
    """Yield every address of some routes, with each of the numbers wherever a number stands."""
    wanted = set(names)
    for name, parts in sorted(set(routes())):
        if name not in wanted:
            continue
        for words in product(*(VARYING.get(each, pks) for each in parts)):
            try:
                yield reverse(name, kwargs=dict(zip(parts, words, strict=True)))
            except Exception:  # noqa: BLE001, S112 - a word that this address does not take
                continue


def rooms(*, but: tuple[str, ...] = ()) -> list[str]:
    """Return the names of every route, without those of some rooms."""
    return [name for name, _parts in set(routes()) if not name.startswith(but)]


def read(client: Client, places: Iterable[str], **headers: str) -> Read:
    """Return status, where it leads, and bytes of some addresses, without what passes."""
    found = {}
    for address in places:
        page = client.get(address, headers=headers or None)
        content = words(b"" if page.streaming else page.content)
        # Numbers of rows that matching makes anew.
        content = re.sub(rb"/\d+/", b"/N/", PASSING.sub(b"", content))
        found[address] = (page.status_code, page.headers.get("Location", ""), content)
    return found


def words(content: bytes) -> bytes:
    """Return a page as it is, and a PDF as its words: its bytes hold the time at which it was made."""
    if not content.startswith(b"%PDF"):
        return content
    pages = PdfReader(BytesIO(content)).pages
    return "\n".join(page.extract_text() for page in pages).encode()


def told(client: Client, places: Iterable[str]) -> Read:
    """Return what forms answer, and where they lead; nothing of what they did stays."""
    found = {}
    for address in places:
        with transaction.atomic():
            page = client.post(address)
            content = re.sub(rb"/\d+/", b"/N/", PASSING.sub(b"", page.content))
            place = re.sub(r"/\d+/", "/N/", page.headers.get("Location", ""))
            found[f"POST {address}"] = (page.status_code, place, content)
            transaction.set_rollback(True)
    return found


def seen_by(reader: Registration, pks: list[int], names: Iterable[str]) -> Read:
    """Return all that an organisation's lead reads: signed in, by calendar address, as a program, and what forms say."""
    lead, event = lead_of(reader), reader.event
    client = sign_in(lead)
    found = read(client, addresses(names, pks))
    found |= told(client, addresses(NAMING, pks))
    found["calendar"] = _calendar(reader, event)
    return found


def seen_by_program(person: Person, pks: list[int]) -> Read:
    """Return all that a program of somebody reads."""
    _token, secret = make_token(by=person, name="Program", scope="read")
    programs = [each for each in rooms() if each.startswith("api:")]
    return read(Client(), addresses(programs, pks), Authorization=f"Bearer {secret}")


def _calendar(reader: Registration, event: Event) -> tuple[int, str, bytes]:
    owner = Owner(delegate=reader.delegates.get(position=1))
    token = make_address(owner=owner, by=lead_of(reader), event=event)
    (found,) = read(Client(), [f"/calendar/{token}.ics"]).values()
    return found


def after(change: Callable[[], object], look: Callable[[], Read]) -> Read:
    """Return what is seen after a change; nothing of it stays."""
    with transaction.atomic():
        change()
        found = look()
        transaction.set_rollback(True)
    return found


def differences(one: Read, other: Read) -> list[str]:
    """Return the addresses that answer differently."""
    return sorted(
        each for each in one.keys() | other.keys() if one.get(each) != other.get(each)
    )
