"""Profiles of clusters: entered and changed by form, by workbook and by program; who may, and what is refused at which field."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.clusters import describe_cluster
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.models import OrganisationRecord, Position
from tests.conftest import sign_in
from tests.site.landscape.made_up_figures import curator, organisation
from tests.site.sheets_made import changed, faults_of, give, sheets_of, take

pytestmark = pytest.mark.django_db
ADD = "/landscape/clusters/add/"
IMPORT = "/landscape/clusters/import/"
FORM = {
    "name": "Harbour Cluster",
    "country": "LV",
    "is_new": "on",
    "mission": "Tests for ports.",
    "fields_of": "imaging",
    "founded": "2019",
    "city": "Riga",
    "staff": "4.5",
    "small_members": "0",
    "target_countries": "kr, ee",
    "source_note": "Its yearbook of 2031",
    "validated_on": "2026-01-05",
}


def harbour(**facts: Any) -> ClusterProfile:
    values = {"city": "Riga", "source_note": "Its yearbook"} | facts
    return describe_cluster(by=None, organisation=organisation("Harbour Cluster", "LV"), **values)  # fmt: skip


def reader() -> Person:
    user = User.objects.create_user("reader@example.org")
    return Person.objects.create(name="Ana Reader", email=user.email, user=user)


def cells_set(content: bytes, values: dict[str, Any]) -> bytes:
    """Return the workbook with other values in the first row of clusters, by heading."""

    def write(book: Any) -> None:
        sheet = book["Clusters"]
        places = {cell.value: cell.column for cell in sheet[1]}
        for heading, value in values.items():
            sheet.cell(row=2, column=places[heading]).value = value

    return changed(content, write)


def test_a_cluster_is_entered_with_its_organisation() -> None:
    response = sign_in(curator()).post(ADD, FORM)
    row = ClusterProfile.objects.select_related("organisation").get()
    assert response.headers["Location"] == f"/landscape/clusters/{row.organisation_id}/"
    assert (row.organisation.name, row.organisation.country) == ("Harbour Cluster", "LV")  # fmt: skip
    assert (row.staff, row.small_members, row.large_members) == (Decimal("4.5"), 0, None)  # fmt: skip
    assert (row.fields, row.target_countries, row.validated_on) == ("imaging", "KR EE", date(2026, 1, 5))  # fmt: skip
    page = Client().get(f"/landscape/clusters/{row.organisation_id}/").content.decode()
    assert "Tests for ports." in page
    assert "Change its profile" not in page


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"source_note": ""}, "source_note", "This field is required."),
        ({"founded": "long ago"}, "founded", "Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."),
        ({"target_countries": "KR XX"}, "target_countries", "No country has this code: XX."),
        ({"validated_on": "2999-01-01"}, "validated_on", "This day has not come yet."),
        ({"small_members": "-1"}, "small_members", "Ensure this value is greater than or equal to 0."),
        ({"is_new": ""}, "name", "Nobody is called “Harbour Cluster” here. Say that it is new, or correct the name."),
    ],
)  # fmt: skip
def test_a_refusal_names_the_field_and_enters_nothing(
    change: dict[str, str], field: str, reason: str
) -> None:
    response = sign_in(curator()).post(ADD, FORM | change)
    assert dict(response.context["form"].errors) == {field: [reason]}
    assert (ClusterProfile.objects.count(), Organisation.objects.count()) == (0, 0)
    assert "Tests for ports." in response.content.decode()


def test_a_second_profile_is_refused() -> None:
    harbour()
    response = sign_in(curator()).post(ADD, FORM)
    assert dict(response.context["form"].errors) == {"name": ["This cluster has a profile. Change it on its page."]}  # fmt: skip


def test_a_profile_is_changed_and_the_log_says_what() -> None:
    row = harbour(small_members=3)
    contact = Position.objects.create(key="head", title="Head", organisation=row.organisation)  # fmt: skip
    address = f"/landscape/clusters/{row.organisation_id}/change/"
    client = sign_in(curator())
    first = client.get(address).context["form"].initial
    assert (first["city"], first["small_members"], first["source_note"]) == ("Riga", 3, "Its yearbook")  # fmt: skip
    client.post(address, {"city": "Liepāja", "source_note": "Its yearbook", "contact": str(contact.pk)})  # fmt: skip
    row.refresh_from_db()
    assert (row.city, row.small_members, row.contact) == ("Liepāja", None, contact)
    entry = LogEntry.objects.filter(verb="describe cluster").latest("id")
    assert entry.detail == "city, contact, small_members"
    count = LogEntry.objects.count()
    client.post(address, {"city": "Liepāja", "source_note": "Its yearbook", "contact": str(contact.pk)})  # fmt: skip
    assert LogEntry.objects.count() == count


def test_a_profile_does_not_open_what_curators_keep_to_themselves() -> None:
    row = harbour()
    OrganisationRecord.objects.filter(organisation=row.organisation).update(audience="internal")  # fmt: skip
    describe_cluster(by=None, organisation=row.organisation, city="Ventspils")
    assert row.organisation.record.__class__.objects.get().audience == "internal"
    assert Client().get(f"/landscape/clusters/{row.organisation_id}/").status_code == 404  # fmt: skip
    with pytest.raises(LandscapeError) as refused:
        describe_cluster(by=None, organisation=row.organisation, source_note=" ")
    assert refused.value.field == "source_note"


def test_nobody_else_enters_or_changes() -> None:
    row = harbour()
    pages = [ADD, f"/landscape/clusters/{row.organisation_id}/change/"]
    for client, status in ((Client(), 302), (sign_in(reader()), 404)):
        assert [client.post(each, FORM).status_code for each in pages] == [status, status]  # fmt: skip
    assert sign_in(curator()).get(pages[1]).status_code == 200
    assert ClusterProfile.objects.get().city == "Riga"


def test_a_workbook_goes_out_and_comes_back() -> None:
    row = harbour(staff=Decimal("2.5"), small_members=0, target_countries="KR EE", founded="2019", validated_on=date(2026, 1, 5))  # fmt: skip
    book = Client().get("/landscape/clusters.xlsx").content
    client = sign_in(curator())
    assert give(client, IMPORT, book).context["outcome"].known == 1
    edited = cells_set(book, {"City": "Jelgava", "Founded": None})
    assert take(client, IMPORT, edited).status_code == 302
    row.refresh_from_db()
    assert (row.city, row.founded, row.staff, row.small_members) == ("Jelgava", "2019", Decimal("2.5"), 0)  # fmt: skip
    wrong = cells_set(book, {"Founded": "long ago", "Staff, full-time equivalents": "many"})  # fmt: skip
    assert [each[:3] for each in faults_of(give(client, IMPORT, wrong))] == [("Clusters", 2, "G, Founded"), ("Clusters", 2, "J, Staff, full-time equivalents")]  # fmt: skip
    assert list(sheets_of(book)) == ["Clusters"]


def test_a_workbook_is_taken_in_by_curators_alone() -> None:
    assert Client().get(IMPORT).status_code == 302
    assert sign_in(reader()).get(IMPORT).status_code == 403
    assert sign_in(curator()).get(f"{IMPORT}template.xlsx").status_code == 200


def test_a_program_enters_and_changes_a_profile() -> None:
    cluster = organisation("Harbour Cluster", "LV")
    OrganisationRecord.objects.create(organisation=cluster, key="harbour", kind="cluster", audience="public")  # fmt: skip
    _token, secret = make_token(by=curator(), name="Program", scope="write")
    headers = {"Authorization": f"Bearer {secret}"}
    body = {"organisation": "harbour", "city": "Riga", "staff": "2.5", "source_note": "Told"}  # fmt: skip

    def send(method: str, path: str, values: dict[str, Any]) -> tuple[int, Any]:
        answer = getattr(Client(), method)(f"/api/landscape/{path}", values, content_type="application/json", headers=headers)  # fmt: skip
        return answer.status_code, answer.json()

    status, problem = send("post", "clusters", body | {"source_note": ""})
    assert (status, problem["errors"][0]["field"]) == (422, "source_note")
    assert send("post", "clusters", body)[0] == 201
    assert send("post", "clusters", body)[0] == 409
    status, whole = send("patch", f"clusters/{cluster.pk}", {"fields_of": "imaging", "staff": None})  # fmt: skip
    assert (status, whole["city"], whole["fields_of"], whole["staff"]) == (200, "Riga", "imaging", None)  # fmt: skip
    assert Client().patch(f"/api/landscape/clusters/{cluster.pk}", {}, content_type="application/json").status_code == 401  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_the_workbook_costs_the_same_whatever_its_length(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        describe_cluster(by=None, organisation=organisation(f"Cluster {each}", "LV"), source_note="Told")  # fmt: skip
    with django_assert_num_queries(2):
        assert Client().get("/landscape/clusters.xlsx").status_code == 200
