"""Who may open what: every address of the site, every role. An address that no list below names is the organisers' alone."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from tests.conftest import sign_in
from tests.site.security.rooms import OWN_PAGES, PUBLIC_FORMS, PUBLIC_PAGES, ROOMS
from tests.site.security.rows import NUMBER, fill, organisation, person

EVERYBODY = {
    "front", "walk", "enter", "set_language",
    "account_login", "account_request_login_code", "account_confirm_login_code",
    "account_inactive", "account_logout", "mfa_authenticate",
    "core:theme", "core:live", "core:ready",
    "directory:invitation", "meetings:answer-link", "meetings:calendar",
    "events:list", "events:detail",
} | PUBLIC_FORMS  # fmt: skip
SIGNED_IN = {
    "mfa_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "directory:me", "directory:organisation", "directory:add-colleague",
    "directory:colleague", "directory:invite-colleague", "directory:set-lead",
    "events:remove-colleague",
} | OWN_PAGES  # fmt: skip
PARTICIPANTS = {
    "events:add-delegate", "events:delegate", "events:remove-delegate",
    "events:my-delegation", "events:answer-invitation", "events:claim",
    "events:my-availability", "events:availability",
    "survey:mine", "survey:submit", "survey:take-over", "survey:restore",
    "survey:item-remove", "survey:name-add", "survey:name-remove", "survey:part",
    "survey:consent", "survey:preview", "survey:terms-confirm", "survey:term-confirm",
    "survey:term-decline", "survey:parts", "survey:part-give", "survey:part-take-back",
    "survey:part-done",
    "survey:item-save", "survey:contacts", "survey:contact-answer", "survey:card",
    "survey:card-code",
    "meetings:partner",
    "meetings:suggestions", "meetings:refuse", "meetings:suggest-again", "meetings:ask",
    "meetings:my-requests", "meetings:my-request", "meetings:accept", "meetings:decline",
    "meetings:withdraw", "meetings:cancel", "meetings:name-delegates",
    "meetings:feedback", "meetings:cannot-come", "meetings:outcomes", "meetings:new-step",
    "meetings:steps", "meetings:change-step",
    "ledger:my-ties", "ledger:propose-tie", "ledger:withdraw-proposal", "ledger:answer-tie",
}  # fmt: skip
OWN_AGENDA = {
    "meetings:agenda", "meetings:agenda-address", "meetings:my-calendar", "meetings:my-agenda-pdf",
}  # fmt: skip
ATTENDEES = {"survey:attendees", "survey:attendee"}
# The desk reads these and changes nothing.
DESK = {
    "meetings:desk", "meetings:timetable", "meetings:unplaced", "meetings:meeting",
    "meetings:plans", "meetings:plan", "meetings:compare", "meetings:plan-file",
    "meetings:agendas", "meetings:agendas-pdf", "meetings:signs",
    "meetings:organisation-pdf", "meetings:agenda-of", "meetings:agenda-pdf",
    "meetings:schedule-sheet",
}  # fmt: skip
MAY_OPEN = {
    "visitor": EVERYBODY,
    "stranger": EVERYBODY | SIGNED_IN,
    "participant": EVERYBODY | SIGNED_IN | PARTICIPANTS | OWN_AGENDA | ATTENDEES,
    "interpreter": EVERYBODY | SIGNED_IN | OWN_AGENDA,
    "desk": EVERYBODY | SIGNED_IN | DESK | ATTENDEES,
}
MAY_POST = MAY_OPEN | {"desk": EVERYBODY | SIGNED_IN}
# Words that stand in addresses, and every value worth trying.
WORDS: dict[str, tuple[str, ...]] = {
    "slug": ("spring",),
    "token": ("nothing",),
    "step": ("survey",),
    "key": ("nothing",),
    "pair": ("lv-kr",),
    "code": ("kr",),
    "role": ("organiser",),
    "part": ("seek",),
    "verb": ("pin",),
    "state": ("done",),
    "which": ("planned",),
    "kind": ("survey", "wish", "delegate", "interpreter", "place", "csv", "problem"),
}
# They lead on to another page (a draft is not repaired), or compare with a version that the address has to name.
NO_PAGE = {"events:remove-seat", "meetings:publish", "meetings:compare", "meetings:repair"}  # fmt: skip
Route = tuple[str, tuple[str, ...]]


def routes(
    resolver: URLResolver | None = None, space: str = "", before: tuple[str, ...] = ()
) -> Iterator[Route]:
    """Yield the name of every address of the site with the names of what varies in it."""
    for each in (resolver or get_resolver()).url_patterns:
        names = (*before, *each.pattern.converters)
        if isinstance(each, URLPattern):
            assert each.name, f"{each} has no name"
            yield f"{space}{each.name}", names
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from routes(each, inner, names)


def addresses(route: Route, number: int = NUMBER) -> list[str]:
    """Return every address of a route, with one number wherever a number stands."""
    name, names = route
    found = []
    for words in product(*(WORDS.get(each, (number,)) for each in names)):
        try:
            found.append(reverse(name, kwargs=dict(zip(names, words, strict=True))))
        except Exception:  # noqa: BLE001, S112 - a word that this address does not take
            continue
    assert found, f"{name} leads nowhere"
    return found


ROUTES = sorted(set(routes()))
ROLES = list(MAY_OPEN)


@pytest.fixture
def whole(event: Event) -> Event:
    """The event with a row of every kind, and another event with a delegate of its own."""
    fill(event)
    other = Event.objects.create(name="Autumn", slug="autumn", city="Riga")
    elsewhere = organisation("Elsewhere")
    Registration.objects.create(event=other, organisation=elsewhere, state="registered")
    person("stranger@example.org", elsewhere)
    return event


ADDRESS_OF = {
    "stranger": "stranger@example.org",
    "participant": "lead@cedar.example.org",
    "interpreter": "interpreter@example.org",
    "desk": "desk-77@example.org",
    "organiser": "organiser-77@example.org",
}


def client_of(role: str) -> Client:
    """Return a client of this role."""
    if role == "visitor":
        return Client()
    return sign_in(Person.objects.select_related("user").get(email=ADDRESS_OF[role]))


def is_refused(response: HttpResponse) -> bool:
    """Tell whether an answer is a no: not found, not allowed, or a way to the door."""
    if response.status_code == 302:
        return response.headers["Location"].startswith("/sign-in/")
    return response.status_code in (401, 403, 404, 405)


def is_api(route: Route) -> bool:
    """Tell whether programs read there; without a token they read what is public, and write nothing."""
    return route[0].startswith("api:")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_opens_a_page_of_others(role: str, whole: Event) -> None:
    client = client_of(role)
    wrong = []
    for route in ROUTES:
        for address in addresses(route):
            response = client.get(address)
            is_open = route[0] in MAY_OPEN[role] | PUBLIC_PAGES or is_api(route)
            is_fine = is_open or is_refused(response)
            if not is_fine or response.status_code >= 500:
                wrong.append((route[0], address, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_what_is_of_others(role: str, whole: Event) -> None:
    client = client_of(role)
    wrong = []
    for route in ROUTES:
        if route[0] == "account_logout":
            continue
        lines = LogEntry.objects.count()
        for address in addresses(route):
            response = client.post(address)
            is_fine = route[0] in MAY_POST[role] or (
                is_refused(response) and LogEntry.objects.count() == lines
            )
            if not is_fine or response.status_code >= 500:
                wrong.append((route[0], address, response.status_code))
    assert wrong == []


def test_an_organiser_opens_every_page_that_others_do_not(whole: Event) -> None:
    """The refusals above are refusals: there is a page behind each of these addresses."""
    client = client_of("organiser")
    of_others = EVERYBODY | SIGNED_IN | PARTICIPANTS | OWN_AGENDA
    theirs = [
        each
        for each in ROUTES
        if "slug" in each[1]
        and each[0] not in of_others
        and not each[0].startswith(ROOMS)
    ]
    answers = {
        name: {client.get(address).status_code for address in addresses((name, names))}
        for name, names in theirs
    }
    dead = [
        name
        for name, found in answers.items()
        if name not in NO_PAGE and not found & {200, 405}
    ]
    assert dead == []


@pytest.mark.parametrize("number", [2**63 - 1, 10**30])
@pytest.mark.parametrize("role", ["participant", "organiser"])
def test_a_number_of_nothing_is_not_found(role: str, number: int, whole: Event) -> None:
    client = client_of(role)
    answers = {
        (name, client.get(address).status_code)
        for name, names in ROUTES
        if set(names) - set(WORDS)
        for address in addresses((name, names), number)
    }
    # A program without a token is asked for one: a session does not count there.
    assert {status for _name, status in answers} <= {401, 403, 404, 405}
