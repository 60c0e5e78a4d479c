"""The ledger in the formats of others: FollowTheMoney, Atom, JSON-LD, ActivityStreams. What visitors may not read is in none."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Membership, Organisation, Person
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.models import (
    Occasion,
    OrganisationRecord,
    Passage,
    Position,
    Tie,
)
from tests.site.ledger.formats import (
    faults_of_atom,
    faults_of_entities,
    faults_of_page,
)
from tests.site.ledger.made_up import evidence, tie_of

pytestmark = pytest.mark.django_db
NOUNS = ("organisations", "people", "memberships", "occasions", "ties")
SECRET = "Hidden Works"
ADDRESSES = (
    *(f"/api/ledger/followthemoney/{noun}.jsonl" for noun in NOUNS),
    "/api/ledger/activities?page=true",
    "/ledger.atom",
    "/ledger/organisations/agency.atom",
    "/ledger/occasions/tour.atom",
    "/landscape/pairs/lv-kr.atom",
    "/ledger/organisations/agency.jsonld",
    "/ledger/ties/open.jsonld",
    "/ledger/occasions/tour.jsonld",
)


@pytest.fixture
def ledger(agency: Organisation, fund: Organisation, passage: Passage) -> Tie:
    """A tie of two at a tour, with all that a format can say; and beside it what is internal."""
    for row, key, kind in ((agency, "agency", "public_agency"), (fund, "fund", "company")):  # fmt: skip
        OrganisationRecord.objects.create(organisation=row, key=key, kind=kind)
    agency.names.create(text="타르세나 기관", kind="local", language="ko")
    agency.identifiers.create(scheme="wikidata", value="Q42")
    tour = add_occasion(
        by=None,
        key="tour",
        kind="delegation_outward",
        name="Tour </script><b>of</b> the minister",
        from_country="LV",
        to_country="KR",
        start="2030-03-02",
        end="2030-03-05",
        organiser=agency,
        passages=[passage],
    )
    tie = tie_of(agency, fund, passage, key="open", date="2030-03-04", occasion=tour, subject="Vaccines <b>& more")  # fmt: skip
    tie_of(agency, fund, evidence(), key="vague", date="2030/2032")
    Membership.objects.create(cluster=agency, member=fund)
    holder = Person.objects.create(name="Ieva Kalniņa", email="hidden@example.org")
    Position.objects.create(key="head", person=holder, organisation=agency, title="Head")  # fmt: skip
    hidden = Organisation.objects.create(name=SECRET, kind="biotech", country="KR")
    OrganisationRecord.objects.create(organisation=hidden, key="hidden", kind="company", audience="internal")  # fmt: skip
    Position.objects.create(key="spy", person=Person.objects.create(name="Hidden Person", email="spy@example.org"), organisation=hidden, title="Hidden")  # fmt: skip
    tie_of(agency, hidden, evidence(audience="internal"), key="secret-tie", audience="internal", subject=SECRET)  # fmt: skip
    tie_of(agency, hidden, evidence(), key="half")
    Membership.objects.create(cluster=agency, member=hidden)
    Occasion.objects.create(key="secret-tour", kind="conference", name=SECRET, audience="internal")  # fmt: skip
    # A public tie has opened it: it is closed again.
    OrganisationRecord.objects.filter(key="hidden").update(audience="internal")
    return tie


def entities(**headers: str) -> list[dict[str, Any]]:
    """Return every entity, each file read to its end a row at a time."""
    found = []
    for noun in NOUNS:
        address = f"/api/ledger/followthemoney/{noun}.jsonl?limit=1"
        while address:
            answer = Client().get(address, headers=headers)
            assert answer.status_code == 200
            found += [json.loads(each) for each in answer.content.splitlines()]
            link = answer.headers.get("Link", "")
            address = link[1:].split(">")[0].removeprefix("http://127.0.0.1:8000")
    return found


def test_entities_keep_to_the_schema(ledger: Tie) -> None:
    found = entities()
    assert faults_of_entities(found) == []
    assert sorted(each["schema"] for each in found) == [
        "Company",
        "Employment",
        "Event",
        "Membership",
        "Person",
        "PublicBody",
        "UnknownLink",
        "UnknownLink",
    ]
    links = {each["properties"]["recordId"][0]: each["properties"] for each in found if each["schema"] == "UnknownLink"}  # fmt: skip
    assert links["open"]["date"] == ["2030-03-04"]
    assert "date" not in links["vague"]
    assert links["vague"]["description"] == ["Date as stated: 2030/2032"]
    (body,) = [each for each in found if each["schema"] == "PublicBody"]
    assert body["properties"]["alias"] == ["타르세나 기관"]
    assert body["id"] == "madang_127_0_0_1_8000-organisation-agency"


def test_a_curators_token_reads_what_is_internal(ledger: Tie, curator: Person) -> None:
    _token, secret = make_token(by=curator, name="Program", scope="read")
    found = entities(Authorization=f"Bearer {secret}")
    assert faults_of_entities(found) == []
    assert [each["properties"]["role"] for each in found if each["schema"] == "Employment"] == [["Head"], ["Hidden"]]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_internal_and_no_address_of_a_person(address: str, ledger: Tie) -> None:
    for client in (Client(), curator_client()):
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert [word for word in ("Hidden", "hidden", "secret", "spy", "@example.org") if word in text] == []  # fmt: skip
        assert "<b>" not in text


def curator_client() -> Client:
    """Return the browser of a curator: these addresses know no session."""
    from tests.conftest import sign_in  # noqa: PLC0415 - only here
    from tests.site.landscape.made_up_figures import curator  # noqa: PLC0415

    found = Person.objects.filter(user__is_curator=True).first() or curator()
    return sign_in(found)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_not_sent_twice(address: str, ledger: Tie) -> None:
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(address, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("address", [each for each in ADDRESSES if "atom" in each])
def test_feeds_keep_to_their_standard(address: str, ledger: Tie) -> None:
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert faults_of_atom(answer.content) == []
    assert b"http://127.0.0.1:8000/ledger/ties/open/" in answer.content


def test_an_empty_feed_is_the_same_each_time() -> None:
    answers = [Client().get("/ledger.atom") for _turn in range(2)]
    assert faults_of_atom(answers[0].content) == []
    assert answers[0]["ETag"] == answers[1]["ETag"]
    assert b"<updated>2005-12-01T00:00:00+00:00</updated>" in answers[0].content


def test_linked_data_of_a_tie_an_occasion_and_an_organisation(ledger: Tie) -> None:
    base = "http://127.0.0.1:8000/ledger"
    tie = Client().get("/ledger/ties/open.jsonld")
    assert tie["Content-Type"] == "application/ld+json"
    assert b"</script>" not in tie.content
    said = tie.json()
    assert {name: said[name] for name in ("@context", "@type", "@id", "startTime", "actionStatus")} == {
        "@context": "https://schema.org",
        "@type": "Action",
        "@id": f"{base}/ties/open/",
        "startTime": "2030-03-04",
        "actionStatus": "https://schema.org/CompletedActionStatus",
    }  # fmt: skip
    assert said["description"] == "Vaccines <b>& more"
    assert said["agent"] == [{"@type": "Organization", "@id": f"{base}/organisations/agency/", "name": "Agency of Tarsena"}]  # fmt: skip
    event = Client().get("/ledger/occasions/tour.jsonld").json()
    assert (event["@type"], event["startDate"], event["organizer"]["name"]) == ("Event", "2030-03-02", "Agency of Tarsena")  # fmt: skip
    organisation = Client().get("/ledger/organisations/agency.jsonld").json()
    assert (organisation["@type"], organisation["sameAs"]) == ("GovernmentOrganization", ["https://www.wikidata.org/entity/Q42"])  # fmt: skip
    page = Client().get("/ledger/ties/open/").content.decode()
    assert '<link rel="alternate" type="application/ld+json" href="/ledger/ties/open.jsonld">' in page  # fmt: skip


def test_linked_data_of_what_is_internal_is_not_there(ledger: Tie) -> None:
    for address in ("ties/secret-tie", "organisations/hidden", "occasions/secret-tour"):
        for ending in (".jsonld", ".atom"):
            assert curator_client().get(f"/ledger/{address}{ending}").status_code == 404


def test_activities_come_in_pages(ledger: Tie) -> None:
    whole = Client().get("/api/ledger/activities").json()
    assert (whole["type"], whole["totalItems"]) == ("OrderedCollection", 3)
    first = Client().get("/api/ledger/activities?page=true&limit=2").json()
    assert faults_of_page(first) == []
    assert (first["type"], len(first["orderedItems"])) == ("OrderedCollectionPage", 2)
    rest = Client().get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert faults_of_page(rest) == []
    assert ("next" in rest, len(rest["orderedItems"])) == (False, 1)
    assert first["orderedItems"][0]["object"]["summary"] == "Vaccines &lt;b>&amp; more"


def test_the_page_that_names_them_all() -> None:
    page = Client().get("/ledger/exchange/").content.decode()
    assert "/api/ledger/followthemoney/ties.jsonl" in page


@pytest.mark.parametrize(
    ("address", "questions"),
    [
        ("/api/ledger/followthemoney/organisations.jsonl", 3),
        ("/api/ledger/followthemoney/occasions.jsonl", 3),
        ("/api/ledger/followthemoney/ties.jsonl", 4),
        ("/api/ledger/activities?page=true", 4),
        ("/ledger.atom", 4),
        ("/landscape/pairs/lv-kr.atom", 4),
    ],
)
@pytest.mark.parametrize("number", [1, 3])
def test_questions(
    address: str,
    questions: int,
    number: int,
    agency: Organisation,
    fund: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for each in range(number):
        passage = evidence()
        tour = add_occasion(by=None, kind="conference", name=f"Tour {each}", organiser=agency, passages=[passage])  # fmt: skip
        tie_of(agency, fund, passage, occasion=tour)
    with django_assert_num_queries(questions):
        Client().get(address)
