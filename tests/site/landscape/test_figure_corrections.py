"""A figure is corrected: value and claim change together, the old value stays readable, and nobody else may."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Person, User
from madang.site.landscape.actions.corrections import correct_figure
from madang.site.landscape.actions.figures import withdraw_figure
from madang.site.landscape.models import FeedItem, Observation
from madang.site.landscape.queries.corrections import earlier_figures
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.models import Passage
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.landscape.made_up_figures import BILLION, curator, figure, source

pytestmark = pytest.mark.django_db
MARKET = {"geography": "EE", "sector": "implants", "unit": "EUR", "scale": BILLION, "decimals": 1}  # fmt: skip
WHY = "The office published a revision."


def market(value: str = "3600000000", **facts: Any) -> Observation:
    return figure("market volume", "level", value, key="market", period="2014", **MARKET | facts)  # fmt: skip


def revision(audience: str = "public") -> Passage:
    return add_passage(source("revised", audience=audience), by=None, paraphrase="It was 3.8.")  # fmt: skip


def corrected(row: Observation, value: str = "3800000000", **facts: Any) -> Observation:
    return correct_figure(
        row, by=None, passages=[revision()], why=WHY, value=Decimal(value), **facts
    )


def test_the_new_value_and_the_new_claim_appear_together() -> None:
    old = market()
    new = corrected(old)
    old.refresh_from_db()
    old.claim.refresh_from_db()
    assert (new.key, new.value, new.period, new.indicator) == ("market", 3_800_000_000, "2014", old.indicator)  # fmt: skip
    assert old.claim.superseded_by == new.claim
    assert (new.claim.aspect, new.claim.note) == ("figure", WHY)
    assert old.key == f"market-until-{new.claim_id}"
    page = Client().get(f"/landscape/figures/{new.indicator_id}/")
    assert [each.pk for each in page.context["page"]] == [new.pk]
    assert "3.8 billion EUR" in page.content.decode()
    assert "3.6 billion EUR" not in page.content.decode()
    entry = LogEntry.objects.filter(verb="correct figure").get()
    assert entry.detail == f"3600000000.000000 → 3800000000: {WHY}"
    assert FeedItem.objects.values_list("key", flat=True).get() == "figure-market"


def test_what_stood_before_is_read_in_the_history_with_the_reason() -> None:
    first = corrected(market())
    last = correct_figure(
        first, by=None, passages=[revision()], why="A digit was lost.", period="2015"
    )
    page = Client().get(f"/landscape/figures/stated/{last.pk}/history/")
    assert [
        (each.figure.value, each.figure.period, each.correction.note)
        for each in page.context["earlier"]
    ] == [
        (3_800_000_000, "2014", "A digit was lost."),
        (3_600_000_000, "2014", WHY),
    ]
    assert "Correct this figure" not in page.content.decode()
    gone = Client().get(f"/landscape/figures/stated/{first.pk}/history/")
    assert gone.status_code == 404


def test_a_visitor_reads_no_earlier_figure_that_was_internal() -> None:
    hidden = market(audience="internal")
    last = corrected(corrected(hidden, audience="public"), "3900000000")
    visitor = Client().get(f"/landscape/figures/stated/{last.pk}/history/")
    assert [each.figure.value for each in visitor.context["earlier"]] == [3_800_000_000]
    assert "3.6 billion" not in visitor.content.decode()
    staff = sign_in(curator()).get(f"/landscape/figures/stated/{last.pk}/history/")
    assert len(staff.context["earlier"]) == 2


def test_a_correction_without_reason_evidence_or_sense_changes_nothing() -> None:
    row = market()
    passage = revision()
    with pytest.raises(LedgerError) as refused:
        correct_figure(row, by=None, passages=[passage], why=" ", value=Decimal(1))
    assert refused.value.field == "why"
    with pytest.raises(LedgerError) as bare:
        correct_figure(row, by=None, passages=[], why=WHY, value=Decimal(1))
    assert bare.value.field == "passages"
    with pytest.raises(LandscapeError) as late:
        correct_figure(row, by=None, passages=[passage], why=WHY, period="last year")
    assert late.value.field == "period"
    withdraw_figure(row, by=None, why="Nobody said it.")
    with pytest.raises(LedgerError):
        correct_figure(row, by=None, passages=[passage], why=WHY, value=Decimal(1))
    assert list(Observation.objects.values_list("key", "value")) == [("market", 3_600_000_000)]  # fmt: skip


def test_an_old_figure_is_not_corrected_a_second_time() -> None:
    old = market()
    corrected(old)
    with pytest.raises(LedgerError):
        corrected(old, "1")
    assert Observation.objects.count() == 2


def test_the_form_starts_from_the_figure_and_keeps_what_was_typed() -> None:
    row = market()
    client = sign_in(curator())
    address = f"/landscape/figures/stated/{row.pk}/correct/"
    first = client.get(address).context["form"].initial
    assert (first["value"], first["scale"], first["period"]) == ("3.6", BILLION, "2014")
    data = {
        "value": "3.85",
        "scale": str(BILLION),
        "qualifier": "exact",
        "geography": "ee",
        "period": "2014",
        "modality": "asserted",
        "status": "stated",
        "audience": "public",
        "source": str(source("revised").pk),
        "paraphrase": "It was 3.85 billion.",
    }
    refused = client.post(address, data)
    assert dict(refused.context["form"].errors) == {"why": ["This field is required."]}
    assert 'value="3.85"' in refused.content.decode()
    answer = client.post(address, data | {"why": WHY})
    assert answer.headers["Location"] == f"/landscape/figures/{row.indicator_id}/"
    now = Observation.objects.get(key="market")
    assert (now.value, now.decimals, now.geography) == (3_850_000_000, 2, "EE")
    assert [each.paraphrase for each in now.claim.passages.all()] == ["It was 3.85 billion."]  # fmt: skip


def test_only_curators_correct() -> None:
    row = market()
    address = f"/landscape/figures/stated/{row.pk}/correct/"
    user = User.objects.create_user("reader@example.org")
    reader = Person.objects.create(name="Reader", email=user.email, user=user)
    assert Client().get(address).status_code == 302
    assert sign_in(reader).get(address).status_code == 403
    assert sign_in(reader).post(address, {"why": WHY}).status_code == 403
    assert Observation.objects.get().value == 3_600_000_000


def test_the_claim_of_a_figure_is_corrected_with_its_value_alone() -> None:
    row = market()
    person = curator()
    client = sign_in(person)
    page = client.get(f"/ledger/claims/{row.claim_id}/correct/")
    assert page.headers["Location"] == f"/landscape/figures/stated/{row.pk}/correct/"
    page = client.get(f"/ledger/claims/{row.claim_id}/withdraw/")
    assert page.headers["Location"] == f"/landscape/figures/stated/{row.pk}/withdraw/"
    _token, secret = make_token(by=person, name="Program", scope="write")
    headers = {"Authorization": f"Bearer {secret}"}
    for verb in ("correct", "withdraw"):
        answer = Client().post(f"/api/ledger/claims/{row.claim_id}/{verb}", {"why": WHY}, content_type="application/json", headers=headers)  # fmt: skip
        assert answer.status_code == 422
    row.claim.refresh_from_db()
    assert row.claim.superseded_by is None


def test_a_program_corrects_a_figure_and_reads_what_it_was() -> None:
    market()
    revision()
    _token, secret = make_token(by=curator(), name="Program", scope="write")
    headers = {"Authorization": f"Bearer {secret}"}
    body = {
        "why": WHY,
        "value": "3800000000",
        "evidence": [{"source": "revised", "paraphrase": "It was 3.8."}],
    }
    address = "/api/landscape/observations/market/correct"
    bare = Client().post(address, body | {"evidence": []}, content_type="application/json", headers=headers)  # fmt: skip
    assert (bare.status_code, Observation.objects.count()) == (422, 1)
    answer = Client().post(address, body, content_type="application/json", headers=headers)  # fmt: skip
    assert answer.status_code == 201
    read = Client().get("/api/landscape/observations/market").json()
    assert (read["value"], read["status"], read["evidence"][0]["source"]) == ("3800000000", "stated", "revised")  # fmt: skip
    assert [(each["value"], each["why"]) for each in read["earlier"]] == [("3600000000", WHY)]  # fmt: skip
    anonymous = Client().post(address, body, content_type="application/json")
    assert anonymous.status_code == 401


@pytest.mark.parametrize("number", [1, 3])
def test_the_history_costs_three_questions_whatever_its_length(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = market()
    for step in range(number):
        row = corrected(row, str(step + 1))
    user = User.objects.create_user("reads@example.org")
    with django_assert_num_queries(3):
        assert len(earlier_figures(user, row)) == number
