"""Articles by workbook and by program: new ones as drafts, texts behind the registration for registered readers alone."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Organisation, Person
from madang.site.landscape.models import Article, FeedItem
from madang.site.ledger.actions.sources import add_source
from madang.site.ledger.models import OrganisationRecord, Position
from tests.conftest import sign_in
from tests.site.landscape.reading import (
    SECRET,
    article_called,
    curator_called,
    person_called,
)
from tests.site.programmes.asked import Program, refusal
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
HERE = "/landscape/articles/import/"
OUT = "/landscape/articles.xlsx"


@pytest.fixture
def curator() -> Person:
    return curator_called("Curt Curator")


@pytest.fixture
def harbour() -> Organisation:
    """A cluster with a public page, and a role there that takes questions."""
    row = Organisation.objects.create(name="Harbour Cluster", country="LV")
    OrganisationRecord.objects.create(organisation=row, key="harbour", kind="cluster")
    Position.objects.create(key="desk", title="Desk", organisation=row, is_contact=True)
    return row


def line(**changes: object) -> list[object]:
    facts: dict[str, object] = {
        "key": None, "section": "Opinion", "title": "Two shores", "byline": "R. Writer", "organisation": "Harbour Cluster",
        "contact": "desk", "teaser": "What both want.", "body": "One paragraph.", "is_gated": "yes", "source": None,
        "language": "en", "published_on": "2026-03-02", "countries": "LV; KR", "fields": "oncology", "organisations": "Harbour Cluster",
    }  # fmt: skip
    return list((facts | changes).values())


def book(client: Client, *lines: list[object]) -> bytes:
    def fill(sheets: Any) -> None:
        for each in lines:
            sheets["Articles"].append(each)

    return changed(client.get(f"{HERE}template.xlsx").content, fill)


def test_rows_become_drafts_that_are_published_on_their_page(
    curator: Person, harbour: Organisation
) -> None:
    client = sign_in(curator)
    content = book(client, line())
    assert give(client, HERE, content).context["outcome"].new == 1
    assert Article.objects.count() == 0
    assert take(client, HERE, content).status_code == 302
    row = Article.objects.get()
    assert (row.slug, row.state, row.is_gated, row.body) == ("two-shores", "draft", True, "One paragraph.")  # fmt: skip
    assert (row.organisation, row.contact and row.contact.key, row.written_by) == (harbour, "desk", curator)  # fmt: skip
    assert [str(each) for each in row.tags.all()] == ["LV", "KR", "oncology", "Harbour Cluster"]  # fmt: skip
    assert FeedItem.objects.count() == 0
    assert give(client, HERE, content).context["outcome"].known == 1
    edited = book(client, line(byline="S. Other"))
    assert take(client, HERE, edited).status_code == 302
    row.refresh_from_db()
    assert (row.byline, row.state) == ("S. Other", "draft")


def test_articles_go_out_and_come_in_elsewhere_equal(
    curator: Person, harbour: Organisation
) -> None:
    client = sign_in(curator)
    take(client, HERE, book(client, line(), line(key="second", title="Second", is_gated=None)))  # fmt: skip
    out = client.get(OUT).content
    assert give(client, HERE, out).context["outcome"].known == 2
    Article.objects.all().delete()
    assert take(client, HERE, out).status_code == 302
    before, after = sheets_of(out)["Articles"], sheets_of(client.get(OUT).content)["Articles"]  # fmt: skip
    assert (len(after), after[0]) == (3, before[0])
    # The newest first: those taken in last.
    assert sorted(after[1:], key=str) == sorted(before[1:], key=str)


def test_a_text_behind_the_registration_goes_out_to_registered_readers_alone(
    curator: Person,
) -> None:
    article_called("Plants", is_gated=True)
    article_called("Open", body="For everybody.")
    article_called("Kept", state="draft")
    hidden = add_source(by=None, key="hidden", kind="article", title="Hidden", audience="internal", address="https://example.org")  # fmt: skip
    Article.objects.filter(title="Open").update(source=hidden)
    reader = sign_in(person_called("Maija Ozola"))
    found = {}
    for name, client in (("visitor", Client()), ("reader", reader), ("curator", sign_in(curator))):  # fmt: skip
        rows = sheets_of(client.get(OUT).content)["Articles"]
        found[name] = {row[2]: (row[7], row[9]) for row in rows[1:]}
    assert found["visitor"] == {"Plants": (None, None), "Open": ("For everybody.", None)}  # fmt: skip
    assert found["reader"] == {"Plants": (SECRET, None), "Open": ("For everybody.", None)}  # fmt: skip
    assert found["curator"] == {
        "Plants": (SECRET, None),
        "Open": ("For everybody.", "hidden"),
        "Kept": (SECRET, None),
    }


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"section": "gossip"}, "B, Section"),
        ({"title": None}, "C, Title"),
        ({"organisation": "Nobody"}, "E, Published by"),
        ({"contact": "nobody"}, "F, Key of the contact’s role"),
        ({"body": None}, "H, Text"),
        ({"source": "nothing"}, "J, Key of the source"),
        ({"published_on": "soon"}, "L, Date"),
        ({"fields": "gossip"}, "N, Fields"),
        ({"organisations": "Nobody"}, "O, Organisations"),
        ({"key": "write"}, "A, Key"),
    ],
)
def test_each_fault_has_its_place_and_nothing_is_half_entered(
    curator: Person, harbour: Organisation, change: dict[str, object], column: str
) -> None:
    client = sign_in(curator)
    preview = take(client, HERE, book(client, line(title="Whole"), line(**change)))
    assert [each[:3] for each in faults_of(preview)] == [("Articles", 3, column)]
    assert Article.objects.count() == 0


def test_only_curators_take_articles_in(curator: Person) -> None:
    assert Client().get(HERE).status_code == 302
    reader = sign_in(person_called("Maija Ozola"))
    assert [reader.get(each).status_code for each in (HERE, f"{HERE}template.xlsx")] == [403, 403]  # fmt: skip
    assert sign_in(curator).get(HERE).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_workbook_costs_the_same_whatever_its_length(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        article_called(f"Plants {each}", countries=("KR",))
    with django_assert_num_queries(3):
        assert Client().get(OUT).status_code == 200


WORDS = {
    "section": "news",
    "title": "Two shores",
    "teaser": "What both want.",
    "body": "One paragraph.",
    "is_gated": True,
    "published_on": "2026-03-02",
    "organisation": "harbour",
    "contact": "desk",
    "countries": ["LV", "KR"],
    "fields_of": ["oncology"],
    "organisations": ["harbour"],
}


def test_a_program_writes_changes_publishes_and_withdraws(
    curator: Person, harbour: Organisation
) -> None:
    program, visitor = Program(curator), Program()
    status, made = program.post("landscape/articles", "a", **WORDS)
    assert (status, made["slug"], made["state"], made["text"]) == (201, "two-shores", "draft", "One paragraph.")  # fmt: skip
    assert program.post("landscape/articles", "a", **WORDS) == (201, made)
    one = "landscape/articles/two-shores"
    assert visitor.get(one)["status"] == 404
    status, shown = program.patch(one, teaser="What they want.", countries=["LV"])
    assert (status, shown["teaser"], shown["countries"]) == (200, "What they want.", ["LV"])  # fmt: skip
    assert (shown["fields_of"], shown["organisations"]) == (["oncology"], ["Harbour Cluster"])  # fmt: skip
    steps = f"{one}/transitions"
    assert program.post(steps, verb="publish")[1]["state"] == "published"
    assert (visitor.get(one)["teaser"], visitor.get(one)["text"]) == ("What they want.", None)  # fmt: skip
    assert FeedItem.objects.exists()
    assert program.post(steps, verb="withdraw")[1]["state"] == "withdrawn"
    assert (visitor.get(one)["status"], FeedItem.objects.count()) == (404, 0)
    assert program.post(steps, verb="put back")[1]["state"] == "draft"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"organisation": "nobody"}, "organisation"),
        ({"contact": "nobody"}, "contact"),
        ({"source": "nothing"}, "source"),
        ({"fields_of": ["gossip"]}, "fields_of"),
        ({"countries": ["XX"]}, "countries"),
        ({"organisations": ["nobody"]}, "organisations"),
        ({"body": ""}, "body"),
        ({"teaser": "", "is_gated": False}, "teaser"),
        ({"published_on": "2999-01-01", "state": "published"}, "published_on"),
        ({"section": "gossip"}, "body.asked.section"),
    ],
)
def test_a_refusal_names_its_field(
    curator: Person, harbour: Organisation, change: dict[str, Any], field: str
) -> None:
    answer = Program(curator).post("landscape/articles", **(WORDS | change))
    assert refusal(answer)[::2] == (422, [field])
    assert Article.objects.count() == 0


def test_nobody_else_writes(curator: Person) -> None:
    article_called("Plants")
    one = "landscape/articles/plants"
    for program, status in ((Program(), 401), (Program(person_called("Maija Ozola")), 403), (Program(curator, scope="read"), 403)):  # fmt: skip
        sent = [
            program.post("landscape/articles", **{**WORDS, "organisation": "", "contact": "", "organisations": []}),
            program.patch(one, title="x"),
            program.post(f"{one}/transitions", verb="withdraw"),
        ]  # fmt: skip
        assert [each[0] for each in sent] == [status] * 3
    row = Article.objects.get()
    assert (row.title, row.state, row.published_on) == ("Plants", "published", date(2026, 3, 2))  # fmt: skip
