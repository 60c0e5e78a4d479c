"""Pages about organisations: lists in full, a page a row, forms for curators; each refusal at its field, each list at a literal price."""

from html import unescape
from re import sub
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import (
    Membership,
    Organisation,
    OrganisationName,
    Person,
)
from madang.site.ledger.actions import (
    initiatives,
    memberships,
    names,
    positions,
    relations,
)
from madang.site.ledger.actions.claims import correct_claim, withdraw_claim
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import Claim, Initiative, Passage, Position, Relation
from tests.conftest import sign_in

SAID = {"modality": "asserted", "holder": "article"}
PLACE = {"source_kind": "article", "source_audience": "public", "source": "courier", "exact": "So it is."}  # fmt: skip
ENTRY = SAID | PLACE | {"audience": "public"}
PUBLIC: Any = {"audience": "public"}


@pytest.fixture
def here(agency: Organisation) -> str:
    """The address of the agency's page, which everybody reads."""
    record = ensure_record(agency, audience="public")
    record.key = "agency"
    record.save()
    return "/ledger/organisations/agency/"


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.content.decode())).split())


def errors(client: Client, address: str, data: dict[str, Any]) -> dict[str, list[str]]:
    response = client.post(address, data)
    assert response.status_code == 200
    form, evidence = response.context["form"], response.context.get("evidence")
    return dict(form.errors) | dict(evidence.errors if evidence else {})


def entered(client: Client, address: str, data: dict[str, Any]) -> str:
    """Return where the page leads after it took the entry."""
    response = client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    return str(response.headers["Location"])


@pytest.fixture
def rows(
    agency: Organisation, fund: Organisation, passage: Passage, here: str
) -> dict[str, Any]:
    """One row of each kind, for everybody."""
    return {
        "name": names.add_name(
            agency, by=None, facts={"text": "AT"}, passages=[passage]
        ),
        "identifier": names.add_identifier(
            agency,
            by=None,
            facts={"scheme": "wikidata", "value": "Q42"},
            passages=[passage],
        ),
        "membership": memberships.add_membership(
            by=None, member=fund, cluster=agency, passages=[passage], facts=PUBLIC
        ),
        "position": positions.add_position(
            by=None,
            organisation=agency,
            passages=[passage],
            facts=PUBLIC | {"role": "Director", "name": "Ilze Kalniņa"},
        ),
        "relation": relations.add_relation(
            by=None,
            subject=fund,
            predicate="subsidiary_of",
            target=agency,
            passages=[passage],
            facts=PUBLIC,
        ),
        "initiative": initiatives.add_initiative(
            by=None,
            owner=agency,
            passages=[passage],
            facts=PUBLIC
            | {"name": "Harbour plan", "kind": "policy", "parties": [fund]},
        ),
    }


def addresses(rows: dict[str, Any], here: str) -> list[str]:
    """Return every page on which something about an organisation is entered or changed."""
    parts = ("names", "identifiers", "members", "memberships", "positions", "relations", "initiatives")  # fmt: skip
    found = ["/ledger/enter/organisation/", f"{here}correct/"]
    found += [f"{here}{part}/enter/" for part in parts]
    for noun, row in rows.items():
        key = getattr(row, "key", "") or row.pk
        found += [f"/ledger/{noun}s/{key}/{verb}/" for verb in ("correct", "withdraw")]
        if noun not in ("name", "identifier"):
            found.append(f"/ledger/{noun}s/{key}/end/")
    return found


def test_only_curators_open_the_forms(
    curator: Person, reader: Person, rows: dict[str, Any], here: str
) -> None:
    pages = addresses(rows, here)
    assert len(pages) == 25
    for client, status in (
        (Client(), 302),
        (sign_in(reader), 404),
        (sign_in(curator), 200),
    ):
        assert [client.get(page).status_code for page in pages] == [status] * 25
    for client, status in ((Client(), 302), (sign_in(reader), 404)):
        assert [client.post(page, {"why": "x"}).status_code for page in pages] == [
            status
        ] * 25
    assert (Claim.objects.count(), Membership.objects.count()) == (6, 1)


