"""Ties and occasions as workbooks: out, in again, and every refusal at its cell."""

import hashlib
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Citation, Claim, Occasion, Source, Tie
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, tie_of
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

HERE = "/ledger/import/"


def fill() -> None:
    """Enter a memorandum with two passages, made at a visit; and an office that one of its parties opened."""
    agency = Organisation.objects.create(name="Agency of Tarsena", kind="trade_agency", country="LV")  # fmt: skip
    fund = Organisation.objects.create(name="Dalbit Securities; Seoul", kind="investor", country="KR")  # fmt: skip
    article = add_source(
        by=None,
        key="courier",
        kind="article",
        title="Two countries talk",
        publisher="Harbour Courier",
        published="2024-05-02",
        language="en",
    )
    told = add_passage(
        article,
        by=None,
        paraphrase="The agency opened talks with the fund.",
        start=100,
        end=140,
        line=4,
    )
    quoted = add_passage(article, by=None, exact="We are proud of this contract.", line=6)  # fmt: skip
    visit = add_occasion(
        by=None,
        key="visit",
        kind="delegation_outward",
        name="Visit of May",
        start="2024-05",
        country="KR",
        organiser=agency,
        passages=[told],
    )
    tie = tie_of(agency, fund, told, key="memo", date="2024-05-03", countries=["KR", "LV"], occasion=visit)  # fmt: skip
    Citation.objects.create(claim=Claim.objects.get(tie=tie), passage=quoted, order=1)
    add_tie(
        by=None,
        key="office",
        kind="office_opened",
        parties=[(agency, "actor")],
        subject="=HYPERLINK(1)",
        passages=[quoted],
        city="Seoul",
        country="KR",
    )


def book(
    name: str = "ties", language: str = "en", client: Client | None = None
) -> bytes:
    answer = (client or Client()).get(f"/ledger/{name}.xlsx", headers={"Accept-Language": language})  # fmt: skip
    assert answer.status_code == 200
    return answer.content


@pytest.fixture
def elsewhere(db: None) -> dict[str, bytes]:
    """The workbooks of another site, in two languages; here nothing is entered."""
    with transaction.atomic():
        fill()
        found = {
            "en": book(),
            "ko": book(language="ko"),
            "occasions": book("occasions"),
        }
        transaction.set_rollback(True)
    assert not Organisation.objects.exists()
    return found


def test_what_goes_out_is_what_is_known(db: None) -> None:
    fill()
    found = sheets_of(book())
    assert list(found) == ["Ties", "Occasions", "Sources", "Organisations"]
    heads, *rows = found["Ties"]
    line = dict(zip(heads, rows[0], strict=True))
    assert line == {
        "Key": "memo",
        "Kind": "Memorandum of understanding",
        "Parties": 'Agency of Tarsena; "Dalbit Securities; Seoul"',
        "Who acts": None,
        "Visited": None,
        "Funder": None,
        "Countries": "KR; LV",
        "Date": "2024-05-03",
        "Stage, as said": "Signed",
        "Stage now": "Signed",
        "Subject": "Work on vaccines",
        "What": None,
        "City": None,
        "Country where it happens": None,
        "Level": None,
        "How it is said": "Stated as a fact",
        "Who says so": "The article",
        "Key of the occasion": "visit",
        "Keys of the occasions credited with it": None,
        "Cautions": None,
        "Who may read it": "Everybody",
        "Key of the source": "courier",
        "Quotation": None,
        "In our own words": "The agency opened talks with the fund.",
        "Line": 4,
        "First character": 100,
        "Last character": 140,
    }
    assert [row[0] for row in rows] == ["memo", "memo", "office"]
    assert [row[0] for row in found["Sources"][1:]] == ["courier"]
    assert [row[1] for row in found["Organisations"][1:]] == [
        "Agency of Tarsena",
        "Dalbit Securities; Seoul",
    ]
    assert found["Occasions"][1][:4] == ["visit", "Official visit or mission", "Visit of May", "2024-05"]  # fmt: skip
    assert rows[2][heads.index("Subject")] == "=HYPERLINK(1)"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_went_out_comes_in_elsewhere_and_goes_out_equal(
    language: str, elsewhere: dict[str, bytes], curator: Person
) -> None:
    client = sign_in(curator)
    assert take(client, HERE, elsewhere[language]).status_code == 302
    assert sheets_of(book()) == sheets_of(elsewhere["en"])
    assert sheets_of(book("occasions")) == sheets_of(elsewhere["occasions"])
    assert Tie.objects.get(key="memo").stage == "signed"
    assert Organisation.objects.count() == 2


