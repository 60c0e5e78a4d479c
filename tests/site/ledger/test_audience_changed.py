"""A curator opens a row to everybody or keeps it to the curators, and reads first what goes with it."""

import pytest
from django.test import Client

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.audience import set_audience
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.models import Initiative, Occasion, Position, Relation, Source
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, log_verbs, tie_of

pytestmark = pytest.mark.django_db


def test_a_tie_is_made_internal_and_public_again(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    tie = tie_of(agency, fund, evidence())
    page = f"/ledger/ties/{tie.key}/"
    assert Client().get(page).status_code == 200
    set_audience(tie, by=curator, audience="internal", was="public")
    assert (Client().get(page).status_code, tie.audience) == (404, "internal")
    set_audience(tie, by=curator, audience="public", was="internal")
    assert Client().get(page).status_code == 200
    assert log_verbs()[-2:] == ["make internal", "make public"]


def test_what_somebody_else_changed_is_not_changed_back(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    tie = tie_of(agency, fund, evidence())
    set_audience(tie, by=curator, audience="internal", was="public")
    with pytest.raises(LedgerError) as refusal:
        set_audience(tie, by=curator, audience="internal", was="public")
    assert (
        str(refusal.value) == "Somebody else has changed this: it says “Curators” now."
    )


def test_the_same_audience_again_leaves_no_line(
    curator: Person, article: Source
) -> None:
    before = log_verbs()
    set_audience(article, by=curator, audience="public", was="public")
    assert log_verbs() == before


def test_only_what_a_public_claim_bears_becomes_public(
    curator: Person, agency: Organisation
) -> None:
    role = Position.objects.create(key="head", organisation=agency, title="Head", audience="internal")  # fmt: skip
    add_claim(by=None, aspect="existence", about=role, passages=[evidence(audience="internal")])  # fmt: skip
    with pytest.raises(LedgerError) as refusal:
        set_audience(role, by=curator, audience="public", was="internal")
    assert str(refusal.value) == (
        "No public claim on a public source stands for it. Enter one, or correct the claim that stands."
    )
    add_claim(by=None, aspect="existence", about=role, passages=[evidence()])
    set_audience(role, by=curator, audience="public", was="internal")
    assert Position.objects.get().audience == "public"


def test_nothing_becomes_public_that_names_something_internal(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    tie_of(agency, fund, evidence())
    fund.refresh_from_db()
    set_audience(fund.record, by=curator, audience="internal", was="public")
    relation = Relation.objects.create(
        subject_organisation=agency, predicate="controlled_by", object_organisation=fund, audience="internal"
    )  # fmt: skip
    add_claim(by=None, aspect="existence", about=relation, passages=[evidence()])
    with pytest.raises(LedgerError) as refusal:
        set_audience(relation, by=curator, audience="public", was="internal")
    assert str(refusal.value) == (
        "“Dalbit Securities” is internal: nothing public can refer to it."
    )


def test_a_stage_no_longer_rests_on_a_source_that_became_internal(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    tie = tie_of(agency, fund, evidence(), stage="talks")
    register = evidence("register")
    add_claim(by=None, aspect="stage", about=tie, passages=[register], stage="in_force")
    tie.refresh_from_db()
    assert tie.stage == "in_force"
    set_audience(register.source, by=curator, audience="internal", was="public")
    tie.refresh_from_db()
    assert tie.stage == "talks"


def test_the_page_says_what_goes_with_an_organisation(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    tie_of(agency, fund, evidence())
    Occasion.objects.create(key="visit", kind="summit", name="Visit", organiser=fund)
    address = f"/ledger/audience/organisationrecord/{fund.record.pk}/"
    client = sign_in(curator)
    page = client.get(address)
    assert [each.text for each in page.context["parts"]] == [
        "1 public tie no longer names it.",
        "1 public occasion no longer names it.",
    ]
    answer = client.post(address, {"audience": "internal", "was": "public"})
    assert answer.headers["Location"] == f"/ledger/organisations/{fund.record.key}/"
    assert "Dalbit" not in Client().get("/ledger/").content.decode()
    late = client.post(address, {"audience": "internal", "was": "public"})
    assert late.status_code == 422


def test_nobody_else_finds_the_page(reader: Person, article: Source) -> None:
    address = f"/ledger/audience/source/{article.pk}/"
    assert sign_in(reader).get(address).status_code == 404
    assert sign_in(reader).post(address, {"audience": "internal", "was": "public"}).status_code == 404  # fmt: skip
    assert Client().get(address).status_code == 302
    assert Source.objects.get().audience == "public"


@pytest.mark.parametrize("address", ["nothing/1/", "initiative/77/"])
def test_what_has_no_audience_is_not_found(curator: Person, address: str) -> None:
    Initiative.objects.create(key="line", name="Line", kind="policy")
    assert sign_in(curator).get(f"/ledger/audience/{address}").status_code == 404
