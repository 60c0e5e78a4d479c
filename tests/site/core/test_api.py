"""What programs are answered: tokens, problems, writes that may be repeated."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.directory.actions.tokens import find_token, make_token, revoke_token
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
