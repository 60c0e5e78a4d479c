"""The ledger for programs: what a visitor, a reader and a curator are answered."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import KeptAnswer
from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models import Claim, Occasion, Passage, Source, Tie
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, log_verbs, tie_of


def bearer(person: Person, *, scope: str = "write") -> dict[str, str]:
    _token, secret = make_token(by=person, name="Program", scope=scope)
    return {"Authorization": f"Bearer {secret}"}


def post(
    path: str, body: dict[str, Any], headers: dict[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    answer = Client().post(
        f"/api/ledger/{path}", body, content_type="application/json", headers=headers
    )
    return answer.status_code, answer.json()


def read(path: str, headers: dict[str, str] | None = None) -> Any:
    return Client().get(f"/api/ledger/{path}", headers=headers).json()


def entry(agency: Organisation, fund: Organisation) -> dict[str, Any]:
    """A memorandum as a program sends it."""
    return {
        "key": "first-memorandum",
        "kind": "mou",
        "stage": "signed",
        "date": "2024-05",
        "subject": "Vaccines",
        "parties": [
            {"organisation": agency.record.key},
            {"organisation": fund.record.key},
        ],
        "evidence": [{"source": "courier", "paraphrase": "Both signed.", "line": 7}],
    }


@pytest.fixture
def known(agency: Organisation, fund: Organisation, passage: Passage) -> Tie:
    """Talks of both organisations, so that both have a page."""
    return tie_of(agency, fund, passage, key="talks-of-may", kind="talks", stage="talks")  # fmt: skip


def test_a_visitor_reads_a_tie_with_its_evidence(known: Tie) -> None:
    found = read("ties/talks-of-may")
    claim = found.pop("claims")[0]
    parties = found.pop("parties")
    assert (found.pop("attributed_to"), found.pop("cautions")) == ([], [])
    assert found == {
        "key": "talks-of-may",
        "family": "agreement",
        "kind": "talks",
        "stage": "talks",
        "title": "Talks of Agency of Tarsena and Dalbit Securities",
        "subject": "Work on vaccines",
        "date": "",
        "countries": ["LV", "KR"],
        "city": "",
        "level": "",
        "modality": "asserted",
        "occasion": None,
        "audience": "public",
        "version": known.version,
    }
    assert [(each["name"], each["role"]) for each in parties] == [
        ("Agency of Tarsena", "party"),
        ("Dalbit Securities", "party"),
    ]
    assert (claim["aspect"], claim["stage"], claim["holder"]) == (
        "existence",
        "talks",
        "article",
    )
    assert claim["evidence"] == [
        {
            "id": claim["evidence"][0]["id"],
            "source": "courier",
            "exact": "",
            "paraphrase": "The agency opened talks with the fund.",
            "start": 100,
            "end": 140,
            "line": 4,
            "publisher": "Harbour Courier",
            "title": "Two countries talk",
            "published": "2024-05-02",
        }
    ]


def test_what_is_internal_is_read_with_a_curator_s_token_alone(
    agency: Organisation, fund: Organisation, curator: Person, reader: Person
) -> None:
    place = evidence(audience="internal")
    tie_of(agency, fund, place, key="secret", audience="internal")
    for headers in (None, bearer(reader)):
        assert read("ties", headers) == {"items": [], "next": None}
        assert read("sources", headers)["items"] == []
        assert read("organisations", headers)["items"] == []
        assert read("ties/secret", headers)["status"] == 404
    assert [each["key"] for each in read("ties", bearer(curator))["items"]] == [
        "secret"
    ]


def test_lists_are_narrowed_and_paged(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    for number, kind in enumerate(("talks", "mou", "mou")):
        stage = "talks" if kind == "talks" else "signed"
        tie_of(agency, fund, passage, key=f"t-{number}", kind=kind, stage=stage)
    first = read("ties?kind=mou&country=lv&other_country=KR&limit=1")
    assert [each["key"] for each in first["items"]] == ["t-1"]
    second = read(f"ties?kind=mou&limit=1&cursor={first['next']}")
    assert ([each["key"] for each in second["items"]], second["next"]) == (["t-2"], None)  # fmt: skip
    assert read("ties?country=NO")["items"] == []
    assert read("ties?text=dalbit&stage=talks")["items"][0]["key"] == "t-0"
    assert read("ties?kind=marriage")["status"] == 422


def test_a_curator_enters_a_tie_once_however_often_it_is_sent(
    known: Tie, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    headers = bearer(curator) | {"Idempotency-Key": "a1"}
    body = entry(agency, fund)
    status, made = post("ties", body, headers)
    assert (status, made["stage"], made["date"]) == (201, "signed", "2024-05")
    assert post("ties", body, headers) == (201, made)
    assert Tie.objects.count() == 2
    status, refused = post("ties", body | {"subject": "Other"}, headers)
    assert (status, refused["title"]) == (
        422,
        "This Idempotency-Key was used for another request before",
    )
    status, refused = post("ties", body, bearer(curator))
    assert (status, refused["errors"]) == (
        409,
        [
            {
                "field": "key",
                "message": "Something is entered under “first-memorandum” already.",
            }
        ],
    )


def test_a_refused_write_leaves_nothing_and_may_be_sent_again(
    known: Tie, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    headers = bearer(curator) | {"Idempotency-Key": "b1"}
    before = (Passage.objects.count(), log_verbs())
    status, refused = post("ties", entry(agency, fund) | {"kind": "talks"}, headers)
    assert (status, refused["errors"][0]["field"]) == (422, "stage")
    assert (Passage.objects.count(), log_verbs()) == before
    assert not KeptAnswer.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"evidence": []}, "passages"),
        ({"evidence": [{"source": "nowhere", "exact": "x"}]}, "evidence.0.source"),
        ({"evidence": [{"source": "courier"}]}, "paraphrase"),
        ({"parties": [{"organisation": "nobody"}]}, "parties.0.organisation"),
        ({"parties": []}, "parties"),
        ({"date": "May"}, "date"),
    ],
)
def test_each_refusal_names_its_field(
    change: dict[str, Any],
    field: str,
    known: Tie,
    curator: Person,
    agency: Organisation,
    fund: Organisation,
) -> None:
    status, refused = post("ties", entry(agency, fund) | change, bearer(curator))
    assert (status, [each["field"] for each in refused["errors"]]) == (422, [field])
    assert Tie.objects.count() == 1


def test_who_may_write(
    known: Tie,
    curator: Person,
    reader: Person,
    agency: Organisation,
    fund: Organisation,
) -> None:
    body = entry(agency, fund)
    assert post("ties", body)[0] == 401
    assert post("ties", body, {"Authorization": "Bearer mdg_wrong"})[0] == 401
    assert post("ties", body, bearer(curator, scope="read"))[0] == 403
    status, refused = post("ties", body, bearer(reader))
    assert (status, refused["title"]) == (
        403,
        "Only curators and the site’s staff write here.",
    )
    assert Tie.objects.count() == 1


def test_a_claim_is_entered_corrected_and_withdrawn(
    known: Tie, curator: Person
) -> None:
    headers = bearer(curator)
    place = [{"source": "courier", "exact": "They talk still."}]
    status, claim = post(
        "claims",
        {"aspect": "date", "tie": known.key, "date": "2024-04", "evidence": place},
        headers,
    )
    assert (status, claim["date"]) == (201, "2024-04")
    assert read("ties/talks-of-may")["date"] == "2024-04"
    path = f"claims/{claim['id']}/correct"
    status, refused = post(path, {"why": "", "evidence": place}, headers)
    assert (status, refused["errors"][0]["field"]) == (422, "why")
    status, new = post(
        path, {"why": "It says March", "date": "2024-03", "evidence": place}, headers
    )
    assert (status, new["date"], new["why"]) == (201, "2024-03", "It says March")
    assert read(f"claims/{claim['id']}")["superseded_by"] == new["id"]
    status, gone = post(f"claims/{new['id']}/withdraw", {"why": "Misread"}, headers)
    assert (status, gone["is_withdrawal"]) == (201, True)
    assert post(f"claims/{new['id']}/withdraw", {"why": "Again"}, headers)[0] == 422
    two = {"aspect": "statement", "tie": "a", "occasion": "b", "evidence": place}
    assert post("claims", two, headers)[0] == 422


def test_a_source_with_its_passages(article: Source, curator: Person) -> None:
    headers = bearer(curator)
    body = {"key": "gazette", "title": "Notice 4", "published": "2025", "kind": "notice"}  # fmt: skip
    status, source = post("sources", body, headers)
    assert (status, source["kind"]) == (201, "notice")
    assert post("sources", body, headers)[0] == 409
    status, refused = post("sources", {"title": ""}, headers)
    assert (status, refused["errors"][0]["field"]) == (422, "title")
    status, place = post("sources/gazette/passages", {"exact": "Signed."}, headers)
    assert (status, place["source"]) == (201, "gazette")
    again = post("sources/gazette/passages", {"exact": "Signed."}, headers)[1]
    assert again == place
    assert post("sources/none/passages", {"exact": "x"}, headers)[0] == 404
    assert [each["exact"] for each in read("sources/gazette")["passages"]] == [
        "Signed."
    ]
    assert [each["key"] for each in read("sources?text=notice")["items"]] == ["gazette"]


def test_an_occasion_is_entered_with_evidence_and_says_what_came_of_it(
    agency: Organisation, known: Tie, curator: Person
) -> None:
    body = {
        "key": "visit",
        "kind": "delegation_outward",
        "name": "Visit of May",
        "start": "2024-05-01",
        "country": "KR",
        "organiser": agency.record.key,
        "evidence": [{"source": "courier", "paraphrase": "They came."}],
    }
    status, made = post("occasions", body, bearer(curator))
    assert (status, made["status"], made["organiser"]) == (
        201,
        "held",
        "Agency of Tarsena",
    )
    Tie.objects.update(occasion=Occasion.objects.get())
    found = read("occasions/visit")
    assert (found["ties"], len(found["claims"])) == (["talks-of-may"], 1)
    assert read("occasions?year=2024&country=kr")["items"][0]["key"] == "visit"
    assert read("occasions?year=2023")["items"] == []


def test_an_organisation_has_names_and_claims(
    known: Tie, agency: Organisation, passage: Passage
) -> None:
    agency.names.create(text="타르세나 진흥원", kind="local", language="ko")
    key = agency.record.key
    found = read(f"organisations/{key}")
    assert found["names"] == [
        {"text": "타르세나 진흥원", "kind": "local", "language": "ko"}
    ]
    assert [each["key"] for each in read("organisations?text=타르세나")["items"]] == [
        key
    ]


QUERIES = {"ties": 3, "sources": 1, "occasions": 1, "organisations": 1}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("noun", sorted(QUERIES))
def test_a_list_asks_the_same_number_of_questions_whatever_its_length(
    noun: str, rows: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        left = Organisation.objects.create(name=f"Left {number}", country="LV")
        right = Organisation.objects.create(name=f"Right {number}", country="KR")
        tie_of(left, right, evidence(), key=f"t-{number}")
        Occasion.objects.create(key=f"o-{number}", kind="summit", name="Summit")
    assert Claim.objects.count() == rows
    with django_assert_num_queries(QUERIES[noun]):
        read(noun)


def test_a_program_needs_no_cookie_and_a_browser_s_session_is_no_token(
    known: Tie, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    body = entry(agency, fund)
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/api/ledger/ties", body, content_type="application/json", headers=bearer(curator))  # fmt: skip
    assert answer.status_code == 201
    session = sign_in(curator)
    answer = session.post("/api/ledger/ties", body, content_type="application/json")
    assert answer.status_code == 401
    hidden = evidence(audience="internal")
    tie_of(agency, fund, hidden, key="secret", audience="internal")
    assert session.get("/api/ledger/ties/secret").status_code == 404


def test_keys_belong_to_their_tokens(
    known: Tie, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    body = entry(agency, fund)
    assert post("ties", body, bearer(curator) | {"Idempotency-Key": "a"})[0] == 201
    assert post("ties", body, bearer(curator) | {"Idempotency-Key": "a"})[0] == 409
    assert post("ties", body, bearer(curator) | {"Idempotency-Key": "a" * 201})[0] == 400  # fmt: skip
    answer = Client().post("/api/ledger/ties", "{", content_type="application/json", headers=bearer(curator))  # fmt: skip
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")  # fmt: skip
