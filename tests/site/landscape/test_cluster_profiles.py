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
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.models import Claim, OrganisationRecord, Passage, Position
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.landscape.made_up_figures import curator, organisation, source
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
    "source_note": "Told by its office",
    "validated_on": "2026-01-05",
}
PLACE = {"source_kind": "article", "source_audience": "public", "source": "yearbook", "paraphrase": "The cluster says so."}  # fmt: skip


def passage(words: str = "The cluster says so.", **facts: Any) -> Passage:
    return add_passage(source("yearbook", **facts), by=None, paraphrase=words)


def harbour(**facts: Any) -> ClusterProfile:
    values = {"city": "Riga", "source_note": "Told"} | facts
    return describe_cluster(by=None, organisation=organisation("Harbour Cluster", "LV"), passages=[passage()], **values)  # fmt: skip


def told() -> list[tuple[str, bool, bool]]:
    """Return note, whether withdrawal and whether it stands, of each claim about a profile."""
    rows = Claim.objects.filter(aspect="profile").order_by("id")
    return [(each.note, each.is_withdrawal, each.superseded_by_id is None) for each in rows]  # fmt: skip


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
    source("yearbook")
    response = sign_in(curator()).post(ADD, FORM | PLACE)
    row = ClusterProfile.objects.select_related("organisation").get()
    assert response.headers["Location"] == f"/landscape/clusters/{row.organisation_id}/"
    assert (row.organisation.name, row.organisation.country) == ("Harbour Cluster", "LV")  # fmt: skip
    assert (row.staff, row.small_members, row.large_members) == (Decimal("4.5"), 0, None)  # fmt: skip
    assert (row.fields, row.target_countries, row.validated_on) == ("imaging", "KR EE", date(2026, 1, 5))  # fmt: skip
    page = Client().get(f"/landscape/clusters/{row.organisation_id}/").content.decode()
    assert "Tests for ports." in page
    assert "Change its profile" not in page
    assert "Withdraw the profile" not in page
    assert "The cluster says so." in page
    assert told() == [("", False, True)]


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"paraphrase": ""}, "paraphrase", "Say what the passage says: quote it, or write it in your own words."),
        ({"source": ""}, "source", "Choose a source, or give the title or publisher of a new one."),
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
    source("yearbook")
    response = sign_in(curator()).post(ADD, FORM | PLACE | change)
    found = response.context["form"].errors | response.context["evidence"].errors
    assert dict(found) == {field: [reason]}
    assert (Claim.objects.count(), Passage.objects.count()) == (0, 0)
    assert (ClusterProfile.objects.count(), Organisation.objects.count()) == (0, 0)
    assert "Tests for ports." in response.content.decode()


def test_a_second_profile_is_refused() -> None:
    harbour()
    response = sign_in(curator()).post(ADD, FORM | PLACE)
    assert dict(response.context["form"].errors) == {"name": ["This cluster has a profile. Change it on its page."]}  # fmt: skip


def test_a_profile_is_changed_by_a_new_claim_and_the_log_says_what() -> None:
    row = harbour(small_members=3)
    contact = Position.objects.create(key="head", title="Head", organisation=row.organisation)  # fmt: skip
    address = f"/landscape/clusters/{row.organisation_id}/change/"
    client = sign_in(curator())
    response = client.get(address)
    first, place = response.context["form"].initial, response.context["evidence"].initial  # fmt: skip
    assert (first["city"], first["small_members"], first["source_note"]) == ("Riga", 3, "Told")  # fmt: skip
    assert (place["source"], place["paraphrase"]) == ("yearbook", "The cluster says so.")  # fmt: skip
    change = PLACE | {"city": "Liepāja", "source_note": "Told", "contact": str(contact.pk), "why": "It moved."}  # fmt: skip
    refused = client.post(address, change | {"why": ""}).context["form"].errors
    assert dict(refused) == {"why": ["This field is required."]}
    client.post(address, change)
    row.refresh_from_db()
    assert (row.city, row.small_members, row.contact) == ("Liepāja", None, contact)
    entry = LogEntry.objects.filter(verb="describe cluster").latest("id")
    assert entry.detail == "city, contact, small_members"
    assert told() == [("", False, False), ("It moved.", False, True)]
    page = Client().get(f"/landscape/clusters/{row.organisation_id}/").content.decode()
    assert "City: Riga → Liepāja" in page
    assert "Small firms: 3 → not stated" in page
    assert "It moved." in page
    count = LogEntry.objects.count()
    client.post(address, change)
    assert (LogEntry.objects.count(), len(told())) == (count, 2)


