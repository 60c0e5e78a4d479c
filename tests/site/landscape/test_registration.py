"""Free registration: name and address, the code of the mail, and back to what one wanted to read. It opens nothing else."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions.visitors import forget_unconfirmed
from madang.site.directory.models import Person, User, Visitor
from madang.site.events.models import Event, Registration
from tests.conftest import sign_in
from tests.site.landscape.reading import SECRET, article_called, person_called

REGISTER = "/landscape/register/"
FORM = {
    "name": "Maija Ozola",
    "email": "Maija@Example.org",
    "country": "LV",
    "organisation_name": "Ozola and Daughters",
    "next": "/landscape/articles/plants/",
}


@pytest.fixture(autouse=True)
def real_mail(db: None, settings: Any) -> None:
    """Mail goes into the outbox as on a real site; rate limits start from nothing."""
    settings.EMAIL_BACKEND = "madang.site.core.outbox.OutboxBackend"
    cache.clear()


def code_of(mail: OutboxMail) -> str:
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", mail.body, re.MULTILINE)
    assert found is not None
    return found[1]


def registered(client: Client, **changed: str) -> Any:
    client.post(REGISTER, {**FORM, **changed})
    mail = OutboxMail.objects.order_by("-pk")[0]
    return client.post(
        "/sign-in/code/",
        {"code": code_of(mail), "next": changed.get("next", FORM["next"])},
    )


def test_whoever_registers_reads_the_article_after_the_code(client: Client) -> None:
    article_called("Plants", is_gated=True)
    answer = client.post(REGISTER, FORM)
    assert answer.headers["Location"] == (
        "/sign-in/code/?next=%2Flandscape%2Farticles%2Fplants%2F"
    )
    mail = OutboxMail.objects.get()
    assert mail.recipient == "Maija@Example.org"
    assert SECRET not in mail.body
    assert Person.objects.count() == 0
    back = client.post(
        "/sign-in/code/", {"code": code_of(mail), "next": "/landscape/articles/plants/"}
    )
    assert back.headers["Location"] == "/landscape/articles/plants/"
    assert SECRET in client.get("/landscape/articles/plants/").content.decode()


def test_the_person_is_entered_once_the_code_has_come_back(client: Client) -> None:
    registered(client)
    person = Person.objects.get()
    assert (person.name, person.email, person.organisation, person.language) == (
        "Maija Ozola",
        "maija@example.org",
        None,
        "en",
    )
    visitor = Visitor.objects.get()
    assert (visitor.person, visitor.country, visitor.organisation_name) == (
        person,
        "LV",
        "Ozola and Daughters",
    )
    verbs = LogEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["begin registration", "register"]


def test_a_visitor_reads_on_their_entry_what_they_wrote(client: Client) -> None:
    registered(client)
    text = client.get("/me/").content.decode()
    assert "You wrote: Ozola and Daughters." in text


def test_registering_opens_no_room_of_the_lounge(
    client: Client, event: Event, alder: Registration
) -> None:
    registered(client)
    closed = ["people/", "set-up/", "desk/", "attendees/", "agenda/", "requests/", "timetable/"]  # fmt: skip
    answers = [client.get(f"/lounge/{event.slug}/{room}").status_code for room in closed]  # fmt: skip
    assert [code in (403, 404) for code in answers] == [True] * 7


def test_nobody_is_entered_for_an_address_that_is_not_theirs(client: Client) -> None:
    client.post(REGISTER, FORM)
    other = Client()
    other.post("/sign-in/", {"email": "maija@example.org"})
    mail = OutboxMail.objects.order_by("-pk")[0]
    other.post("/sign-in/code/", {"code": code_of(mail)})
    assert (User.objects.count(), Person.objects.count()) == (1, 0)


def test_somebody_who_is_known_stays_as_they_are(client: Client) -> None:
    person = person_called("Known Person")
    registered(client, email=person.email, name="Another Name")
    person.refresh_from_db()
    assert (person.name, Person.objects.count(), Visitor.objects.count()) == ("Known Person", 1, 0)  # fmt: skip


def test_a_known_address_is_not_told_from_an_unknown_one(client: Client) -> None:
    person = person_called("Known Person")
    known = client.post(REGISTER, {**FORM, "email": person.email})
    unknown = Client().post(REGISTER, FORM)
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_the_way_back_never_leaves_the_site(client: Client) -> None:
    answer = client.post(REGISTER, {**FORM, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/sign-in/code/"
    text = client.get(f"{REGISTER}?next=//elsewhere.example/").content.decode()
    assert 'name="next" value="/landscape/following/"' in text


def test_a_form_that_lacks_something_keeps_the_rest(client: Client) -> None:
    answer = client.post(REGISTER, {**FORM, "name": "", "email": "no address"})
    text = answer.content.decode()
    assert (answer.status_code, User.objects.count()) == (200, 0)
    assert 'value="Ozola and Daughters"' in text
    assert 'value="no address"' in text


def test_whoever_is_signed_in_goes_straight_back(db: None) -> None:
    client = sign_in(person_called("Known Person"))
    answer = client.get(f"{REGISTER}?next=/landscape/calendar/")
    assert answer.headers["Location"] == "/landscape/calendar/"


def test_an_account_that_is_nobodys_says_whose_it_is(client: Client) -> None:
    user = User.objects.create_user("maija@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert 'name="email"' not in client.get(REGISTER).content.decode()
    answer = client.post(REGISTER, {**FORM, "email": "other@example.org"})
    assert answer.headers["Location"] == "/landscape/articles/plants/"
    person = Person.objects.get()
    assert (person.name, person.email, person.user) == (
        "Maija Ozola",
        "maija@example.org",
        user,
    )
    assert OutboxMail.objects.count() == 0


def test_more_than_so_many_a_minute_are_refused(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "2/m/ip"}
    for number in range(2):
        Client().post(REGISTER, {**FORM, "email": f"reader{number}@example.org"})
    answer = client.post(REGISTER, FORM)
    assert answer.status_code == 200
    assert "Too many attempts." in answer.content.decode()
    assert User.objects.count() == 2


def test_what_was_never_confirmed_is_forgotten_after_a_week(client: Client) -> None:
    client.post(REGISTER, FORM)
    person_called("Known Person")
    User.objects.create_user("staff@example.org", is_staff=True)
    assert forget_unconfirmed() == 0
    User.objects.update(created_at=timezone.now() - timedelta(days=8))
    assert forget_unconfirmed() == 1
    left = User.objects.order_by("email").values_list("email", flat=True)
    assert list(left) == ["known.person@example.org", "staff@example.org"]