def test_everybody_reads_the_lists_and_the_evidence(
    rows: dict[str, Any], here: str
) -> None:
    client = Client()
    text = words(client, here)
    assert "People in roles 1 Ilze Kalniņa Director Evidence" in text
    assert "Members 1 Dalbit Securities Evidence" in text
    assert "Harbour plan Policy, date not stated, Stated as a fact Evidence" in text
    assert "Dalbit Securities is a subsidiary of Agency of Tarsena Evidence" in text
    assert "Enter a person in a role" not in text
    assert "Ilze Kalniņa Director Evidence" in words(client, f"{here}positions/")
    assert "Members 1 Dalbit Securities" in words(client, f"{here}members/")
    assert "Harbour plan" in words(client, f"{here}initiatives/")
    assert "is a subsidiary of" in words(client, f"{here}relations/")
    assert "No membership is entered." in words(client, f"{here}memberships/")
    listed = words(client, f"{here}names/")
    assert "AT Also known as" in listed
    assert "Q42 Wikidata" in listed
    said = "The agency opened talks with the fund. In our own words. Harbour Courier, “Two countries talk”"
    for noun in ("membership", "position", "relation", "initiative"):
        row = rows[noun]
        key = getattr(row, "key", "") or row.pk
        text = words(client, f"/ledger/{noun}s/{key}/")
        assert f"Evidence 1 {said}" in text
        assert "Withdraw" not in text
    assert said in listed


def test_a_role_is_entered_corrected_ended_and_withdrawn_by_form(
    curator: Person, passage: Passage, here: str
) -> None:
    client = sign_in(curator)
    data = ENTRY | {"role": "Director", "name": "Ilze Kalnina", "since": "2021"}
    assert entered(client, f"{here}positions/enter/", data) == f"{here}positions/"
    row = Position.objects.get()
    page = f"/ledger/positions/{row.key}/"
    form = client.get(f"{page}correct/").context["form"]
    assert (form.initial["role"], form.initial["since"]) == ("Director", "2021")
    data = SAID | PLACE | {"role": "Director", "name": "Ilze Kalniņa", "since": "2020"}
    assert errors(client, f"{page}correct/", data) == {"why": ["This field is required."]}  # fmt: skip
    assert entered(client, f"{page}correct/", data | {"why": "Misread."}) == page
    assert errors(client, f"{page}end/", PLACE | {"why": "She left."}) == {
        "until": ["Say when it ended."]
    }
    entered(client, f"{page}end/", PLACE | {"until": "2025", "why": "She left."})
    row.refresh_from_db()
    assert (str(row), row.since, row.until) == ("Ilze Kalniņa, Director", "2020", "2025")  # fmt: skip
    assert "Ilze Kalniņa Director, 2020 to 2025" in words(Client(), page)
    assert errors(client, f"{page}withdraw/", {"why": ""}) == {
        "why": ["This field is required."]
    }
    entered(client, f"{page}withdraw/", {"why": "Another agency."})
    assert "Withdrawn. Another agency." in words(client, page)
    assert Client().get(page).status_code == 404
    assert "Withdrawn 1 Only curators see these." in words(client, f"{here}positions/")
    assert "Nobody is entered." in words(Client(), f"{here}positions/")


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"role": ""}, "role", "This field is required."),
        ({"until": "2019"}, "until", "The last day is before the first."),
        ({"since": "2019/2020"}, "since", "Write one date here: 2024-11-24, 2024-11 or 2024."),
        ({"email": "nobody"}, "email", "Enter a valid email address."),
        ({"source": "", "title": ""}, "source", "Choose a source, or give the title or publisher of a new one."),
        ({"exact": ""}, "paraphrase", "Say what the passage says: quote it, or write it in your own words."),
        ({"source": "", "title": "A letter", "source_audience": "internal"}, "source", "Everybody would read it, and its source is internal. Name a public source, or keep the entry internal."),
    ],
)  # fmt: skip
def test_a_refused_role_names_the_field_and_enters_nothing(
    curator: Person,
    passage: Passage,
    here: str,
    change: dict[str, str],
    field: str,
    reason: str,
) -> None:
    data = ENTRY | {"role": "Director", "since": "2021"} | change
    found = errors(sign_in(curator), f"{here}positions/enter/", data)
    assert found == {field: [reason]}
    assert (Position.objects.count(), Claim.objects.count()) == (0, 0)


