"""Programs enter organisations, names, members, roles, relations and initiatives, and read those that their reader may see."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import Claim, Passage, Relation

LEDGER = "/api/ledger"
EVIDENCE = [{"source": "courier", "exact": "So it is."}]


@pytest.fixture
def headers(curator: Person) -> dict[str, str]:
    secret = make_token(by=curator, name="sync", scope="write")[1]
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def both(agency: Organisation, fund: Organisation, passage: Passage) -> None:
    """Both organisations with pages that everybody reads, under keys of their own."""
    for row, key in ((agency, "agency"), (fund, "fund")):
        record = ensure_record(row, audience="public")
        record.key = key
        record.save()


def post(path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
    return Client().post(
        f"{LEDGER}/{path}",
        json.dumps(body),
        content_type="application/json",
        headers=headers,
    )


def get(path: str, headers: dict[str, str] | None = None) -> Any:
    return Client().get(f"{LEDGER}/{path}", headers=headers or {}).json()


def test_an_organisation_comes_with_names_and_numbers(
    headers: dict[str, str], both: None
) -> None:
    body = {
        "key": "union",
        "name": "Union of Ports",
        "kind": "cluster",
        "country": "LV",
        "audience": "public",
        "names": [{"text": "Ostu savienība", "kind": "local", "language": "lv"}],
        "identifiers": [{"scheme": "wikidata", "value": "Q42"}],
        "evidence": EVIDENCE,
    }
    made = post("organisations", body, headers)
    assert made.status_code == 201
    found = get("organisations/union")
    assert found["names"] == [{"text": "Ostu savienība", "kind": "local", "language": "lv"}]  # fmt: skip
    assert found["identifiers"] == [{"scheme": "wikidata", "value": "Q42"}]
    assert [each["aspect"] for each in found["claims"]] == ["existence", "name", "identifier"]  # fmt: skip
    assert post("organisations", body, headers).status_code == 409
    refused = post("organisations/agency/names", {"text": "AT"}, headers)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "passages")  # fmt: skip
    named = post("organisations/agency/names", {"text": "AT", "kind": "acronym", "evidence": EVIDENCE}, headers)  # fmt: skip
    assert [each["text"] for each in named.json()["names"]] == ["AT"]
    number = {"scheme": "wikidata", "value": "Q42", "evidence": EVIDENCE}
    refused = post("organisations/agency/identifiers", number, headers)
    assert refused.json()["errors"] == [
        {"field": "value", "message": "Union of Ports has this number."}
    ]


ENTRIES: dict[str, dict[str, Any]] = {
    "memberships": {"cluster": "agency", "member": "fund", "role": "founder", "since": "2019"},
    "relations": {"subject": "fund", "predicate": "subsidiary_of", "object": "agency", "since": "2019"},
    "positions": {"key": "head", "organisation": "agency", "role": "Director", "name": "Ilze Kalniņa"},
    "initiatives": {"key": "plan", "owner": "agency", "name": "Harbour plan", "kind": "policy", "parties": ["fund"], "start": "2024"},
}  # fmt: skip
SHOWN: dict[str, dict[str, Any]] = {
    "memberships": {"cluster": "agency", "member": "fund", "role": "founder", "since": "2019", "until": ""},
    "relations": {"subject": "fund", "predicate": "subsidiary_of", "object": "agency", "since": "2019", "until": "", "title": "Dalbit Securities is a subsidiary of Agency of Tarsena", "modality": "asserted", "audience": "public"},
    "positions": {"key": "head", "organisation": "agency", "role": "Director", "name": "Ilze Kalniņa", "name_local": "", "since": "", "until": "", "telephone": "", "fax": "", "email": "", "note": "", "audience": "public"},
    "initiatives": {"key": "plan", "owner": "agency", "name": "Harbour plan", "kind": "policy", "funder": "", "manager": "", "target_country": "", "for_whom": "", "beneficiaries": "", "start": "2024", "end": "", "date_note": "", "modality": "asserted", "audience": "public"},
}  # fmt: skip


@pytest.mark.parametrize("noun", list(ENTRIES))
def test_a_row_is_entered_listed_and_read(
    headers: dict[str, str], both: None, noun: str
) -> None:
    body = ENTRIES[noun] | {"evidence": EVIDENCE, "audience": "public"}
    assert post(noun, body, {}).status_code == 401
    made = post(noun, body, headers)
    assert made.status_code == 201
    (listed,) = get(noun)["items"]
    assert {name: listed[name] for name in listed if name != "id"} == SHOWN[noun]
    key = listed.get("key") or listed["id"]
    whole = get(f"{noun}/{key}")
    (claim,) = whole["claims"]
    assert (claim["aspect"], claim["evidence"][0]["exact"]) == ("existence", "So it is.")  # fmt: skip
    if noun == "initiatives":
        assert whole["parties"] == ["fund"]


@pytest.mark.parametrize("noun", list(ENTRIES))
def test_what_is_internal_is_read_by_curators_alone(
    headers: dict[str, str], both: None, noun: str
) -> None:
    made = post(noun, ENTRIES[noun] | {"evidence": EVIDENCE}, headers)
    key = made.json().get("key") or made.json()["id"]
    assert get(noun) == {"items": [], "next": None}
    assert Client().get(f"{LEDGER}/{noun}/{key}").status_code == 404
    assert len(get(noun, headers)["items"]) == 1
    assert get(f"{noun}/{key}", headers)["claims"][0]["audience"] == "internal"


@pytest.mark.parametrize(
    ("noun", "change", "field"),
    [
        ("memberships", {"cluster": "fund"}, "cluster"),
        ("memberships", {"evidence": []}, "passages"),
        ("memberships", {"until": "2010"}, "until"),
        ("relations", {"object": "nobody"}, "object"),
        ("relations", {"object": "fund"}, "object"),
        ("positions", {"organisation": "nobody"}, "organisation"),
        ("positions", {"role": " "}, "role"),
        ("initiatives", {"parties": ["fund", "fund"]}, "parties"),
        ("initiatives", {"manager": "nobody"}, "manager"),
    ],
)
def test_a_refusal_names_the_field(
    headers: dict[str, str], both: None, noun: str, change: dict[str, Any], field: str
) -> None:
    body = ENTRIES[noun] | {"evidence": EVIDENCE} | change
    refused = post(noun, body, headers)
    assert refused.status_code == 422
    assert [each["field"] for each in refused.json()["errors"]] == [field]
    assert (Claim.objects.count(), Relation.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("noun", "queries"),
    [("memberships", 1), ("relations", 1), ("positions", 1), ("initiatives", 2)],
)
def test_a_list_costs_the_same_at_1_and_at_3_rows(
    headers: dict[str, str],
    both: None,
    noun: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    changes: dict[str, list[dict[str, Any]]] = {
        "memberships": [{}, {"cluster": "fund", "member": "agency"}, {"cluster": "union"}],
        "relations": [{}, {"predicate": "part_of"}, {"predicate": "merged_into"}],
        "positions": [{}, {"key": "b", "role": "B"}, {"key": "c", "role": "C"}],
        "initiatives": [{}, {"key": "b", "name": "B"}, {"key": "c", "name": "C"}],
    }  # fmt: skip
    union = {"key": "union", "name": "Union", "kind": "cluster", "evidence": EVIDENCE, "audience": "public"}  # fmt: skip
    assert post("organisations", union, headers).status_code == 201
    for number, change in enumerate(changes[noun], start=1):
        body = ENTRIES[noun] | {"evidence": EVIDENCE, "audience": "public"} | change
        assert post(noun, body, headers).status_code == 201
        if number != 2:
            with django_assert_num_queries(queries):
                assert len(get(noun)["items"]) == number
