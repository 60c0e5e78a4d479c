"""The second factor: an app for one-time codes, and recovery codes for the day on which it is lost."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client

from madang.site.core.models import OutboxMail
from madang.site.directory.actions import invite
from madang.site.directory.models import Person
from tests.conftest import sign_in


@pytest.fixture(autouse=True)
def real_mail(db: None, settings: object) -> None:
    """Mail goes into the outbox as on a real site; rate limits start from nothing."""
    settings.EMAIL_BACKEND = "madang.site.core.outbox.OutboxBackend"  # type: ignore[attr-defined]
    cache.clear()


def code_now(secret: str) -> str:
    _last, counter, _next = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


def set_up(client: Client) -> str:
    page = client.get("/me/second-factor/app/")
    secret: str = page.context["form"].secret
    answer = client.post("/me/second-factor/app/", {"code": code_now(secret)})
    assert answer.headers["Location"] == "/me/second-factor/codes/"
    cache.clear()  # a code counts once; the next one would come 30 seconds later
    return secret


def prove(client: Client, secret: str) -> None:
    """Answer with the app once more, as changes of the second factor ask for."""
    client.post("/me/second-factor/again/", {"code": code_now(secret)})
    cache.clear()


def ask_for_code(client: Client, person: Person) -> None:
    client.post("/sign-in/", {"email": person.email})
    found = re.search(
        r"^(\w{4}-\w{4})$", OutboxMail.objects.order_by("-id")[0].body, re.MULTILINE
    )
    assert found is not None
    client.post("/sign-in/code/", {"code": found[1]})


def test_the_app_is_asked_for_after_the_code_of_the_mail(organiser: Person) -> None:
    secret = set_up(sign_in(organiser))
    client = Client()
    ask_for_code(client, organiser)
    assert "_auth_user_id" not in client.session
    assert client.get("/sign-in/second-factor/").status_code == 200
    wrong = client.post("/sign-in/second-factor/", {"code": "000000"})
    assert wrong.context["form"].errors == {
        "code": [
            "This is not the code that your app shows now. It changes every 30 seconds."
        ]
    }
    answer = client.post("/sign-in/second-factor/", {"code": code_now(secret)})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/lounge/")
    assert client.session["_auth_user_id"] == str(organiser.user_id)


def test_an_invitation_does_not_go_around_the_second_factor(organiser: Person) -> None:
    set_up(sign_in(organiser))
    client = Client()
    token = invite(person=organiser, by=None)
    answer = client.post(f"/invitation/{token}/")
    assert answer.headers["Location"] == "/sign-in/second-factor/"
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_counts_once(organiser: Person) -> None:
    owner = sign_in(organiser)
    prove(owner, set_up(owner))
    codes = owner.get("/me/second-factor/codes/").context["unused_codes"]
    assert len(codes) == 10
    client = Client()
    ask_for_code(client, organiser)
    client.post("/sign-in/second-factor/", {"code": codes[0]})
    assert client.session["_auth_user_id"] == str(organiser.user_id)
    other = Client()
    cache.clear()
    ask_for_code(other, organiser)
    other.post("/sign-in/second-factor/", {"code": codes[0]})
    assert "_auth_user_id" not in other.session


def test_ending_it_asks_once_more_and_then_the_mail_is_enough(
    organiser: Person,
) -> None:
    secret = set_up(sign_in(organiser))
    client = sign_in(organiser)
    page = client.get("/me/second-factor/app/end/")
    assert page.headers["Location"] == (
        "/me/second-factor/again/?next=%2Fme%2Fsecond-factor%2Fapp%2Fend%2F"
    )
    client.post(page.headers["Location"], {"code": code_now(secret)})
    assert client.get("/me/second-factor/app/end/").status_code == 200
    client.post("/me/second-factor/app/end/")
    assert Authenticator.objects.count() == 0
    other = Client()
    ask_for_code(other, organiser)
    assert other.session["_auth_user_id"] == str(organiser.user_id)


def test_each_page_has_the_look(organiser: Person) -> None:
    client = sign_in(organiser)
    prove(client, set_up(client))
    pages = [
        client.get(path)
        for path in (
            "/me/second-factor/",
            "/me/second-factor/codes/",
            "/me/second-factor/codes/new/",
            "/me/second-factor/again/",
        )
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 200]
    assert [page.content.decode().count('class="brand"') for page in pages] == [1] * 4
    file = client.get("/me/second-factor/codes/file/")
    assert len(file.content.decode().split()) == 10


@pytest.mark.parametrize(
    "path", ["/me/second-factor/", "/me/second-factor/app/", "/sign-in/second-factor/"]
)
def test_a_visitor_is_sent_to_sign_in(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in/")