def test_the_same_file_again_is_nothing_new(
    elsewhere: dict[str, bytes], curator: Person
) -> None:
    client = sign_in(curator)
    take(client, HERE, elsewhere["en"])
    lines = LogEntry.objects.count()
    preview = give(client, HERE, elsewhere["ko"])
    outcome = preview.context["outcome"]
    assert (outcome.new, outcome.changed, outcome.known) == (0, 0, 7)
    assert (outcome.notes, preview.context["token"]) == ([], "")
    assert LogEntry.objects.count() == lines


def test_the_log_names_the_file_and_its_hash(
    elsewhere: dict[str, bytes], curator: Person
) -> None:

    take(sign_in(curator), HERE, elsewhere["en"], "from-riga.xlsx")
    line = LogEntry.objects.get(verb="import sheet")
    digest = hashlib.sha256(elsewhere["en"]).hexdigest()
    assert line.detail == f"from-riga.xlsx, SHA-256 {digest}: 7 new, 0 changed, 0 known"


def test_a_preview_changes_nothing(
    elsewhere: dict[str, bytes], curator: Person
) -> None:
    preview = give(sign_in(curator), HERE, elsewhere["en"])
    assert faults_of(preview) == []
    assert preview.status_code == 200
    assert preview.context["outcome"].new == 7
    assert not Source.objects.exists()
    assert not LogEntry.objects.filter(verb="add tie").exists()


def cell(sheet: str, place: str, value: Any) -> Any:
    def change(book: Any) -> None:
        book[sheet][place] = value

    return change


