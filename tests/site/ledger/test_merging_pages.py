"""Pages of merging: candidates with reasons, two side by side, decisions with undo; old addresses lead on; nobody else finds them."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.jobs import run_job
from madang.site.core.models import Job
from madang.site.directory.models import Organisation, Person
from madang.site.directory.queries import organisations_called
from madang.site.landscape.models import ClusterProfile
from madang.site.ledger.actions.audience import set_audience
from madang.site.ledger.actions.claims import add_claim, correct_claim
from madang.site.ledger.actions.merge_candidates import find_candidates
from madang.site.ledger.actions.merging import merge_organisations, undo_merge
from madang.site.ledger.actions.names import add_name, correct_name
from madang.site.ledger.models import (
    MergeAnswer,
    MergeCandidate,
    MergeDecision,
    Passage,
)
from madang.site.ledger.queries.claims import claims_seen_by
from madang.site.ledger.queries.organisations import (
    OrganisationSearch,
    organisations_like,
    organisations_named,
    organisations_seen_by,
)
from tests.conftest import sign_in
from tests.site.ledger.made_up import log_verbs, tie_of
from tests.site.ledger.test_api_ledger import bearer, post, read

WHY = "One ministry, entered twice."


def words(page: object) -> str:
    text = re.sub(r"<[^>]+>", " ", getattr(page, "content").decode())  # noqa: B009
    return " ".join(text.split())


@pytest.fixture
def twin(fund: Organisation, passage: Passage) -> Organisation:
    """The agency under another name, public as well, with a tie of its own."""
    twin = Organisation.objects.create(
        name="Tarsena Agency", kind="trade_agency", country="LV"
    )
    tie_of(twin, fund, passage, key="of-twin")
    return twin


@pytest.fixture
def known(agency: Organisation, fund: Organisation, passage: Passage) -> Organisation:
    """The agency with a public page."""
    tie_of(agency, fund, passage, key="of-agency")
    return agency


def test_from_the_candidate_to_the_decision_and_back(
    curator: Person, known: Organisation, twin: Organisation
) -> None:
    client = sign_in(curator)
    assert find_candidates() == 1
    page = words(client.get("/ledger/merging/"))
    assert "Agency of Tarsena / Tarsena Agency Probably the same" in page
    assert "A name is the same but for spelling, legal form and order of words. They are in the same country." in page  # fmt: skip
    place = f"/ledger/merging/{known.pk}/{twin.pk}/"
    assert f'href="{place}"' in client.get("/ledger/merging/").content.decode()
    side_by_side = words(client.get(place))
    assert "Kind Trade or investment agency Country Latvia" in side_by_side
    done = client.post(place, {"kept": known.pk, "why": WHY}, follow=True)
    assert "“Tarsena Agency” shows under “Agency of Tarsena” now." in words(done)
    assert "2 entries moved" not in words(done)
    assert "1 entry moved." in words(done)
    decision = MergeDecision.objects.get()
    assert decision.decided_by == curator
    old = client.get(f"/ledger/organisations/{twin.record.key}/")
    assert (old.status_code, old.headers["Location"]) == (302, f"/ledger/organisations/{known.record.key}/")  # fmt: skip
    assert client.get(f"/ledger/organisations/{twin.record.key}/names/").status_code == 200  # fmt: skip
    door = f"/ledger/merging/decisions/{decision.pk}/undo/"
    assert WHY in words(client.get(door))
    assert "This field is required." in words(client.post(door, {"why": " "}))
    back = client.post(door, {"why": "They are two."}, follow=True)
    assert "“Tarsena Agency” stands by itself again." in words(back)
    assert "They are two." in words(back)
    assert client.get(f"/ledger/organisations/{twin.record.key}/").status_code == 200
    assert log_verbs()[-2:] == ["merge organisation", "undo merge"]


def test_a_refusal_stands_above_the_form(
    curator: Person, known: Organisation, fund: Organisation
) -> None:
    place = f"/ledger/merging/{known.pk}/{fund.pk}/"
    page = sign_in(curator).post(place, {"kept": known.pk, "why": WHY})
    assert "They are the two parties of one tie (of-agency)." in words(page)
    assert not MergeDecision.objects.exists()


def test_not_the_same_is_remembered_and_later_is_put_off(
    curator: Person, known: Organisation, twin: Organisation
) -> None:
    client = sign_in(curator)
    find_candidates()
    place = f"/ledger/merging/{known.pk}/{twin.pk}/answer/"
    client.post(place, {"answer": "later"})
    assert "No candidate is waiting." in words(client.get("/ledger/merging/"))
    assert "Tarsena Agency" in words(client.get("/ledger/merging/?show=later"))
    client.post(place, {"answer": "different"})
    find_candidates()
    for address in ("/ledger/merging/", "/ledger/merging/?show=later"):
        assert "Tarsena Agency" not in words(client.get(address))
    assert "Agency of Tarsena / Tarsena Agency" in words(client.get("/ledger/merging/answers/"))  # fmt: skip
    client.post(f"/ledger/merging/answers/{MergeAnswer.objects.get().pk}/ask-again/")
    assert "Tarsena Agency" in words(client.get("/ledger/merging/"))
    assert client.post(place, {"answer": "perhaps"}).status_code == 302
    assert not MergeAnswer.objects.exists()


def test_two_are_compared_by_name_or_key(
    curator: Person, known: Organisation, twin: Organisation
) -> None:
    client = sign_in(curator)
    page = client.get("/ledger/merging/", {"one": "agency of tarsena", "other": twin.record.key})  # fmt: skip
    assert page.headers["Location"] == f"/ledger/merging/{known.pk}/{twin.pk}/"
    page = client.get("/ledger/merging/", {"one": known.name, "other": known.record.key})  # fmt: skip
    assert "Both names lead to the same organisation." in words(page)
    page = client.get("/ledger/merging/", {"one": "Nobody", "other": twin.name})
    assert "No organisation has this name or key." in words(page)
    namesake = Organisation.objects.create(name=known.name, country="EE")
    page = client.get("/ledger/merging/", {"one": known.name, "other": known.name})
    assert page.headers["Location"] == f"/ledger/merging/{known.pk}/{namesake.pk}/"
    page = client.get("/ledger/merging/", {"one": known.name, "other": twin.name})
    assert "Several have this name. Write the key instead." in words(page)


def test_looking_is_done_in_the_background_once(
    curator: Person, known: Organisation, twin: Organisation
) -> None:
    client = sign_in(curator)
    client.post("/ledger/merging/look/")
    client.post("/ledger/merging/look/")
    job = Job.objects.get()
    assert "Looking for candidates now." in words(client.get("/ledger/merging/"))
    run_job.call(job.pk)
    assert MergeCandidate.objects.count() == 1
    assert "Last looked for:" in words(client.get("/ledger/merging/"))


def test_nobody_else_finds_them(
    reader: Person, known: Organisation, twin: Organisation
) -> None:
    decision = merge_organisations(known, twin, by=None, why=WHY)
    fresh = Organisation.objects.create(name="Fresh")
    places = [
        "/ledger/merging/",
        "/ledger/merging/decisions/",
        "/ledger/merging/answers/",
        f"/ledger/merging/{known.pk}/{fresh.pk}/",
        f"/ledger/merging/decisions/{decision.pk}/undo/",
    ]
    for place in places:
        assert sign_in(reader).get(place).status_code == 404
        assert Client().get(place).status_code == 302
    assert sign_in(reader).post(places[-1], {"why": "x"}).status_code == 404
    assert sign_in(reader).post("/ledger/merging/look/").status_code == 404


def test_curators_find_nothing_at_wrong_addresses(
    curator: Person, known: Organisation, twin: Organisation
) -> None:
    merge_organisations(known, twin, by=None, why=WHY)
    client = sign_in(curator)
    for place in (
        f"/ledger/merging/{known.pk}/{known.pk}/",
        f"/ledger/merging/{known.pk}/{twin.pk}/",
        "/ledger/merging/1/99999/",
        "/ledger/merging/decisions/99999/undo/",
    ):
        assert client.get(place).status_code == 404
    assert client.post("/ledger/merging/answers/99999/ask-again/").status_code == 404
    assert client.post(f"/ledger/merging/{known.pk}/{known.pk}/answer/").status_code == 404  # fmt: skip


def test_claims_of_both_stand_on_one_page_and_names_can_be_corrected(
    known: Organisation, twin: Organisation, passage: Passage
) -> None:
    said = add_claim(by=None, aspect="statement", about=twin, passages=[passage], text="It moved to Riga.")  # fmt: skip
    name = add_name(twin, by=None, facts={"text": "TA", "kind": "acronym"}, passages=[passage])  # fmt: skip
    decision = merge_organisations(known, twin, by=None, why=WHY)
    page = words(Client().get(f"/ledger/organisations/{known.record.key}/"))
    assert "It moved to Riga." in page
    assert "Acronym TA" in page
    assert "Also entered as Tarsena Agency" in page
    listed = words(Client().get(f"/ledger/claims/?organisation={twin.record.key}"))
    assert "It moved to Riga." in listed
    name.refresh_from_db()
    correct_name(name, by=None, facts={"text": "TAR", "kind": "acronym"}, passages=[passage], why="Misread.")  # fmt: skip
    assert [each.text for each in known.names.all()] == ["TAR"]
    correct_claim(said, by=None, passages=[passage], why="Misread.", text="It moved to Jurmala.")  # fmt: skip
    undo_merge(decision, by=None, why="They are two.")
    assert [each.text for each in twin.names.all()] == ["TAR"]
    page = words(Client().get(f"/ledger/organisations/{known.record.key}/"))
    assert "Jurmala" not in page
    page = words(Client().get(f"/ledger/organisations/{twin.record.key}/"))
    assert "It moved to Jurmala." in page


def test_lists_and_searches_know_one_organisation(
    known: Organisation, twin: Organisation
) -> None:
    merge_organisations(known, twin, by=None, why=WHY)
    seen = organisations_seen_by(None)
    assert twin not in seen
    assert [*organisations_like(None, seen, OrganisationSearch(text="tarsena agency"))] == [known]  # fmt: skip
    assert list(organisations_named("Tarsena Agency")) == [known]
    answer = Client().get(f"/api/ledger/organisations/{twin.record.key}")
    assert answer.json()["key"] == known.record.key


def test_the_pages_ask_the_same_few_questions_however_long(
    curator: Person, known: Organisation, twin: Organisation
) -> None:
    client = sign_in(curator)
    third = Organisation.objects.create(name="Agency of Tarsena Ltd", country="LV")

    def questions(place: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(place).status_code == 200
        return len(asked)

    find_candidates()
    assert MergeCandidate.objects.count() == 3
    assert questions("/ledger/merging/") == 6
    merge_organisations(known, third, by=curator, why=WHY)
    assert questions("/ledger/merging/decisions/") == 5
    assert questions(f"/ledger/merging/{known.pk}/{twin.pk}/") == 21
    assert questions("/ledger/merging/answers/") == 4


def test_programs_merge_and_undo(
    curator: Person, reader: Person, known: Organisation, twin: Organisation
) -> None:
    find_candidates()
    headers = bearer(curator)
    found = read("merging/candidates", headers)["items"]
    assert [(each["first_name"], each["reasons"]) for each in found] == [("Agency of Tarsena", ["country", "name"])]  # fmt: skip
    asked = {"kept": known.record.key, "away": twin.record.key, "why": WHY}
    status, made = post("merging/decisions", asked, headers)
    assert (status, made["kept"], made["moved"]) == (201, known.record.key, 1)
    status, refused = post("merging/decisions", asked, headers)
    assert (status, refused["title"]) == (422, "Name another organisation: this is the same one.")  # fmt: skip
    status, undone = post(f"merging/decisions/{made['id']}/undo", {"why": "Two."}, headers)  # fmt: skip
    assert (status, undone["undone_reason"]) == (201, "Two.")
    assert [each["id"] for each in read("merging/decisions", headers)["items"]] == [made["id"]]  # fmt: skip
    assert post("merging/decisions", asked, bearer(reader))[0] == 403
    assert Client().get("/api/ledger/merging/candidates", headers=bearer(reader)).status_code == 403  # fmt: skip


def test_closing_the_kept_one_closes_the_claims_of_the_other(
    known: Organisation, twin: Organisation, passage: Passage
) -> None:
    said = add_claim(by=None, aspect="statement", about=twin, passages=[passage], text="It moved to Riga.")  # fmt: skip
    merge_organisations(known, twin, by=None, why=WHY)
    assert said in claims_seen_by(None)
    set_audience(known.record, by=None, audience="internal", was="public")
    assert said not in claims_seen_by(None)
    assert Client().get(f"/ledger/organisations/{twin.record.key}/").status_code == 404
    page = Client().get(f"/ledger/sources/{passage.source.key}/").content.decode()
    assert "It moved to Riga." not in page
    set_audience(known.record, by=None, audience="public", was="internal")
    assert said in claims_seen_by(None)


def test_addresses_by_number_lead_on(
    curator: Person, known: Organisation, twin: Organisation
) -> None:
    ClusterProfile.objects.create(organisation=twin, city="Riga")
    merge_organisations(known, twin, by=None, why=WHY)
    page = Client().get(f"/landscape/clusters/{twin.pk}/")
    assert page.headers["Location"] == f"/landscape/clusters/{known.pk}/"
    page = sign_in(curator).get(f"/directory/{twin.pk}/")
    assert page.headers["Location"] == f"/directory/{known.pk}/"


def test_two_of_one_name_are_told_apart(curator: Person, known: Organisation) -> None:
    namesake = Organisation.objects.create(name=known.name, country="EE")
    page = words(sign_in(curator).get(f"/ledger/merging/{known.pk}/{namesake.pk}/"))
    assert f"Agency of Tarsena (№ {namesake.pk})" in page
    assert "They are in different countries." in page


def test_whatever_a_person_looks_at_an_old_name_leads_to_the_kept_one(
    known: Organisation, twin: Organisation
) -> None:
    merge_organisations(known, twin, by=None, why=WHY)
    assert list(organisations_called("Tarsena Agency")) == [known]
    page = Client().get(f"/ledger/organisations/{twin.record.key}/?as_of=2026-01-01")
    assert page.headers["Location"].endswith(f"{known.record.key}/?as_of=2026-01-01")