def test_a_member_is_entered_from_either_side(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage, here: str
) -> None:  # fmt: skip
    client = sign_in(curator)
    data = ENTRY | {"other": "Dalbit Securities", "text": "founder", "since": "2019"}
    assert entered(client, f"{here}members/enter/", data) == f"{here}members/"
    row = Membership.objects.get()
    assert (row.cluster, row.member, row.role) == (agency, fund, "founder")
    assert "Members 1 Dalbit Securities founder since 2019" in words(Client(), here)
    assert errors(client, f"{here}members/enter/", data) == {
        "other": ["This is entered already. Correct it there."]
    }
    assert errors(client, f"{here}memberships/enter/", data | {"other": "Nobody"}) == {
        "other": ["Nobody is called “Nobody” here. Say that it is new, or correct the name."]
    }  # fmt: skip
    new = data | {"other": "Union of Ports", "other_is_new": "on", "other_country": "LV"}  # fmt: skip
    entered(client, f"{here}memberships/enter/", new)
    assert [each.cluster.name for each in agency.memberships.all()] == ["Union of Ports"]  # fmt: skip
    page = f"/ledger/memberships/{row.pk}/"
    entered(client, f"{page}end/", PLACE | {"until": "2024", "why": "It left."})
    row.refresh_from_db()
    assert (row.role, row.since, row.until) == ("founder", "2019", "2024")
    assert entered(client, f"{page}withdraw/", {"why": "Mistaken."}) == f"{here}members/"  # fmt: skip
    assert Membership.objects.filter(cluster=agency).count() == 0
    told = Relation.objects.get(object_organisation=agency)
    assert told.is_withdrawn
    assert "Dalbit Securities is a member of Agency of Tarsena" in words(client, f"{here}members/")  # fmt: skip


def test_an_internal_membership_is_the_curators_alone(
    curator: Person, fund: Organisation, passage: Passage, here: str
) -> None:
    client = sign_in(curator)
    ensure_record(fund, audience="public")
    data = ENTRY | {"other": "Dalbit Securities", "audience": "internal"}
    entered(client, f"{here}members/enter/", data)
    page = f"/ledger/memberships/{Membership.objects.get().pk}/"
    assert (client.get(page).status_code, Client().get(page).status_code) == (200, 404)
    assert "No member is entered." in words(Client(), f"{here}members/")
    assert "Members 1 Enter a member Dalbit Securities" in words(
        client, f"{here}members/"
    )


def test_a_relation_is_entered_and_corrected_by_form(
    curator: Person, fund: Organisation, passage: Passage, here: str
) -> None:
    client = sign_in(curator)
    data = ENTRY | {"predicate": "successor_of", "other": "Dalbit Securities"}
    assert entered(client, f"{here}relations/enter/", data) == f"{here}relations/"
    row = Relation.objects.get()
    page = f"/ledger/relations/{row.pk}/"
    change = SAID | PLACE | {"since": "2019", "text": "By law", "why": "Named below."}
    assert entered(client, f"{page}correct/", change) == page
    text = words(Client(), page)
    assert "Agency of Tarsena is the successor of Dalbit Securities since 2019" in text
    assert "Corrections 1" in text
    assert errors(
        client, f"{here}relations/enter/", data | {"other": "Agency of Tarsena"}
    ) == {"other": ["Name another organisation: this is the same one."]}