def test_a_profile_is_withdrawn_and_put_back_as_it_was() -> None:
    row = harbour(small_members=3)
    describe_cluster(by=None, organisation=row.organisation, passages=[passage()], why="It moved.", city="Liepāja")  # fmt: skip
    here = f"/landscape/clusters/{row.organisation_id}/"
    client = sign_in(curator())
    assert client.post(f"{here}withdraw/", {"why": " "}).context["form"].errors["why"]
    answer = client.post(f"{here}withdraw/", {"why": "Another cluster."})
    assert answer.headers["Location"] == "/landscape/clusters/"
    for page in (here, f"{here}change/"):
        assert client.get(page).status_code == 404
    assert "Harbour Cluster" not in Client().get("/landscape/clusters/").content.decode()  # fmt: skip
    assert f'href="{here}put-back/"' in client.get("/landscape/clusters/").content.decode()  # fmt: skip
    for path in ("clusters", "clusters?country=LV"):
        assert Client().get(f"/api/landscape/{path}").json()["items"] == []
    assert [each[0] for each in sheets_of(Client().get("/landscape/clusters.xlsx").content)["Clusters"]] == ["Key"]  # fmt: skip
    assert Client().get("/landscape/compare/").content.decode().count("Harbour") == 0
    with pytest.raises(LandscapeError) as refused:
        describe_cluster(by=None, organisation=row.organisation, passages=[passage()], city="Riga")  # fmt: skip
    assert str(refused.value) == "This cluster’s profile is withdrawn. Put it back on its page."  # fmt: skip
    client.post(f"{here}put-back/", {"why": "It was this one."})
    row.refresh_from_db()
    assert (row.city, row.small_members, row.is_withdrawn) == ("Liepāja", 3, False)
    assert told() == [
        ("", False, False),
        ("It moved.", False, False),
        ("Another cluster.", True, False),
        ("It was this one.", False, True),
    ]
    page = Client().get(here).content.decode()
    assert "City: Riga → Liepāja" in page
    assert "Another cluster." in page
    # It can go again: it rests on the claim that stands.
    assert client.post(f"{here}withdraw/", {"why": "Twice."}).status_code == 302
    refused_again = client.post(f"{here}withdraw/", {"why": "Thrice."}).context["form"]
    assert dict(refused_again.errors) == {"why": ["This profile is withdrawn already."]}


def test_a_profile_without_a_claim_gets_its_first_with_a_change() -> None:
    row = ClusterProfile.objects.create(organisation=organisation("Old Cluster", "LV"), source_note="Told")  # fmt: skip
    describe_cluster(by=None, organisation=row.organisation, passages=[passage()], why="It moved.", city="Liepāja")  # fmt: skip
    assert told() == [("It moved.", False, True)]
    client = sign_in(curator())
    other = ClusterProfile.objects.create(organisation=organisation("Older Cluster", "LV"))  # fmt: skip
    here = f"/landscape/clusters/{other.organisation_id}/"
    client.post(f"{here}withdraw/", {"why": "x"})
    assert Client().get(here).status_code == 404
    client.post(f"{here}put-back/", {"why": "x"})
    assert Client().get(here).status_code == 200
    assert len(told()) == 1


def test_the_claim_of_a_profile_goes_with_it_alone() -> None:
    row = harbour()
    OrganisationRecord.objects.filter(organisation=row.organisation).update(key="harbour")  # fmt: skip
    claim = Claim.objects.get(aspect="profile")
    client = sign_in(curator())
    here = f"/landscape/clusters/{row.organisation_id}/"
    for verb, page in (("correct", "change"), ("withdraw", "withdraw")):
        answer = client.get(f"/ledger/claims/{claim.pk}/{verb}/")
        assert answer.headers["Location"] == f"{here}{page}/"
    assert "The cluster says so." in Client().get("/ledger/organisations/harbour/").content.decode()  # fmt: skip


def test_what_everybody_reads_rests_on_a_source_that_everybody_reads() -> None:
    with pytest.raises(LedgerError) as refused:
        describe_cluster(by=None, organisation=organisation("Harbour Cluster", "LV"), passages=[passage(audience="internal")], city="Riga")  # fmt: skip
    assert refused.value.field == "source"
    assert ClusterProfile.objects.count() == 0


def test_a_profile_does_not_open_what_curators_keep_to_themselves() -> None:
    row = harbour()
    OrganisationRecord.objects.filter(organisation=row.organisation).update(audience="internal")  # fmt: skip
    describe_cluster(by=None, organisation=row.organisation, passages=[passage()], why="It moved.", city="Ventspils")  # fmt: skip
    assert row.organisation.record.__class__.objects.get().audience == "internal"
    assert Client().get(f"/landscape/clusters/{row.organisation_id}/").status_code == 404  # fmt: skip
    with pytest.raises(LedgerError) as refused:
        describe_cluster(by=None, organisation=row.organisation, passages=[], city="Riga")  # fmt: skip
    assert refused.value.field == "passages"


def test_nobody_else_enters_or_changes() -> None:
    row = harbour()
    here = f"/landscape/clusters/{row.organisation_id}/"
    pages = [ADD, f"{here}change/", f"{here}withdraw/", f"{here}put-back/"]
    for client, status in ((Client(), 302), (sign_in(reader()), 404)):
        assert [client.post(each, FORM | PLACE | {"why": "x"}).status_code for each in pages] == [status] * 4  # fmt: skip
    assert sign_in(curator()).get(pages[1]).status_code == 200
    assert ClusterProfile.objects.get().city == "Riga"


