"""Signing in by a code that comes by mail, through a real mail server; the same answers for unknown addresses."""

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import outbox
from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person, User
from madang.site.events.models import Event
from tests.conftest import sign_in


@pytest.fixture(autouse=True)
def real_mail(db: None, settings: Any) -> None:
    """Mail goes into the outbox as on a real site; rate limits start from nothing."""
    settings.EMAIL_BACKEND = "madang.site.core.outbox.OutboxBackend"
    cache.clear()


class Mailbox:
    """What a mail server has received."""

    def __init__(self) -> None:
        self.received: list[Message] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.received.append(message_from_bytes(envelope.content))
        return "250 taken"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server on this machine, to which the outbox delivers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
    yield box
    controller.stop()


def code_of(message: Message) -> str:
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", body.decode(), re.MULTILINE)
    assert found is not None, body
    return found[1]


def ask(client: Client, email: str) -> Any:
    return client.post("/sign-in/", {"email": email}, follow=True)


def test_the_code_from_the_mail_signs_in(
    client: Client, organiser: Person, mailbox: Mailbox
) -> None:
    page = ask(client, "organiser@example.org")
    assert page.redirect_chain == [("/sign-in/code/", 302)]
    assert outbox.deliver() == 1
    message = mailbox.received[0]
    assert message["To"] == "organiser@example.org"
    assert message["Subject"].endswith("is your code for Madang")
    answer = client.post("/sign-in/code/", {"code": code_of(message)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/lounge/")
    assert client.session["_auth_user_id"] == str(organiser.user_id)


def test_the_address_may_be_written_in_capitals(
    client: Client, organiser: Person, mailbox: Mailbox
) -> None:
    ask(client, "Organiser@Example.ORG")
    outbox.deliver()
    client.post("/sign-in/code/", {"code": code_of(mailbox.received[0])})
    assert client.session["_auth_user_id"] == str(organiser.user_id)


def test_after_signing_in_one_is_where_one_wanted_to_be(
    client: Client, organiser: Person, mailbox: Mailbox
) -> None:
    page = client.get("/lounge/spring/people/")
    assert page.headers["Location"] == "/sign-in/?next=/lounge/spring/people/"
    client.post(
        "/sign-in/?next=/lounge/spring/people/",
        {"email": organiser.email, "next": "/lounge/spring/people/"},
    )
    outbox.deliver()
    answer = client.post(
        "/sign-in/code/",
        {"code": code_of(mailbox.received[0]), "next": "/lounge/spring/people/"},
    )
    assert answer.headers["Location"] == "/lounge/spring/people/"


def test_a_person_known_by_address_comes_in_and_is_linked(
    client: Client, mailbox: Mailbox
) -> None:
    person = Person.objects.create(name="Mina Oh", email="mina@example.org")
    ask(client, "mina@example.org")
    person.refresh_from_db()
    assert person.user is None
    outbox.deliver()
    client.post("/sign-in/code/", {"code": code_of(mailbox.received[0])})
    person.refresh_from_db()
    assert client.session["_auth_user_id"] == str(person.user_id)
    assert list(LogEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "make user",
        "link user",
    ]


def test_a_user_without_a_person_is_linked_to_the_one_of_the_address(
    client: Client, mailbox: Mailbox
) -> None:
    user = User.objects.create_user("mina@example.org")
    ask(client, "mina@example.org")
    person = Person.objects.create(name="Mina Oh", email="Mina@example.org")
    outbox.deliver()
    client.post("/sign-in/code/", {"code": code_of(mailbox.received[0])})
    person.refresh_from_db()
    assert person.user == user


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    client: Client, organiser: Person
) -> None:
    known = ask(Client(), "organiser@example.org")
    unknown = ask(Client(), "stranger@example.org")
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert known.redirect_chain == unknown.redirect_chain
    blank = re.compile(
        r"csrfmiddlewaretoken\" value=\"[^\"]+\"|organiser@example.org|stranger@example.org"
    )
    assert blank.sub("", known.content.decode()) == blank.sub(
        "", unknown.content.decode()
    )
    assert list(OutboxMail.objects.values_list("recipient", flat=True)) == [
        "organiser@example.org"
    ]
    assert User.objects.count() == 1


def test_a_wrong_code_lets_nobody_in_and_three_end_the_attempt(
    client: Client, organiser: Person
) -> None:
    ask(client, "organiser@example.org")
    answers = [client.post("/sign-in/code/", {"code": "AAAA-AAAA"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert answers[2].headers["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_a_second_code_replaces_the_first(
    client: Client, organiser: Person, mailbox: Mailbox
) -> None:
    ask(client, "organiser@example.org")
    client.post("/sign-in/code/", {"action": "resend"})
    assert outbox.deliver() == 2
    first, second = (code_of(message) for message in mailbox.received)
    assert client.post("/sign-in/code/", {"code": first}).status_code == 200
    assert client.post("/sign-in/code/", {"code": second}).status_code == 302
    assert client.session["_auth_user_id"] == str(organiser.user_id)


def test_three_codes_a_minute_go_to_one_address(organiser: Person) -> None:
    for _again in range(5):
        ask(Client(), "organiser@example.org")
    assert OutboxMail.objects.count() == 3


def test_a_closed_account_does_not_sign_in(client: Client, organiser: Person) -> None:
    User.objects.update(is_active=False)
    ask(client, "organiser@example.org")
    assert OutboxMail.objects.count() == 0


def test_the_code_comes_in_the_language_of_its_reader(
    client: Client, organiser: Person
) -> None:
    organiser.language = "ko"
    organiser.save()
    page = ask(client, "organiser@example.org")
    assert page.headers["Content-Language"] == "en"
    with override("ko"):
        subject = _("%(code)s is your code for Madang") % {"code": ""}
    assert subject.strip() in OutboxMail.objects.get().subject


def test_signing_out_takes_a_post(event: Event, organiser: Person) -> None:
    client = sign_in(organiser)
    assert client.get("/sign-out/").status_code == 200
    assert "_auth_user_id" in client.session
    answer = client.post("/sign-out/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    ["/accounts/signup/", "/sign-up/", "/accounts/login/", "/accounts/password/reset/"],
)
def test_there_is_no_way_to_sign_up_or_to_use_a_password(
    client: Client, path: str
) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in/", 200),
        ("/sign-in/code/", 302),
        ("/sign-in/closed/", 200),
        ("/sign-out/", 302),
    ],
)
def test_every_page_of_signing_in_has_the_look(
    client: Client, path: str, status: int
) -> None:
    page = client.get(path)
    assert page.status_code == status
    if status == 200:
        assert page.content.decode().count('class="brand"') == 1
