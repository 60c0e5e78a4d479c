"""What is internal is on no page, in no file, program or feed of anybody but the curators, and counts nowhere; nor is an internal organisation named."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from madang.site.core.models import OutboxMail
from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import (
    Person,
    User,
)
from madang.site.landscape.actions.feed import follow
from madang.site.landscape.actions.weekly import send_weekly_mails
from madang.site.landscape.models import (
    WeeklyMail,
)
from madang.site.ledger.models import (
    Occasion,
    Source,
    Tie,
)
from tests.conftest import sign_in
from tests.site.security.internal_rows import named_where_it_is_one_part, secret_twins
from tests.site.security.public_rows import WORD, addresses, public_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> dict[str, Any]:
    return public_rows()


@pytest.fixture
def company(world: dict[str, Any]) -> Person:
    """Somebody of a company who follows whatever there is to follow and has the news by mail."""
    user = User.objects.create_user("ana@example.org")
    person = Person.objects.create(
        name="Ana", email=user.email, user=user, organisation=world["fund"]
    )
    follow(by=person, kind="pair", country_a="LV", country_b="KR")
    follow(by=person, kind="country", country_a="LV")
    follow(by=person, kind="organisation", organisation=world["agency"])
    follow(by=person, kind="organisation", organisation=world["cluster"])
    WeeklyMail.objects.create(person=person, next_at=timezone.now())
    return person


def text_of(client: Client, address: str, headers: dict[str, str] | None) -> str:
    """Return what an address answers as text, without what differs from one answer to the next."""
    answer = client.get(
        address, headers=headers if address.startswith("/api/") else None
    )
    content = answer.content
    if content[:2] == b"PK":
        book = load_workbook(BytesIO(content))
        rows = [
            [row.value for row in line] for sheet in book for line in sheet.iter_rows()
        ]
        return f"{answer.status_code} {rows}"
    text = content.decode()
    text = re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", text)
    return f"{answer.status_code} {re.sub(r'DTSTAMP:.*', '', text)}"


def everything(world: dict[str, Any], person: Person | None) -> dict[str, str]:
    client = sign_in(person) if person else Client()
    headers = {}
    if person is not None:
        _token, secret = make_token(by=person, name="Program", scope="read")
        headers = {"Authorization": f"Bearer {secret}"}
    return {each: text_of(client, each, headers) for each in addresses(world)}


@pytest.mark.parametrize("who", ["visitor", "company"])
def test_internal_rows_are_nowhere_and_count_nowhere(
    world: dict[str, Any], company: Person, who: str
) -> None:
    person = company if who == "company" else None
    before = everything(world, person)
    assert sum(each.startswith("200") for each in before.values()) > 60
    secret_twins(world)
    after = everything(world, person)
    assert [each for each, text in after.items() if text != before[each]] == []


@pytest.mark.parametrize("who", ["visitor", "company"])
def test_public_rows_do_not_name_an_internal_organisation_or_role(
    world: dict[str, Any], company: Person, who: str
) -> None:
    person = company if who == "company" else None
    named_where_it_is_one_part(world, secret_twins(world))
    found = everything(world, person)
    assert [each for each, text in found.items() if WORD.lower() in text.lower().replace(f"q={WORD}".lower(), "").replace(f'value="{WORD}"'.lower(), "")] == []  # fmt: skip


def test_the_weekly_letter_has_no_line_of_it(
    world: dict[str, Any], company: Person
) -> None:
    named_where_it_is_one_part(world, secret_twins(world))
    assert send_weekly_mails() == 1
    (mail,) = OutboxMail.objects.all()
    assert WORD.lower() not in (mail.subject + mail.body).lower()


def test_a_page_of_an_internal_row_is_not_found(
    world: dict[str, Any], company: Person
) -> None:
    hidden = secret_twins(world)
    rows = {
        "organisations": hidden.record.key,
        "ties": Tie.objects.get(audience="internal").key,
        "occasions": Occasion.objects.get(audience="internal").key,
        "sources": Source.objects.get(audience="internal").key,
    }
    found = {noun: sign_in(company).get(f"/ledger/{noun}/{key}/").status_code for noun, key in rows.items()}  # fmt: skip
    assert set(found.values()) == {404}


def test_the_curator_reads_all_of_it(world: dict[str, Any], company: Person) -> None:
    """The word is not missing from the pages because it is missing from the tables."""
    User.objects.filter(pk=company.user_id).update(is_curator=True)
    named_where_it_is_one_part(world, secret_twins(world))
    found = everything(world, Person.objects.get(pk=company.pk))
    assert sum(WORD.lower() in text.lower() for text in found.values()) > 40
