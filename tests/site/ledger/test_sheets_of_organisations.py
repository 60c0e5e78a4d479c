"""Organisations as a workbook: in with names, members, relations, roles and initiatives, out and in again, each refusal at its cell."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Membership, Organisation, Person
from madang.site.ledger.actions import memberships, positions
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import Claim, Initiative, Passage, Position, Relation
from tests.conftest import sign_in
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

HERE = "/ledger/import/organisations/"
PLACE: dict[str, object] = {"Key of the source": "courier", "Quotation": "So it is."}
EVERYBODY: dict[str, object] = {"Who may read it": "Everybody"}
ROWS: dict[str, list[dict[str, object]]] = {
    "Organisations": [
        {"Key": "agency", "Name": "Agency of Tarsena", "Country": "LV", "Who may read it": "Everybody"},
        {"Key": "fund", "Name": "Dalbit Securities", "Country": "KR", "Who may read it": "Everybody"},
    ],
    "Names": [{"Organisation": "agency", "Name": "AT", "Kind": "Acronym"} | PLACE],
    "Numbers in registers": [{"Organisation": "fund", "Register": "Wikidata", "Number": "Q42"} | PLACE],
    "Memberships": [
        {"Member": "fund", "Member of": "Agency of Tarsena", "Role": "founder", "Since": "2019"} | PLACE | EVERYBODY,
        {"Member": "fund", "Member of": "Agency of Tarsena", "Role": "founder", "Since": "2019"} | PLACE | EVERYBODY | {"Quotation": "It was there."},
    ],
    "Relations": [{"Organisation": "fund", "is to the other": "is a subsidiary of", "Other organisation": "agency"} | PLACE | EVERYBODY],
    "People in roles": [{"Key": "head", "Organisation": "agency", "Role": "Director", "Name of the person": "Ilze Kalniņa"} | PLACE | EVERYBODY],
    "Initiatives": [{"Key": "plan", "Name": "Harbour plan", "Kind": "Policy", "Who runs it": "agency", "Who takes part": "Dalbit Securities", "Start": "2024"} | PLACE | EVERYBODY],
}  # fmt: skip


def filled(client: Client, rows: dict[str, list[dict[str, object]]]) -> bytes:
    template = client.get(f"{HERE}template.xlsx").content
    heads = {name: found[0] for name, found in sheets_of(template).items()}

    def fill(book: Any) -> None:
        for name, lines in rows.items():
            for line in lines:
                assert set(line) <= set(heads[name])
                book[name].append([line.get(head) for head in heads[name]])

    return changed(template, fill)


def test_a_workbook_comes_in_once_and_goes_out_as_it_came(
    curator: Person, passage: Passage
) -> None:
    client = sign_in(curator)
    book = filled(client, ROWS)
    preview = give(client, HERE, book)
    assert faults_of(preview) == []
    outcome = preview.context["outcome"]
    assert (outcome.new, outcome.known, Organisation.objects.count()) == (8, 1, 0)
    take(client, HERE, book)
    row = Membership.objects.get()
    assert (row.member.name, row.role, row.since) == ("Dalbit Securities", "founder", "2019")  # fmt: skip
    told = Claim.objects.get(relation__predicate="member_of")
    assert [each.passage.exact for each in told.citations.all()] == [
        "So it is.",
        "It was there.",
    ]
    assert Relation.objects.get(predicate="subsidiary_of").audience == "public"
    assert str(Position.objects.get()) == "Ilze Kalniņa, Director"
    plan = Initiative.objects.get()
    assert [each.organisation.name for each in plan.parties.all()] == ["Dalbit Securities"]  # fmt: skip
    out = client.get("/ledger/organisations.xlsx").content
    sheets = sheets_of(out)
    assert {name: len(lines) - 1 for name, lines in sheets.items()} == {
        "Organisations": 2,
        "Names": 1,
        "Numbers in registers": 1,
        "Memberships": 2,
        "Relations": 1,
        "People in roles": 1,
        "Initiatives": 1,
        "Sources": 1,
    }
    again = give(client, HERE, out).context["outcome"]
    assert (again.new, again.changed, again.faults, again.notes) == (0, 0, [], [])


def test_what_is_entered_otherwise_stays_and_is_named(
    curator: Person, passage: Passage
) -> None:
    client = sign_in(curator)
    take(client, HERE, filled(client, ROWS))
    other = {"Memberships": [ROWS["Memberships"][0] | {"Since": "2018"}]}
    outcome = give(client, HERE, filled(client, other)).context["outcome"]
    assert (outcome.new, outcome.known) == (0, 1)
    assert [(each.sheet, each.row, each.column, each.expected) for each in outcome.notes] == [
        ("Memberships", 2, "D, Since", "is entered otherwise, and stays so: “2019”. Correct it on its page.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "change", "column", "expected"),
    [
        ("Names", {"Key of the source": None}, "G, Key of the source", "Name the source and the place in it. Nothing is entered without."),
        ("Numbers in registers", {"Number": "42"}, "C, Number", "This register gives no such number."),
        ("Memberships", {"Member of": "fund"}, "B, Member of", "Name another organisation: this is the same one."),
        ("Relations", {"Until": "soon"}, "E, Until", "Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."),
        ("People in roles", {"Since": "2024", "Until": "2019"}, "G, Until", "The last day is before the first."),
        ("Initiatives", {"Funder": "Nobody"}, "E, Funder", "an organisation that is entered; “Nobody” is none. Add it to the sheet “Organisations”"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_cell_and_nothing_is_kept(
    curator: Person,
    passage: Passage,
    sheet: str,
    change: dict[str, object],
    column: str,
    expected: str,
) -> None:
    client = sign_in(curator)
    rows = {"Organisations": ROWS["Organisations"], sheet: [ROWS[sheet][0] | change]}
    assert faults_of(give(client, HERE, filled(client, rows))) == [
        (sheet, 2, column, expected)
    ]
    assert (Organisation.objects.count(), Claim.objects.count()) == (0, 0)


def test_only_curators_take_in_and_nobody_else_downloads_what_is_internal(
    curator: Person,
    reader: Person,
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
) -> None:
    for client, status in ((Client(), 302), (sign_in(reader), 403)):
        assert client.get(HERE).status_code == status
        assert client.get(f"{HERE}template.xlsx").status_code == status
    for row in (agency, fund):
        ensure_record(row, audience="public")
    facts: Any = {"role": "Director", "name": "Ilze Kalniņa"}
    positions.add_position(by=None, organisation=agency, passages=[passage], facts=facts)  # fmt: skip
    memberships.add_membership(by=None, member=fund, cluster=agency, passages=[passage], facts={})  # fmt: skip
    for client, rows in ((Client(), 0), (sign_in(reader), 0), (sign_in(curator), 1)):
        sheets = sheets_of(client.get("/ledger/organisations.xlsx").content)
        assert len(sheets["Organisations"]) == 3
        assert [len(sheets[name]) - 1 for name in ("Memberships", "People in roles", "Sources")] == [rows] * 3  # fmt: skip


def test_the_workbook_costs_the_same_at_1_and_at_3_rows(
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for row in (agency, fund):
        ensure_record(row, audience="public")
    for number in range(3):
        facts: Any = {"role": f"Role {number}", "audience": "public"}
        positions.add_position(by=None, organisation=agency, passages=[passage], facts=facts)  # fmt: skip
        if number != 1:
            with django_assert_num_queries(12):
                Client().get("/ledger/organisations.xlsx")
