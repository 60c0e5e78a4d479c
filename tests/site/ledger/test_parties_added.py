"""Parties of a tie: as many as it has, one more later, one taken out with a reason; nothing goes silently."""

from typing import Any

import pytest
from django.test import Client

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.claims import correct_claim, withdraw_claim
from madang.site.ledger.actions.parties import add_tie_party, take_out_tie_party
from madang.site.ledger.actions.ties import withdraw_tie
from madang.site.ledger.models import Claim, OrganisationRecord, Passage, Tie
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, log_verbs, tie_of
from tests.site.ledger.test_entry_pages import NEW_SOURCE, TIE, errors

SAID = {"modality": "asserted", "holder": "article"}


@pytest.fixture
def third(db: None) -> Organisation:
    return Organisation.objects.create(name="Étoile Labs", country="DK")


def names(tie: Tie) -> list[str]:
    return [each.organisation.name for each in tie.parties.all()]


def places(tie: Tie) -> list[str]:
    return [each.country for each in tie.countries.all()]


def test_a_tie_is_entered_with_three_parties_each_with_its_part(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    data = TIE | {
        "kind": "fund",
        "party-TOTAL_FORMS": "4",
        "party-1-role": "funder",
        "party-2-name": "",
        "party-3-name": "Étoile Labs",
        "party-3-country": "DK",
        "party-3-is_new": "on",
    }
    sign_in(curator).post("/ledger/enter/tie/", data)
    tie = Tie.objects.get()
    assert [(each.organisation.name, each.role) for each in tie.parties.all()] == [
        ("Agency of Tarsena", "party"),
        ("Dalbit Securities", "funder"),
        ("Étoile Labs", "party"),
    ]
    assert places(tie) == ["LV", "KR", "DK"]


def test_without_script_a_button_gives_a_row_more_and_keeps_what_was_typed(
    curator: Person,
) -> None:
    response = sign_in(curator).post("/ledger/enter/tie/", TIE | {"more": "1", "date": "x"})  # fmt: skip
    rows = response.context["rows"]
    assert [each["name"].value() for each in rows] == ["agency of tarsena", "Dalbit Securities Ltd", None]  # fmt: skip
    assert rows.total_form_count() == 3
    page = response.content.decode()
    assert 'name="party-TOTAL_FORMS" value="3"' in page
    assert "Write a date as" not in page
    assert Tie.objects.count() == 0


def test_no_more_rows_than_fifty(curator: Person) -> None:
    data = TIE | {"party-TOTAL_FORMS": "50", "more": "1"}
    response = sign_in(curator).post("/ledger/enter/tie/", data)
    assert response.context["rows"].total_form_count() == 50


def test_a_party_is_added_with_its_own_evidence(
    curator: Person,
    agency: Organisation,
    fund: Organisation,
    third: Organisation,
    passage: Passage,
) -> None:
    tie = tie_of(agency, fund, passage)
    address = f"/ledger/ties/{tie.key}/parties/add/"
    client = sign_in(curator)
    data = NEW_SOURCE | SAID | {"name": "Étoile Labs", "role": "funder"}
    assert errors(client, address, data | {"paraphrase": ""}) == {
        "paraphrase": [
            "Say what the passage says: quote it, or write it in your own words."
        ]
    }
    assert errors(client, address, data | {"name": "Nobody"}) == {
        "name": [
            "Nobody is called “Nobody” here. Say that it is new, or correct the name."
        ]
    }
    assert client.post(address, data).headers["Location"] == f"/ledger/ties/{tie.key}/"
    tie.refresh_from_db()
    assert names(tie) == ["Agency of Tarsena", "Dalbit Securities", "Étoile Labs"]
    party = tie.parties.get(organisation=third)
    assert (party.role, places(tie)) == ("funder", ["LV", "KR", "DK"])
    assert party.claim is not None
    assert (party.claim.aspect, party.claim.text, party.claim.tie) == ("party", "Funder: Étoile Labs", tie)  # fmt: skip
    assert (tie.stage, tie.subject, tie.version) == ("signed", "Work on vaccines", 3)
    assert errors(client, address, data) == {"name": ["This party is entered already."]}


def test_a_party_is_taken_out_and_the_page_says_why(
    curator: Person,
    agency: Organisation,
    fund: Organisation,
    third: Organisation,
    passage: Passage,
) -> None:
    tie = tie_of(agency, fund, passage)
    add_tie_party(tie, by=None, organisation=third, role="party", passages=[evidence()])
    for name, why in (("Étoile Labs", "A namesake."), ("Dalbit Securities", "It only advised.")):  # fmt: skip
        party = tie.parties.get(organisation__name=name)
        address = f"/ledger/ties/{tie.key}/parties/{party.pk}/take-out/"
        client = sign_in(curator)
        assert list(errors(client, address, {"why": ""})) == ["why"]
        client.post(address, {"why": why})
    tie.refresh_from_db()
    assert (names(tie), places(tie), tie.is_withdrawn) == (["Agency of Tarsena"], ["LV"], False)  # fmt: skip
    page = Client().get(f"/ledger/ties/{tie.key}/").content.decode()
    assert "Withdrawn: Party: Étoile Labs" in page
    assert "A namesake." in page
    assert "Withdrawn: Party: Dalbit Securities" in page
    assert "It only advised." in page
    assert log_verbs()[-3:] == ["add claim", "take out party", "withdraw claim"]


def test_the_last_party_stays_unless_an_occasion_acts(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    take_out_tie_party(tie.parties.get(organisation=fund), by=None, why="No.")
    with pytest.raises(LedgerError) as refused:
        take_out_tie_party(tie.parties.get(), by=None, why="No.")
    assert (str(refused.value), names(tie)) == (
        "It is the only party. Withdraw the tie instead.",
        ["Agency of Tarsena"],
    )


def test_a_country_that_a_source_lists_stays(
    agency: Organisation, fund: Organisation, third: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, countries=["LV", "KR"])
    party = add_tie_party(tie, by=None, organisation=third, role="party", passages=[evidence()])  # fmt: skip
    assert places(tie) == ["LV", "KR"]
    take_out_tie_party(party, by=None, why="No.")
    take_out_tie_party(tie.parties.get(organisation=fund), by=None, why="No.")
    assert places(tie) == ["LV", "KR"]


def test_a_public_tie_gets_no_party_from_an_internal_source(
    agency: Organisation, fund: Organisation, third: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    hidden = evidence(audience="internal")
    values: dict[str, Any] = {"by": None, "organisation": third, "role": "party"}
    with pytest.raises(LedgerError) as refused:
        add_tie_party(tie, passages=[hidden], **values)
    assert refused.value.field == "source"
    inside = tie_of(agency, fund, evidence(), audience="internal")
    add_tie_party(inside, passages=[hidden], **values)
    assert (len(names(tie)), len(names(inside))) == (2, 3)


def test_its_claim_carries_a_party_through_correction_and_withdrawal(
    agency: Organisation, fund: Organisation, third: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    party = add_tie_party(tie, by=None, organisation=third, role="party", passages=[evidence()])  # fmt: skip
    assert party.claim is not None
    later = correct_claim(party.claim, by=None, passages=[evidence()], why="A better source.")  # fmt: skip
    party.refresh_from_db()
    assert party.claim == later
    withdraw_claim(later, by=None, why="Neither says so.")
    assert names(tie) == ["Agency of Tarsena", "Dalbit Securities"]


def test_a_withdrawn_tie_keeps_its_parties_and_gets_none(
    agency: Organisation, fund: Organisation, third: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    add_tie_party(tie, by=None, organisation=third, role="party", passages=[evidence()])
    withdraw_tie(tie, by=None, why="Entered twice.")
    assert len(names(tie)) == 3
    with pytest.raises(LedgerError):
        add_tie_party(tie, by=None, organisation=third, role="funder", passages=[evidence()])  # fmt: skip


def test_whom_nobody_may_name_is_not_named_by_the_claim_of_a_party(
    agency: Organisation, fund: Organisation, third: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    add_tie_party(tie, by=None, organisation=third, role="party", passages=[evidence()])
    page = f"/ledger/ties/{tie.key}/"
    assert "Étoile Labs" in Client().get(page).content.decode()
    OrganisationRecord.objects.filter(organisation=third).update(audience="internal")
    assert "Étoile Labs" not in Client().get(page).content.decode()


def test_nobody_else_changes_parties(
    reader: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    pk = tie.parties.all()[0].pk
    pages = [f"/ledger/ties/{tie.key}/parties/add/", f"/ledger/ties/{tie.key}/parties/{pk}/take-out/"]  # fmt: skip
    for client, status in ((Client(), 302), (sign_in(reader), 404)):
        assert [client.post(each, {"why": "x"}).status_code for each in pages] == [status, status]  # fmt: skip
    assert (len(names(tie)), Claim.objects.count()) == (2, 1)