@pytest.mark.parametrize(
    ("sheet", "place", "value", "column", "expected"),
    [
        ("Ties", "B2", "Marriage", "B, Kind", "one of: "),
        ("Ties", "B3", "", "B, Kind", "something: it must be filled"),
        ("Ties", "C4", "Nobody", "C, Parties", "an organisation that is entered; “Nobody” is none. Add it to the sheet “Organisations”"),
        ("Ties", "G2", "KR; Atlantis", "G, Countries", "a country: LV or its name"),
        ("Ties", "H2", "May", "H, Date", "Write a date as 2024-11-24"),
        ("Ties", "V4", "nowhere", "V, Key of the source", "the key of a source that is entered, or stands in the sheet “Sources”"),
        ("Ties", "V4", "", "V, Key of the source", "Name the source and the place in it. Nothing is entered without."),
        ("Ties", "Y4", "four", "Y, Line", "a whole number"),
        ("Ties", "H3", "2023", "A, Key", "the same as in the first line of this key, but for the passage"),
        ("Ties", "R4", "ball", "R, Key of the occasion", "the key of an occasion that is entered"),
        ("Sources", "G2", "soon", "G, Published", "Write a date as 2024-11-24"),
        ("Organisations", "A2", "Ä b", "A, Key", "small letters, digits and hyphens, at most 60"),
        ("Occasions", "C2", "", "C, Name", "something: it must be filled"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(
    sheet: str,
    place: str,
    value: str,
    column: str,
    expected: str,
    elsewhere: dict[str, bytes],
    curator: Person,
) -> None:
    content = changed(elsewhere["en"], cell(sheet, place, value))
    preview = give(sign_in(curator), HERE, content)
    assert preview.status_code == 422
    found = [each for each in faults_of(preview) if each[0] == sheet]
    assert [(each[1], each[2]) for each in found] == [(int(place[1:]), column)]
    assert found[0][3].startswith(expected)
    assert preview.context["token"] == ""


@pytest.mark.parametrize(
    ("sheet", "place", "column"),
    [("Sources", "J2", "J, Address"), ("Organisations", "F2", "F, Website")],
)
def test_an_address_that_is_none_of_the_web_is_refused(
    sheet: str, place: str, column: str, elsewhere: dict[str, bytes], curator: Person
) -> None:
    found = []
    for address in ("javascript:alert(1)", "https://example.org/a"):
        content = changed(elsewhere["en"], cell(sheet, place, address))
        faults = faults_of(give(sign_in(curator), HERE, content))
        found.append([each for each in faults if each[0] == sheet])
    assert found == [[(sheet, 2, column, "Enter a valid URL.")], []]


def test_talks_that_are_signed_are_refused_at_the_stage(
    elsewhere: dict[str, bytes], curator: Person
) -> None:
    def both(book: Any) -> None:
        for row in (2, 3):
            book["Ties"][f"B{row}"] = "Talks"

    preview = give(sign_in(curator), HERE, changed(elsewhere["en"], both))
    assert faults_of(preview) == [
        (
            "Ties",
            2,
            "I, Stage, as said",
            "Talks are not signed. Enter what was signed as a tie of its own.",
        )
    ]


def test_a_strange_heading_and_a_missing_one(
    elsewhere: dict[str, bytes], curator: Person
) -> None:
    content = changed(elsewhere["en"], cell("Sources", "A1", "Short name"))
    preview = give(sign_in(curator), HERE, content)
    assert [each for each in faults_of(preview) if each[0] == "Sources"] == [
        ("Sources", 1, "A", "a heading of the template, each once"),
        ("Sources", 1, "", "a column “Key”"),
    ]


def test_what_is_entered_otherwise_stays_and_is_told(
    elsewhere: dict[str, bytes], curator: Person
) -> None:
    client = sign_in(curator)
    take(client, HERE, elsewhere["en"])

    def both(book: Any) -> None:
        for row in (2, 3):
            book["Ties"][f"K{row}"] = "Other work"

    preview = give(client, HERE, changed(elsewhere["en"], both))
    notes = preview.context["outcome"].notes
    assert [(each.row, each.column, each.expected) for each in notes] == [
        (
            2,
            "K, Subject",
            "is entered otherwise, and stays so: “Work on vaccines”. Correct it on its page.",
        )
    ]
    assert Tie.objects.get(key="memo").subject == "Work on vaccines"


def test_a_line_without_a_key_is_entered_once(
    elsewhere: dict[str, bytes], curator: Person
) -> None:
    client = sign_in(curator)
    content = changed(elsewhere["en"], cell("Ties", "A4", None))
    take(client, HERE, content)
    assert Tie.objects.count() == 2
    assert give(client, HERE, content).context["outcome"].new == 0


def test_what_is_internal_goes_out_to_curators_alone(
    agency: Organisation, fund: Organisation, curator: Person, reader: Person
) -> None:
    tie_of(agency, fund, evidence(audience="internal"), key="inner", audience="internal")  # fmt: skip
    add_occasion(by=None, key="inner-visit", kind="summit", name="Inner", audience="internal")  # fmt: skip
    for client in (Client(), sign_in(reader)):
        for name in ("ties", "occasions"):
            found = sheets_of(book(name, client=client))
            assert [len(rows) for rows in found.values()] == [1] * len(found)
    found = sheets_of(book(client=sign_in(curator)))
    assert [len(rows) for rows in found.values()] == [2, 1, 2, 3]


def test_a_download_is_narrowed_as_the_list_is(db: None) -> None:
    fill()
    answer = Client().get("/ledger/ties.xlsx?kind=office_opened")
    assert [row[0] for row in sheets_of(answer.content)["Ties"][1:]] == ["office"]


def test_only_curators_take_in(
    elsewhere: dict[str, bytes], reader: Person, curator: Person
) -> None:
    assert Client().get(HERE).status_code == 302
    for client in (sign_in(reader),):
        assert client.get(HERE).status_code == 403
        assert give(client, HERE, elsewhere["en"]).status_code == 403
        assert client.get("/ledger/import/template.xlsx").status_code == 403
    template = sign_in(curator).get("/ledger/import/template.xlsx")
    rows = {name: len(rows) for name, rows in sheets_of(template.content).items()}
    assert rows == {"Ties": 1, "Sources": 1, "Organisations": 1, "Occasions": 1, "Columns": 63}  # fmt: skip


def test_a_preview_belongs_to_whoever_made_it_and_is_used_once(
    elsewhere: dict[str, bytes], curator: Person
) -> None:
    client = sign_in(curator)
    token = give(client, HERE, elsewhere["en"]).context["token"]
    curator.user.is_curator = True
    other = Person.objects.create(name="Other", email="o@example.org")
    other.user = type(curator.user).objects.create_user(
        "o@example.org", is_curator=True
    )
    other.save()
    assert sign_in(other).post(HERE, {"token": token}).url == HERE
    assert not Tie.objects.exists()
    assert client.post(HERE, {"token": token}).url == "/ledger/"
    assert Tie.objects.count() == 2
    assert client.post(HERE, {"token": token}).url == HERE


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"PK no workbook", "The workbook is damaged. Open it in a spreadsheet program and save it again."),
    ],
)  # fmt: skip
def test_a_file_that_is_none(content: bytes, said: str, curator: Person) -> None:
    preview = give(sign_in(curator), HERE, content)
    assert preview.status_code == 422
    assert preview.context["form"].errors == {"file": [said]}


def test_a_file_without_any_of_the_sheets(curator: Person) -> None:
    preview = give(sign_in(curator), HERE, b"Name,Age\nAna,4\n", "people.csv")
    assert faults_of(preview) == [
        (
            "people",
            1,
            "",
            "one of the sheets “Sources”, “Organisations”, “Occasions”, “Ties”",
        )
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_workbook_asks_the_same_number_of_questions_whatever_its_length(
    rows: int, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        left = Organisation.objects.create(name=f"Left {number}", country="LV")
        right = Organisation.objects.create(name=f"Right {number}", country="KR")
        visit = add_occasion(by=None, key=f"o-{number}", kind="summit", name="Summit")
        tie_of(left, right, evidence(), key=f"t-{number}", occasion=visit)
    assert Occasion.objects.count() == rows
    with django_assert_num_queries(13):
        book()