def test_an_initiative_is_entered_by_form(
    curator: Person, fund: Organisation, passage: Passage, here: str
) -> None:
    client = sign_in(curator)
    ensure_record(fund, audience="public")
    data = ENTRY | {"name": "Harbour plan", "kind": "policy", "start": "2024", "parties": "Dalbit Securities\nNobody", "target_country": "KR"}  # fmt: skip
    address = f"{here}initiatives/enter/"
    assert errors(client, address, data) == {
        "parties": ["Nobody is called “Nobody” here. Enter the organisation first."]
    }
    data["parties"] = "Dalbit Securities\n"
    assert entered(client, address, data) == f"{here}initiatives/"
    row = Initiative.objects.get()
    page = f"/ledger/initiatives/{row.key}/"
    text = words(Client(), page)
    assert "Target country South Korea" in text
    assert "Who takes part Dalbit Securities" in text
    form = client.get(f"{page}correct/").context["form"]
    assert (form.initial["parties"], form.initial["start"]) == ("Dalbit Securities", "2024")  # fmt: skip
    entered(client, f"{page}end/", PLACE | {"until": "2026", "why": "It ran out."})
    row.refresh_from_db()
    assert (row.start, row.end) == ("2024", "2026")


def test_names_and_numbers_are_entered_by_form(
    curator: Person, agency: Organisation, passage: Passage, here: str
) -> None:
    client = sign_in(curator)
    data = SAID | PLACE | {"text": "타르세나청", "kind": "local", "language": "ko"}
    assert entered(client, f"{here}names/enter/", data) == f"{here}names/"
    assert errors(client, f"{here}names/enter/", data) == {
        "text": ["The organisation has this name already."]
    }
    assert errors(client, f"{here}names/enter/", data | {"language": "한국어"}) == {
        "language": ["Write lv, ko or ko-Hang."]
    }
    number = SAID | PLACE | {"scheme": "ror", "value": "https://ror.org/05dxps055"}
    entered(client, f"{here}identifiers/enter/", number)
    assert errors(client, f"{here}identifiers/enter/", number | {"value": "x"}) == {
        "value": ["This register gives no such number."]
    }
    name, held = agency.names.get(), agency.identifiers.get()
    change = SAID | PLACE | {"kind": "local", "text": "타르세나 진흥청", "why": "Misread."}  # fmt: skip
    entered(client, f"/ledger/names/{name.pk}/correct/", change)
    entered(client, f"/ledger/identifiers/{held.pk}/withdraw/", {"why": "Another one."})
    text = words(Client(), f"{here}names/")
    assert "Other names 1 타르세나 진흥청 In its own language" in text
    assert "No number is entered." in text
    assert "Corrections 2" in text


def test_an_organisation_is_entered_and_corrected_by_form(
    curator: Person, passage: Passage, here: str
) -> None:
    client = sign_in(curator)
    data = ENTRY | {"name": "Union of Ports", "kind": "cluster", "country": "LV"}
    assert entered(client, "/ledger/enter/organisation/", data) == "/ledger/organisations/"  # fmt: skip
    row = Organisation.objects.get(name="Union of Ports")
    assert (row.record.kind, row.record.audience) == ("cluster", "public")
    assert errors(client, "/ledger/enter/organisation/", data) == {
        "name": [f"This organisation is entered under the key “{row.record.key}”."]
    }
    page = f"/ledger/organisations/{row.record.key}/"
    change = SAID | PLACE | {"name": "Union of Harbours", "kind": "consortium", "country": "EE"}  # fmt: skip
    assert entered(client, f"{page}correct/", change | {"why": "Renamed."}) == page
    row = Organisation.objects.get(pk=row.pk)
    assert (row.name, row.country, row.record.kind) == ("Union of Harbours", "EE", "consortium")  # fmt: skip
    claims = Claim.objects.filter(organisation=row, aspect="existence").order_by("id")
    assert [(each.text, each.note) for each in claims] == [
        ("Union of Ports", ""),
        ("Union of Harbours", "Renamed."),
    ]


