"""One-use links and invitations: looking changes nothing, an answer counts once, a day comes when it is too late."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions import (
    LinkError,
    accept_invitation,
    invite,
    make_link,
    peek_link,
    use_link,
)
from madang.site.directory.models import Invitation, OneUseLink, Person, User
from madang.site.events.models import Registration
from tests.conftest import lead_of


@pytest.fixture
def mina(db: None) -> Person:
    """Somebody known by address who has never signed in."""
    return Person.objects.create(name="Mina Oh", email="mina@example.org")


def test_a_link_is_used_once(mina: Person) -> None:
    token = make_link(person=mina, purpose="answer-request", target_id=7, days=3)
    link = use_link(token=token, purpose="answer-request")
    assert (link.target_id, link.person) == (7, mina)
    with pytest.raises(LinkError) as refusal:
        use_link(token=token, purpose="answer-request")
    assert refusal.value.reason == "used"
    assert str(refusal.value) == "This link has been used. Each link works once."
    assert list(LogEntry.objects.values_list("actor_label", "verb")) == [
        ("Mina Oh", "use link answer-request")
    ]


def test_the_token_itself_is_not_stored(mina: Person) -> None:
    token = make_link(person=mina, purpose="answer-request", target_id=7, days=3)
    stored = OneUseLink.objects.get().token_hash
    assert len(stored) == 64
    assert token not in stored


def test_looking_at_a_link_does_not_use_it(mina: Person) -> None:
    token = make_link(person=mina, purpose="answer-request", target_id=7, days=3)
    peek_link(token, "answer-request")
    peek_link(token, "answer-request")
    assert OneUseLink.objects.get().used_at is None


def test_a_link_expires(mina: Person) -> None:
    token = make_link(person=mina, purpose="answer-request", target_id=7, days=3)
    OneUseLink.objects.update(expires_at=timezone.now())
    with pytest.raises(LinkError) as refusal:
        use_link(token=token, purpose="answer-request")
    assert refusal.value.reason == "expired"


@pytest.mark.parametrize(
    ("token", "purpose"), [("wrong", "answer-request"), (None, "other-purpose")]
)
def test_a_wrong_token_or_purpose_is_unknown(
    mina: Person, token: str | None, purpose: str
) -> None:
    made = make_link(person=mina, purpose="answer-request", target_id=7, days=3)
    with pytest.raises(LinkError) as refusal:
        use_link(token=token or made, purpose=purpose)
    assert refusal.value.reason == "unknown"


def test_an_invitation_goes_out_by_mail_in_the_language_of_its_reader(
    mina: Person,
) -> None:
    token = invite(person=mina, by=None, occasion="Spring Lounge", event_id=5)
    mail = OutboxMail.objects.get()
    assert (mail.recipient, mail.subject, mail.event_id) == (
        "mina@example.org",
        "Invitation to Spring Lounge",
        5,
    )
    assert f"http://127.0.0.1:8000/invitation/{token}/" in mail.body.splitlines()


def test_looking_at_an_invitation_changes_nothing(client: Client, mina: Person) -> None:
    token = invite(person=mina, by=None)
    for _again in range(2):
        page = client.get(f"/invitation/{token}/")
        assert page.status_code == 200
    assert User.objects.count() == 0
    assert Invitation.objects.get().accepted_at is None
    assert "_auth_user_id" not in client.session


def test_accepting_makes_the_user_and_signs_in(client: Client, mina: Person) -> None:
    token = invite(person=mina, by=None)
    answer = client.post(f"/invitation/{token}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    mina.refresh_from_db()
    assert mina.user is not None
    assert (mina.user.email, mina.user.has_usable_password()) == (
        "mina@example.org",
        False,
    )
    assert client.session["_auth_user_id"] == str(mina.user.pk)
    assert list(LogEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "invite person",
        "link user",
        "accept invitation",
    ]


def test_accepting_links_the_user_who_has_the_address(mina: Person) -> None:
    user = User.objects.create_user("mina@example.org")
    assert accept_invitation(token=invite(person=mina, by=None)) == user
    mina.refresh_from_db()
    assert mina.user == user


def test_an_invitation_is_accepted_once(client: Client, mina: Person) -> None:
    token = invite(person=mina, by=None)
    client.post(f"/invitation/{token}/")
    other = Client()
    assert other.get(f"/invitation/{token}/").status_code == 410
    assert other.post(f"/invitation/{token}/").status_code == 410
    assert "_auth_user_id" not in other.session


def test_an_expired_invitation_lets_nobody_in(client: Client, mina: Person) -> None:
    token = invite(person=mina, by=None)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(f"/invitation/{token}/").status_code == 410
    assert "_auth_user_id" not in client.session


def test_an_unknown_invitation_is_not_found(client: Client, db: None) -> None:
    assert client.get("/invitation/nothing/").status_code == 404


def test_a_new_invitation_ends_the_one_before(client: Client, mina: Person) -> None:
    first = invite(person=mina, by=None)
    second = invite(person=mina, by=None)
    assert client.get(f"/invitation/{first}/").status_code == 410
    assert client.get(f"/invitation/{second}/").status_code == 200


def test_nobody_is_invited_without_an_address(alder: Registration) -> None:
    lead = lead_of(alder)
    lead.email = ""
    with pytest.raises(ValueError, match="has no e-mail address"):
        invite(person=lead, by=None)


def test_an_invitation_does_not_open_the_entry_of_somebody_else(mina: Person) -> None:
    taken = User.objects.create_user("mina@example.org")
    Person.objects.create(name="Another", email="another@example.org", user=taken)
    with pytest.raises(LinkError) as refusal:
        accept_invitation(token=invite(person=mina, by=None))
    assert refusal.value.reason == "unknown"
    assert Invitation.objects.get().accepted_at is None


def test_the_mail_holds_the_only_copy_of_the_link(mina: Person) -> None:
    invite(person=mina, by=None)
    token = re.search(r"/invitation/([^/]+)/", OutboxMail.objects.get().body)
    assert token is not None
    assert Invitation.objects.get().token_hash != token[1]
