"""What was withdrawn by mistake is put back: with the claims that went with it, on their passages, and the withdrawal stays readable."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.directory.models import Membership, Organisation, Person
from madang.site.ledger.actions.attributions import add_caution, attribute_tie
from madang.site.ledger.actions.claims import add_claim, withdraw_claim
from madang.site.ledger.actions.memberships import withdraw_membership
from madang.site.ledger.actions.occasions import add_occasion, withdraw_occasion
from madang.site.ledger.actions.parties import add_tie_party, take_out_tie_party
from madang.site.ledger.actions.positions import withdraw_position
from madang.site.ledger.actions.putting_back import put_back, put_back_claim
from madang.site.ledger.actions.ties import withdraw_tie
from madang.site.ledger.models import (
    Claim,
    Initiative,
    Passage,
    Position,
    Relation,
    Tie,
    TieAttribution,
)
from madang.site.ledger.queries.cautions import cautions_of
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, log_verbs, tie_of
from tests.site.ledger.test_api_ledger import bearer, post, read
from tests.site.ledger.test_record_pages import entered, here, rows, words

__all__ = ["here", "rows"]
WHY = "It was the right fund after all."


@pytest.fixture
def tie(agency: Organisation, fund: Organisation, passage: Passage) -> Tie:
    return tie_of(agency, fund, passage, key="memorandum", date="2024-05")


def test_a_tie_stands_again_as_it_was_with_parties_and_cautions(
    curator: Person, tie: Tie, passage: Passage
) -> None:
    third = Organisation.objects.create(name="Third Fund", country="NO")
    add_tie_party(tie, by=None, organisation=third, role="funder", passages=[passage])
    add_caution(tie, by=None, text="Nothing was bought.", passages=[passage], why="x")
    early = add_claim(by=None, aspect="outcome", about=tie, passages=[passage], text="Renewed")  # fmt: skip
    withdraw_claim(early, by=None, why="Misread.")
    before = (tie.stage, tie.date, tie.subject, tie.parties.count(), tie.countries.count())  # fmt: skip
    withdraw_tie(tie, by=curator, why="Another fund.")
    assert Client().get("/ledger/ties/memorandum/").status_code == 404
    put_back(tie, by=curator, why=WHY)
    assert not tie.is_withdrawn
    assert (tie.stage, tie.date, tie.subject, tie.parties.count(), tie.countries.count()) == before  # fmt: skip
    standing = tie.claims.filter(superseded_by=None, is_withdrawal=False)
    assert sorted(standing.values_list("aspect", flat=True)) == ["caution", "existence", "party"]  # fmt: skip
    assert [each.passages.get() for each in standing] == [passage] * 3
    assert cautions_of(None, [tie]) == [(tie, ["Nothing was bought."])]
    assert log_verbs()[-1] == "put back tie"
    page = Client().get("/ledger/ties/memorandum/")
    assert page.status_code == 200
    assert "Put back: " in page.content.decode()
    # Taken out again, the party goes: it rests on the claim that stands.
    take_out_tie_party(tie.parties.get(organisation=third), by=None, why="Not it.")
    assert tie.parties.count() == 2


def test_each_row_about_an_organisation_comes_back_on_its_page(
    curator: Person, rows: dict[str, Any], here: str
) -> None:
    client = sign_in(curator)
    for noun in ("position", "relation", "initiative"):
        row = rows[noun]
        page = f"/ledger/{noun}s/{getattr(row, 'key', '') or row.pk}/"
        entered(client, f"{page}withdraw/", {"why": "Mistaken."})
        assert Client().get(page).status_code == 404
        door = f"/ledger/put-back/{noun}/{row.pk}/"
        assert f'href="{door}"' in client.get(page).content.decode()
        assert client.post(door, {"why": " "}).context["form"].errors["why"]
        assert entered(client, door, {"why": WHY}) == page
        assert "Put back: " in words(Client(), page)
        assert WHY in words(Client(), page)


def test_a_membership_comes_back_with_its_relation(
    curator: Person, rows: dict[str, Any], here: str
) -> None:
    withdraw_membership(rows["membership"], by=None, why="Another fund.")
    assert Membership.objects.count() == 0
    told = Relation.objects.get(predicate="member_of")
    client = sign_in(curator)
    assert f"/ledger/relations/{told.pk}/" in client.get(f"{here}members/").content.decode()  # fmt: skip
    entered(client, f"/ledger/put-back/relation/{told.pk}/", {"why": WHY})
    assert Membership.objects.count() == 1
    assert "Members 1 Dalbit Securities" in words(Client(), f"{here}members/")


def test_an_attribution_and_a_caution_come_back_one_by_one(
    curator: Person, tie: Tie
) -> None:
    visit = add_occasion(by=None, kind="summit", name="Harbour Summit", key="summit")
    credit = attribute_tie(tie, by=None, occasion=visit, passages=[evidence()], why="x")
    caution = add_caution(tie, by=None, text="Nothing was bought.", passages=[evidence()], why="x")  # fmt: skip
    assert caution.claim is not None
    client = sign_in(curator)
    for claim in (credit, caution.claim):
        gone = withdraw_claim(claim, by=None, why="Misread.")
        door = f"/ledger/claims/{gone.pk}/put-back/"
        page = "/ledger/ties/memorandum/"
        assert f'href="{door}"' in client.get(page).content.decode()
        assert f'href="{door}"' not in Client().get(page).content.decode()
        assert entered(client, door, {"why": WHY}) == page
        assert f'href="{door}"' not in client.get(page).content.decode()
    assert TieAttribution.objects.filter(tie=tie, occasion=visit).count() == 1
    assert cautions_of(None, [tie]) == [(tie, ["Nothing was bought."])]


def test_what_nobody_claimed_comes_back_too(fund: Organisation) -> None:
    row = Position.objects.create(key="director", title="Director", organisation=fund)
    withdraw_position(row, by=None, why="Another fund.")
    put_back(row, by=None, why=WHY)
    assert not Position.objects.get().is_withdrawn
    assert Claim.objects.count() == 0


def test_what_belongs_to_something_withdrawn_waits_for_it(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    visit = add_occasion(by=None, kind="summit", name="Harbour Summit", passages=[passage])  # fmt: skip
    tie = tie_of(agency, fund, passage, occasion=visit)
    withdraw_tie(tie, by=None, why="x")
    withdraw_occasion(visit, by=None, why="x")
    with pytest.raises(LedgerError) as error:
        put_back(tie, by=None, why=WHY)
    assert str(error.value) == "It belongs to “Harbour Summit”, which is withdrawn. Put that back first."  # fmt: skip
    gone = tie.claims.get(is_withdrawal=True)
    with pytest.raises(LedgerError):
        put_back_claim(gone, by=None, why=WHY)
    put_back(visit, by=None, why=WHY)
    put_back(tie, by=None, why=WHY)
    assert not tie.is_withdrawn


def test_it_is_refused_without_a_reason_twice_and_for_what_is_entered_again(
    rows: dict[str, Any], tie: Tie
) -> None:
    for row in (tie, rows["initiative"]):
        with pytest.raises(LedgerError) as error:
            put_back(row, by=None, why=WHY)
        assert str(error.value) == "This entry is not withdrawn."
    name = Claim.objects.get(aspect="name")
    gone = withdraw_claim(name, by=None, why="x")
    with pytest.raises(LedgerError) as error:
        put_back_claim(gone, by=None, why=WHY)
    assert str(error.value) == "This is entered again, or put back, on its own page."  # fmt: skip
    told = Claim.objects.get(initiative__isnull=False)
    with pytest.raises(LedgerError):
        put_back_claim(told, by=None, why=WHY)
    gone = withdraw_claim(told, by=None, why="x")
    with pytest.raises(LedgerError):
        put_back_claim(gone, by=None, why=" ")
    put_back_claim(gone, by=None, why=WHY)
    assert not Initiative.objects.get().is_withdrawn
    with pytest.raises(LedgerError) as error:
        put_back_claim(gone, by=None, why=WHY)
    assert str(error.value) == "This claim is not withdrawn, or was put back already."


def test_only_curators_put_back(
    curator: Person, reader: Person, rows: dict[str, Any]
) -> None:
    row = rows["position"]
    withdraw_position(row, by=None, why="x")
    gone = Claim.objects.get(is_withdrawal=True)
    doors = [f"/ledger/put-back/position/{row.pk}/", f"/ledger/claims/{gone.pk}/put-back/"]  # fmt: skip
    for client, status in ((Client(), 302), (sign_in(reader), 404)):
        for door in doors:
            assert client.get(door).status_code == status
            assert client.post(door, {"why": WHY}).status_code == status
    assert Position.objects.get().is_withdrawn
    client = sign_in(curator)
    assert [client.get(door).status_code for door in doors] == [200, 200]
    for kind in ("source", "organisationrecord", "nothing"):
        assert client.get(f"/ledger/put-back/{kind}/1/").status_code == 404


def test_programs_put_back_a_claim(
    curator: Person, reader: Person, rows: dict[str, Any]
) -> None:
    told = Claim.objects.get(position__isnull=False)
    gone = withdraw_claim(told, by=None, why="x")
    path = f"claims/{gone.pk}/put-back"
    assert post(path, {"why": WHY}, bearer(reader))[0] in (403, 404)
    assert post(path, {"why": " "}, bearer(curator))[0] == 422
    status, claim = post(path, {"why": WHY}, bearer(curator))
    assert (status, claim["why"], claim["is_withdrawal"]) == (201, WHY, False)
    assert post(path, {"why": WHY}, bearer(curator))[0] == 422
    assert [each["key"] for each in read("positions")["items"]] == [rows["position"].key]  # fmt: skip


KINDS = {"position": "positions", "initiative": "initiatives", "relation": "relations"}


def test_curators_find_what_is_withdrawn_in_one_place(
    curator: Person, reader: Person, rows: dict[str, Any], tie: Tie
) -> None:
    withdraw_tie(tie, by=None, why="x")
    client = sign_in(curator)
    for noun in KINDS:
        row = rows[noun]
        client.post(f"/ledger/{noun}s/{getattr(row, 'key', '') or row.pk}/withdraw/", {"why": "x"})  # fmt: skip
    found = {
        kind: words(client, f"/ledger/withdrawn/?kind={kind}").split("What sources say ")[1].split(" Put it back")[0]
        for kind in ("tie", *KINDS, "nothing")
    }  # fmt: skip
    assert found == {
        "tie": "Memorandum of understanding of Agency of Tarsena and Dalbit Securities",
        "position": "Ilze Kalniņa, Director",
        "initiative": "Harbour plan",
        "relation": "Dalbit Securities is a subsidiary of Agency of Tarsena",
        "nothing": "Memorandum of understanding of Agency of Tarsena and Dalbit Securities",
    }
    assert "Nothing of this kind is withdrawn." in words(client, "/ledger/withdrawn/?kind=occasion")  # fmt: skip
    assert Client().get("/ledger/withdrawn/").status_code == 302
    assert sign_in(reader).get("/ledger/withdrawn/").status_code == 404
    for page in ("/ledger/", "/ledger/occasions/"):
        assert "/ledger/withdrawn/" in client.get(page).content.decode()
        assert "/ledger/withdrawn/" not in Client().get(page).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_whatever_its_length(
    curator: Person,
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
    number: int,
) -> None:
    client = sign_in(curator)
    visit = add_occasion(by=None, kind="summit", name="Harbour Summit")
    for _each in range(number):
        row = tie_of(agency, fund, passage)
        credit = attribute_tie(row, by=None, occasion=visit, passages=[passage], why="x")  # fmt: skip
        withdraw_claim(credit, by=None, why="x")
        withdraw_tie(row, by=None, why="x")
    asked = {}
    for kind in ("tie", "relation"):
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(f"/ledger/withdrawn/?kind={kind}").context["rows"]) == number  # fmt: skip
        asked[kind] = len(captured)
    assert asked == {"tie": 7, "relation": 7}
