"""Needs as a workbook: in as drafts of one's own organisation, out and in again, and every refusal at its cell."""

import pytest
from django.test import Client

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import needs
from madang.site.programmes.models import Need
from tests.conftest import sign_in
from tests.site.programmes.calls_made import somebody
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
HERE = "/programmes/needs/import/"
HEAD = ["What is needed", "In words", "Organisation", "Country", "Field", "Answers until (UTC)", "State"]  # fmt: skip


@pytest.fixture
def minister() -> Person:
    row = Organisation.objects.create(name="Ministry of Ambria", kind="ministry", country="LV")  # fmt: skip
    return somebody("Mara Minister", row, is_lead=True)


def filled(client: Client, *rows: list[object]) -> bytes:
    template = client.get(f"{HERE}template.xlsx").content
    assert sheets_of(template)["Needs"] == [HEAD]

    def fill(book: object) -> None:
        for row in rows:
            book["Needs"].append(row)  # type: ignore[index]

    return changed(template, fill)


def test_new_needs_come_in_as_drafts_and_again_nothing_is_new(minister: Person) -> None:
    client = sign_in(minister)
    book = filled(
        client,
        ["Cold chain", "Ten trucks", None, "LV", None, "2031-03-02 18:00", None],
        ["Cold chain", "For the islands", "Ministry of Ambria", None, None, None, None],
        ["Test kits", "Four million", None, None, None, None, None],
    )
    assert take(client, HERE, book).status_code == 302
    rows = Need.objects.order_by("id").values_list("slug", "title", "text", "country", "state")  # fmt: skip
    assert list(rows) == [
        ("cold-chain", "Cold chain", "For the islands", "LV", "draft"),
        ("test-kits", "Test kits", "Four million", "LV", "draft"),
    ]
    line = LogEntry.objects.filter(verb="import sheet").get()
    assert line.detail.startswith("a.xlsx, SHA-256 ")
    assert line.detail.endswith(": 2 new, 1 changed, 0 known")


def test_what_goes_out_comes_in_again_as_known(minister: Person) -> None:
    client = sign_in(minister)
    until = "2031-03-02T18:00Z"
    need = needs.write_need(by=minister, need=Need(slug="kits", title="Kits", text="Doses", country="LV"))  # fmt: skip
    Need.objects.filter(pk=need.pk).update(answers_until=until)
    need.refresh_from_db()
    needs.step_need(by=minister, need=need, step="publish")
    out = client.get("/programmes/needs.xlsx").content
    assert sheets_of(out)["Needs"][1][:6] == ["Kits", "Doses", "Ministry of Ambria", "LV", None, "2031-03-02 18:00"]  # fmt: skip
    outcome = give(client, HERE, out).context["outcome"]
    assert (outcome.new, outcome.changed, outcome.known, outcome.faults) == (0, 0, 1, [])  # fmt: skip
    assert Need.objects.get().state == "published"


def test_needs_of_others_and_days_that_are_none_are_named_and_nothing_is_kept(
    minister: Person,
) -> None:
    client = sign_in(minister)
    book = filled(
        client,
        ["Kits", "Doses", None, None, None, None, None],
        ["Vials", "Doses", "Ministry of Elsewhere", None, None, None, None],
        ["Trucks", "Ten", None, None, None, "soon", None],
    )
    assert faults_of(give(client, HERE, book)) == [
        ("Needs", 4, "F, Answers until (UTC)", "a day and a time: 2027-03-02 18:00"),
        ("Needs", 3, "C, Organisation", "Only needs of Ministry of Ambria are taken in here."),
    ]  # fmt: skip
    take(client, HERE, book)
    assert Need.objects.count() == 0


def test_companies_take_no_needs_in() -> None:
    company = Organisation.objects.create(name="Ambria Vials", kind="biotech")
    client = sign_in(somebody("Vera Vials", company, is_lead=True))
    assert client.get(HERE).status_code == 403
    assert Client().get(HERE).status_code == 302