def test_a_name_follows_its_claim(
    agency: Organisation, rows: dict[str, Any], passage: Passage
) -> None:
    claim = Claim.objects.get(text="AT")
    new = correct_claim(claim, by=None, passages=[passage], why="x", text="ATA")
    assert OrganisationName.objects.get().text == "ATA"
    number = Claim.objects.get(text="WIKIDATA Q42")
    correct_claim(number, by=None, passages=[passage], why="x", text="WIKIDATA Q43")
    assert agency.identifiers.get().value == "Q43"
    withdraw_claim(new, by=None, why="x")
    assert (agency.names.count(), agency.identifiers.count()) == (0, 1)


@pytest.mark.parametrize(
    ("part", "one"),
    [
        ("members", 5),
        ("memberships", 5),
        ("positions", 5),
        ("relations", 5),
        ("initiatives", 5),
        ("names", 5),
    ],
)
def test_each_list_costs_the_same_at_1_and_at_60_rows(
    agency: Organisation,
    passage: Passage,
    here: str,
    rows: dict[str, Any],
    part: str,
    one: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = Client()
    if part == "memberships":
        other = Organisation.objects.create(name="First union")
        memberships.add_membership(by=None, member=agency, cluster=other, passages=[passage], facts=PUBLIC)  # fmt: skip
    client.get(f"{here}{part}/")
    with django_assert_num_queries(one):
        client.get(f"{here}{part}/")
    for number in range(60):
        other = Organisation.objects.create(name=f"Company {number}")
        entry: Any = {"by": None, "passages": [passage], "facts": PUBLIC}
        if part == "members":
            memberships.add_membership(member=other, cluster=agency, **entry)
        elif part == "memberships":
            memberships.add_membership(member=agency, cluster=other, **entry)
        elif part == "positions":
            positions.add_position(organisation=agency, **entry | {"facts": PUBLIC | {"role": f"Role {number}", "name": f"Name {number}"}})  # fmt: skip
        elif part == "relations":
            relations.add_relation(subject=other, predicate="part_of", target=agency, **entry)  # fmt: skip
        elif part == "initiatives":
            initiatives.add_initiative(owner=agency, **entry | {"facts": PUBLIC | {"name": f"Plan {number}", "kind": "policy"}})  # fmt: skip
        else:
            names.add_name(agency, by=None, passages=[passage], facts={"text": f"N {number}"})  # fmt: skip
    with django_assert_num_queries(one):
        page = client.get(f"{here}{part}/").context["page"]
    assert len(page) == 50
    second = client.get(f"{here}{part}/?page=2").context["page"]
    assert len(second) == page.paginator.count - 50


@pytest.mark.parametrize("noun", ["position", "initiative", "relation", "membership"])
def test_the_claim_of_a_row_is_corrected_with_its_row(
    curator: Person, rows: dict[str, Any], noun: str
) -> None:
    row = rows[noun]
    told = row if noun != "membership" else Relation.objects.get(predicate="member_of")
    about = {"relation" if noun == "membership" else noun: told}
    claim = Claim.objects.get(**about)
    client = sign_in(curator)
    answer = client.get(f"/ledger/claims/{claim.pk}/correct/")
    key = getattr(row, "key", "") or row.pk
    assert answer.headers["Location"] == f"/ledger/{noun}s/{key}/correct/"
    answer = client.post(f"/ledger/claims/{claim.pk}/withdraw/", {"why": "Mistaken."})
    page = f"/ledger/relations/{told.pk}/" if noun == "membership" else f"/ledger/{noun}s/{key}/"  # fmt: skip
    assert answer.headers["Location"] == page
    assert "Withdrawn. Mistaken." in words(client, page)
