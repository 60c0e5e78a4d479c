"""What programs are answered: tokens, problems, writes that may be repeated."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from madang.site.core.clock import tick
from madang.site.core.kept import forget_answers
from madang.site.core.models import KeptAnswer
from madang.site.directory.actions.tokens import (
    TokenError,
    find_token,
    make_token,
    revoke_token,
)
from madang.site.directory.models import ApiToken, Person
from madang.site.events.models import Registration
from tests.conftest import lead_of, sign_in


def test_a_token_is_found_by_its_secret_until_it_is_revoked(organiser: Person) -> None:
    token, secret = make_token(by=organiser, name="Sheet", scope="read")
    assert find_token(secret) == token
    assert find_token(secret + "x") is None
    assert secret not in str(ApiToken.objects.values_list()[0])
    revoke_token(token, by=organiser)
    assert find_token(secret) is None


def test_a_token_ends_with_its_year_and_with_its_person(organiser: Person) -> None:
    _token, secret = make_token(by=organiser, name="Sheet", scope="read")
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert find_token(secret) is None
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert organiser.user is not None
    organiser.user.is_active = False
    organiser.user.save()
    assert find_token(secret) is None


@pytest.mark.django_db
def test_the_description_is_openapi_3_1(client: Client) -> None:
    answer = client.get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"] == "3.1.0"


def test_a_token_is_shown_once_and_revoked_by_its_own_person(
    organiser: Person, birch: Registration
) -> None:
    client = sign_in(organiser)
    page = client.post("/me/tokens/", {"name": "Sheet", "scope": "write"})
    token = ApiToken.objects.get()
    assert token.scope == "write"
    secret = page.context["secret"]
    assert find_token(secret) == token
    assert secret not in client.get("/me/tokens/").content.decode()
    other = sign_in(lead_of(birch))
    assert other.post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    assert client.post(f"/me/tokens/{token.pk}/revoke/").status_code == 302
    assert find_token(secret) is None


def test_twenty_tokens_work_at_a_time_and_no_more(organiser: Person) -> None:
    for number in range(20):
        make_token(by=organiser, name=f"Program {number}", scope="read")
    with pytest.raises(TokenError) as refusal:
        make_token(by=organiser, name="One more", scope="read")
    assert str(refusal.value) == (
        "You have 20 tokens that work. Revoke one, then make another."
    )
    client = sign_in(organiser)
    page = client.post("/me/tokens/", {"name": "One more", "scope": "read"})
    assert page.status_code == 422
    assert "You have 20 tokens that work." in page.content.decode()
    assert ApiToken.objects.count() == 20


def test_tokens_that_are_over_or_revoked_leave_room(
    organiser: Person, settings: object
) -> None:
    settings.TOKENS_EACH = 2  # type: ignore[attr-defined]
    revoked, _secret = make_token(by=organiser, name="Revoked", scope="read")
    over, _secret = make_token(by=organiser, name="Over", scope="read")
    revoke_token(revoked, by=organiser)
    make_token(by=organiser, name="Third", scope="read")
    with pytest.raises(TokenError):
        make_token(by=organiser, name="Fourth", scope="read")
    ApiToken.objects.filter(pk=over.pk).update(expires_at=timezone.now())
    make_token(by=organiser, name="Fourth", scope="read")
    page = sign_in(organiser).get("/me/tokens/")
    assert [each.name for each in page.context["page"]] == ["Fourth", "Third"]


def keep_answers(count: int, *, days: int) -> None:
    rows = KeptAnswer.objects.bulk_create(
        KeptAnswer(owner="1", key=f"{days}-{number}", request_sha256="0", status=201, body="{}")
        for number in range(count)
    )  # fmt: skip
    KeptAnswer.objects.filter(pk__in=[each.pk for each in rows]).update(
        created_at=timezone.now() - timedelta(days=days, minutes=1)
    )


@pytest.mark.django_db
def test_kept_answers_are_forgotten_after_a_week() -> None:
    keep_answers(3, days=7)
    keep_answers(2, days=6)
    assert (forget_answers(), forget_answers()) == (3, 0)
    assert KeptAnswer.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_many_answers_are_forgotten_in_batches() -> None:
    keep_answers(1201, days=8)
    with CaptureQueriesContext(connection) as asked:
        assert forget_answers(most=1100) == 1100
    deletes = [each for each in asked if each["sql"].startswith("DELETE")]
    assert len(deletes) == 3
    tick()
    assert KeptAnswer.objects.count() == 0
