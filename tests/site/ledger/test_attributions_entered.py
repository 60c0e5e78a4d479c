"""Attributions, cautions and holders: entered with evidence and a reason, read where they belong, taken back without a trace lost."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.attributions import add_caution, attribute_tie
from madang.site.ledger.actions.claims import correct_claim, withdraw_claim
from madang.site.ledger.actions.occasions import add_occasion, withdraw_occasion
from madang.site.ledger.models import (
    Claim,
    Occasion,
    Passage,
    Position,
    Relation,
    Tie,
    TieAttribution,
    TieCaution,
)
from madang.site.ledger.queries.cautions import cautions_of
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, tie_of
from tests.site.ledger.test_entry_pages import CLAIM, NEW_SOURCE, errors

WHY = "The letter names it."
WARNING = "The letter does not say that anything was bought."


@pytest.fixture
def visit(db: None) -> Occasion:
    return add_occasion(by=None, kind="summit", name="Harbour Summit", key="summit")


@pytest.fixture
def tie(agency: Organisation, fund: Organisation, passage: Passage) -> Tie:
    return tie_of(agency, fund, passage, key="fund")


def credit(tie: Tie, visit: Occasion, **values: Any) -> Claim:
    entry = {"passages": [evidence()], "why": WHY} | values
    return attribute_tie(tie, by=None, occasion=visit, **entry)


def of_tie(tie: Tie) -> str:
    return Client().get(f"/ledger/ties/{tie.key}/").content.decode()


def test_an_attribution_is_read_on_the_tie_and_on_the_occasion(
    curator: Person, tie: Tie, visit: Occasion
) -> None:
    client = sign_in(curator)
    data = NEW_SOURCE | CLAIM | {"occasion": "summit", "text": "It grew from the summit.", "why": WHY}  # fmt: skip
    address = f"/ledger/enter/attribution/?tie={tie.key}"
    assert list(errors(client, address, data | {"why": "", "occasion": ""})) == ["occasion", "why"]  # fmt: skip
    answer = client.post(address, data)
    assert answer.headers["Location"] == f"/ledger/ties/{tie.key}/"
    claim = Claim.objects.get(relation__isnull=False)
    assert (claim.theme, claim.note, claim.text) == ("attribution", WHY, "It grew from the summit.")  # fmt: skip
    assert TieAttribution.objects.filter(tie=tie, occasion=visit).count() == 1
    page = of_tie(tie)
    assert "Harbour Summit" in page
    assert WHY in page
    occasion = Client().get("/ledger/occasions/summit/")
    assert [each.key for each in occasion.context["attributed"].rows] == ["fund"]


def test_from_the_occasion_the_tie_is_chosen(
    curator: Person, tie: Tie, visit: Occasion
) -> None:
    data = NEW_SOURCE | CLAIM | {"tie": "fund", "why": WHY}
    answer = sign_in(curator).post("/ledger/enter/attribution/?occasion=summit", data)
    assert answer.headers["Location"] == "/ledger/occasions/summit/"
    assert TieAttribution.objects.get().tie == tie
    assert sign_in(curator).get("/ledger/enter/attribution/").status_code == 404


def test_what_is_withdrawn_no_longer_counts_and_says_why(
    tie: Tie, visit: Occasion
) -> None:
    first, second = credit(tie, visit), credit(tie, visit, why="So does the report.")
    assert Relation.objects.count() == 1
    withdraw_claim(first, by=None, why="The letter means another.")
    assert TieAttribution.objects.count() == 1
    assert "The letter means another." in of_tie(tie)
    withdraw_claim(second, by=None, why="So does the report, too.")
    assert TieAttribution.objects.count() == 0
    assert Relation.objects.get().is_withdrawn
    assert "Harbour Summit" not in of_tie(tie)
    credit(tie, visit, why="Somebody says so after all.")
    assert (TieAttribution.objects.count(), Relation.objects.get().is_withdrawn) == (1, False)  # fmt: skip


def test_an_internal_attribution_counts_for_curators_alone(
    curator: Person, tie: Tie, visit: Occasion
) -> None:
    credit(tie, visit, audience="internal")
    assert "Harbour Summit" not in of_tie(tie)
    assert "Harbour Summit" in sign_in(curator).get("/ledger/ties/fund/").content.decode()  # fmt: skip
    credit(tie, visit)
    assert "Harbour Summit" in of_tie(tie)


@pytest.mark.parametrize(
    ("values", "field"),
    [({"passages": []}, "passages"), ({"why": " "}, "why")],
)
def test_an_attribution_without_evidence_or_reason_is_refused(
    tie: Tie, visit: Occasion, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(LedgerError) as refused:
        credit(tie, visit, **values)
    assert (refused.value.field, Relation.objects.count()) == (field, 0)


def test_a_public_attribution_names_nothing_internal(
    tie: Tie, visit: Occasion, agency: Organisation, fund: Organisation
) -> None:
    hidden = add_occasion(by=None, kind="summit", name="Secret Summit", audience="internal")  # fmt: skip
    with pytest.raises(LedgerError) as refused:
        credit(tie, hidden)
    assert refused.value.field == "occasion"
    inside = tie_of(agency, fund, evidence(), audience="internal")
    with pytest.raises(LedgerError) as closed:
        credit(inside, visit)
    assert closed.value.field == "audience"
    withdraw_occasion(visit, by=None, why="Entered twice.")
    with pytest.raises(LedgerError) as gone:
        credit(tie, visit)
    assert gone.value.field == "occasion"


def test_a_caution_stands_on_the_tie_and_on_its_occasion(
    curator: Person, tie: Tie, visit: Occasion
) -> None:
    credit(tie, visit)
    data = NEW_SOURCE | {"text": WARNING, "audience": "public", "why": WHY}
    address = f"/ledger/ties/{tie.key}/cautions/add/"
    client = sign_in(curator)
    assert list(errors(client, address, data | {"text": "", "why": ""})) == ["text", "why"]  # fmt: skip
    client.post(address, data)
    caution = TieCaution.objects.get()
    assert caution.claim is not None
    assert (caution.claim.aspect, caution.claim.holder) == ("caution", "curator")
    assert f'<p class="note wait">{WARNING}</p>' in of_tie(tie)
    occasion = Client().get("/ledger/occasions/summit/")
    assert [(each.key, texts) for each, texts in occasion.context["cautions"]] == [("fund", [WARNING])]  # fmt: skip
    tie.refresh_from_db()
    assert (tie.stage, tie.subject) == ("signed", "Work on vaccines")


def test_a_caution_follows_its_claim(tie: Tie) -> None:
    caution = add_caution(tie, by=None, text=WARNING, passages=[evidence()], why=WHY)
    assert caution.claim is not None
    later = correct_claim(caution.claim, by=None, passages=[evidence()], why="Shorter.", text="Nothing was bought.")  # fmt: skip
    assert '<p class="note wait">Nothing was bought.</p>' in of_tie(tie)
    withdraw_claim(later, by=None, why="It was bought.")
    page = of_tie(tie)
    assert '<p class="note wait">' not in page
    assert "It was bought." in page
    tie.cautions.create(text="Entered with the tie.")
    assert '<p class="note wait">Entered with the tie.</p>' in of_tie(tie)


def test_a_caution_for_curators_is_for_curators(curator: Person, tie: Tie) -> None:
    add_caution(tie, by=None, text=WARNING, passages=[evidence()], why=WHY, audience="internal")  # fmt: skip
    assert WARNING not in of_tie(tie)
    assert WARNING in sign_in(curator).get("/ledger/ties/fund/").content.decode()


def test_a_caution_of_no_words_or_of_too_many_is_refused(tie: Tie) -> None:
    for text in (" ", "x" * 301):
        with pytest.raises(LedgerError) as refused:
            add_caution(tie, by=None, text=text, passages=[evidence()], why=WHY)
        assert refused.value.field == "text"
    assert TieCaution.objects.count() == 0


def test_nobody_else_attributes_or_warns(reader: Person, tie: Tie) -> None:
    pages = [f"/ledger/enter/attribution/?tie={tie.key}", f"/ledger/ties/{tie.key}/cautions/add/"]  # fmt: skip
    for client, status in ((Client(), 302), (sign_in(reader), 404)):
        assert [client.post(each, {"why": "x"}).status_code for each in pages] == [status, status]  # fmt: skip
    assert Claim.objects.count() == 1


def test_whoever_says_so_is_chosen_and_named(
    curator: Person, tie: Tie, fund: Organisation
) -> None:
    head = Position.objects.create(key="head", title="Head of research", organisation=fund)  # fmt: skip
    client = sign_in(curator)
    address = f"/ledger/enter/claim/?tie={tie.key}"
    data = NEW_SOURCE | CLAIM | {"aspect": "outcome", "text": "It was renewed."}
    assert errors(client, address, data | {"holder_name": "Dalbit Securities"}) == {
        "holder": ["Somebody else says so: a quoted person, a party, a register or a curator."]
    }  # fmt: skip
    assert errors(client, address, data | {"holder": "party", "holder_name": "Nobody"}) == {
        "holder_name": ["Nobody is called so here. Enter the organisation first."]
    }  # fmt: skip
    client.post(address, data | {"holder": "party", "holder_name": "dalbit securities"})
    claim = Claim.objects.latest("id")
    assert (claim.holder, claim.holder_organisation) == ("party", fund)
    assert "Claims: It was renewed. Said by: Dalbit Securities." in of_tie(tie)
    correction = client.get(f"/ledger/claims/{claim.pk}/correct/").context["form"]
    assert correction["holder_name"].value() == "Dalbit Securities"
    client.post(
        f"/ledger/claims/{claim.pk}/correct/",
        data | {"holder": "quoted", "holder_position": str(head.pk), "why": "She said it."},
    )  # fmt: skip
    last = Claim.objects.latest("id")
    assert (last.holder_organisation, last.holder_position) == (None, head)
    assert "Said by: Head of research." in of_tie(tie)


def test_a_public_claim_is_not_said_by_an_internal_role(
    curator: Person, tie: Tie, fund: Organisation
) -> None:
    spy = Position.objects.create(key="spy", title="Adviser", organisation=fund, audience="internal")  # fmt: skip
    data = NEW_SOURCE | CLAIM | {"aspect": "outcome", "text": "Renewed.", "holder": "quoted", "holder_position": str(spy.pk)}  # fmt: skip
    address = f"/ledger/enter/claim/?tie={tie.key}"
    client = sign_in(curator)
    assert errors(client, address, data) == {"holder_position": ["This role is internal: nothing public names it."]}  # fmt: skip
    client.post(address, data | {"audience": "internal"})
    assert Claim.objects.latest("id").holder_position == spy


def test_a_name_with_a_full_stop_ends_a_sentence_once(tie: Tie) -> None:
    seller = Organisation.objects.create(name="Solbaram Co., Ltd.", country="KR")
    credit(tie, add_occasion(by=None, kind="summit", name="Fair"), holder="party", holder_organisation=seller, text="It came of the fair.")  # fmt: skip
    page = of_tie(tie)
    assert "Said by: Solbaram Co., Ltd." in page
    assert ".." not in page


@pytest.mark.parametrize("number", [1, 3])
def test_cautions_cost_one_question(
    number: int,
    agency: Organisation,
    fund: Organisation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ties = [tie_of(agency, fund, evidence()) for _each in range(number)]
    for tie in ties:
        add_caution(tie, by=None, text=WARNING, passages=[evidence()], why=WHY)
    with django_assert_num_queries(1):
        assert len(cautions_of(None, ties)) == number