def test_a_workbook_goes_out_and_comes_back() -> None:
    row = harbour(staff=Decimal("2.5"), small_members=0, target_countries="KR EE", founded="2019", validated_on=date(2026, 1, 5))  # fmt: skip
    book = Client().get("/landscape/clusters.xlsx").content
    client = sign_in(curator())
    assert give(client, IMPORT, book).context["outcome"].known == 2
    edited = cells_set(book, {"City": "Jelgava", "Founded": None, "Why it is changed": "It moved."})  # fmt: skip
    silent = cells_set(book, {"City": "Jelgava"})
    assert [each[2] for each in faults_of(give(client, IMPORT, silent))] == ["T, Why it is changed"]  # fmt: skip
    bare = cells_set(book, {"City": "Jelgava", "Key of the source": None})
    assert [each[2] for each in faults_of(give(client, IMPORT, bare))] == ["U, Key of the source"]  # fmt: skip
    assert take(client, IMPORT, edited).status_code == 302
    row.refresh_from_db()
    assert (row.city, row.founded, row.staff, row.small_members) == ("Jelgava", "2019", Decimal("2.5"), 0)  # fmt: skip
    wrong = cells_set(book, {"Founded": "long ago", "Staff, full-time equivalents": "many"})  # fmt: skip
    assert [each[:3] for each in faults_of(give(client, IMPORT, wrong))] == [("Clusters", 2, "G, Founded"), ("Clusters", 2, "J, Staff, full-time equivalents")]  # fmt: skip
    assert list(sheets_of(book)) == ["Clusters", "Sources"]
    assert told() == [("", False, False), ("It moved.", False, True)]


def test_a_workbook_is_taken_in_by_curators_alone() -> None:
    assert Client().get(IMPORT).status_code == 302
    assert sign_in(reader()).get(IMPORT).status_code == 403
    assert sign_in(curator()).get(f"{IMPORT}template.xlsx").status_code == 200


def test_a_program_enters_and_changes_a_profile() -> None:
    cluster = organisation("Harbour Cluster", "LV")
    OrganisationRecord.objects.create(organisation=cluster, key="harbour", kind="cluster", audience="public")  # fmt: skip
    _token, secret = make_token(by=curator(), name="Program", scope="write")
    headers = {"Authorization": f"Bearer {secret}"}
    body = {"organisation": "harbour", "city": "Riga", "staff": "2.5", "evidence": [{"source": "yearbook", "paraphrase": "So it says."}]}  # fmt: skip
    source("yearbook")

    def send(method: str, path: str, values: dict[str, Any]) -> tuple[int, Any]:
        answer = getattr(Client(), method)(f"/api/landscape/{path}", values, content_type="application/json", headers=headers)  # fmt: skip
        return answer.status_code, answer.json()

    status, problem = send("post", "clusters", body | {"evidence": []})
    assert (status, problem["errors"][0]["field"]) == (422, "passages")
    assert send("post", "clusters", body)[0] == 201
    assert send("post", "clusters", body)[0] == 409
    change = {"fields_of": "imaging", "staff": None, "evidence": body["evidence"]}
    assert send("patch", f"clusters/{cluster.pk}", change)[1]["errors"][0]["field"] == "why"  # fmt: skip
    status, whole = send("patch", f"clusters/{cluster.pk}", change | {"why": "Its new year."})  # fmt: skip
    assert (status, whole["city"], whole["fields_of"], whole["staff"]) == (200, "Riga", "imaging", None)  # fmt: skip
    assert [each["why"] for each in whole["claims"]] == ["", "Its new year."]
    for verb, is_gone in (("withdraw", True), ("put-back", False)):
        assert send("post", f"clusters/{cluster.pk}/{verb}", {"why": " "})[0] == 422
        status, whole = send("post", f"clusters/{cluster.pk}/{verb}", {"why": "Mistaken."})  # fmt: skip
        assert (status, whole["is_withdrawn"]) == (201, is_gone)
        assert (Client().get(f"/api/landscape/clusters/{cluster.pk}").status_code == 404) is is_gone  # fmt: skip
    claim = whole["claims"][-1]["id"]
    answer = Client().post(f"/api/ledger/claims/{claim}/withdraw", {"why": "x"}, content_type="application/json", headers=headers)  # fmt: skip
    assert answer.status_code == 422
    assert Client().patch(f"/api/landscape/clusters/{cluster.pk}", {}, content_type="application/json").status_code == 401  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_the_workbook_costs_the_same_whatever_its_length(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        describe_cluster(by=None, organisation=organisation(f"Cluster {each}", "LV"), passages=[passage()], source_note="Told")  # fmt: skip
    with django_assert_num_queries(5):
        assert Client().get("/landscape/clusters.xlsx").status_code == 200


def test_curators_enter_a_member_from_the_page_of_the_cluster() -> None:
    row = harbour()
    door = f"/ledger/organisations/{row.organisation.record.key}/members/enter/"
    here = f"/landscape/clusters/{row.organisation_id}/"
    assert door in sign_in(curator()).get(here).content.decode()
    assert door not in Client().get(here).content.decode()
