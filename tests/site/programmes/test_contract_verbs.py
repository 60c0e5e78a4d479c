"""Contracts: one document, two signatures on the same bytes, and nothing that changes afterwards."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from pypdf import PdfReader

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.programmes.actions.contract_paper import record_pdf
from madang.site.programmes.actions.contracts import (
    decline_contract,
    lapse_contracts,
    offer_contract,
    sign_contract,
)
from madang.site.programmes.models import (
    Application,
    Call,
    Contract,
    ContractParty,
    SupportItem,
)
from madang.site.programmes.queries.contracts import contracts_seen_by, to_sign
from madang.site.programmes.rules.programmes import ProgrammeError
from tests.site.programmes.made_for_portal import Stage, organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    return Stage()


def bytes_of(contract: Contract) -> bytes:
    return bytes(Contract.objects.get(pk=contract.pk).document)


def test_an_offer_fixes_the_bytes_and_their_hash(stage: Stage) -> None:
    contract = stage.offered()
    assert hashlib.sha256(bytes_of(contract)).hexdigest() == contract.sha256
    words = "".join(
        page.extract_text() for page in PdfReader(BytesIO(bytes_of(contract))).pages
    )
    assert [
        each in words
        for each in (
            "Export support, 12 months",
            "Made-up Agency",
            "Kalna Bio",
            "The company reports once a year.",
            "20 hours",
        )
    ] == [True] * 5
    assert contract.state == "offered"
    assert list(LogEntry.objects.values_list("verb", "detail")) == [
        ("offer contract", contract.sha256)
    ]


def test_markup_in_the_words_stays_text(stage: Stage) -> None:
    contract = stage.offered(text="#panic(1) *bold* $x$ [a]")
    words = PdfReader(BytesIO(bytes_of(contract))).pages[0].extract_text()
    assert "#panic(1) *bold* $x$ [a]" in words


def test_an_offer_is_written_to_both_sides_but_not_to_whoever_offered(
    stage: Stage,
) -> None:
    stage.offered()
    assert sorted(OutboxMail.objects.values_list("recipient", flat=True)) == [
        "agnese.lead@example.org",
        "ilze.signer@example.org",
    ]


@pytest.mark.parametrize("first", ["lead", "signer"])
def test_the_second_signature_concludes_in_either_order(
    stage: Stage, first: str
) -> None:
    contract = stage.offered()
    order = [stage.lead, stage.signer]
    if first == "signer":
        order.reverse()
    sign_contract(contract, by=order[0], name="One", sha256=contract.sha256)
    contract.refresh_from_db()
    assert contract.state == "offered"
    sign_contract(contract, by=order[1], name="Two", sha256=contract.sha256)
    contract.refresh_from_db()
    assert contract.state == "concluded"
    assert contract.concluded_at is not None
    assert set(contract.parties.values_list("signed_sha256", flat=True)) == {
        contract.sha256
    }


def test_a_signature_is_told_to_the_other_side_and_the_conclusion_to_all(
    stage: Stage,
) -> None:
    contract = stage.offered()
    OutboxMail.objects.all().delete()
    sign_contract(contract, by=stage.lead, name="A", sha256=contract.sha256)
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [
        "ilze.signer@example.org"
    ]
    OutboxMail.objects.all().delete()
    sign_contract(contract, by=stage.signer, name="I", sha256=contract.sha256)
    assert sorted(OutboxMail.objects.values_list("recipient", flat=True)) == [
        "agnese.lead@example.org",
        "ilze.signer@example.org",
        "marta.manager@example.org",
    ]


def test_another_hash_is_not_signed(stage: Stage) -> None:
    contract = stage.offered()
    with pytest.raises(ProgrammeError, match="not this document"):
        sign_contract(contract, by=stage.signer, name="I", sha256="0" * 64)


def test_nobody_signs_twice(stage: Stage) -> None:
    contract = stage.offered()
    sign_contract(contract, by=stage.signer, name="I", sha256=contract.sha256)
    with pytest.raises(ProgrammeError, match="Your side has signed already"):
        sign_contract(contract, by=stage.signer, name="I", sha256=contract.sha256)


@pytest.mark.parametrize("who", ["manager", "colleague", "outsider"])
def test_only_leads_of_the_two_sides_sign(stage: Stage, who: str) -> None:
    contract = stage.offered()
    with pytest.raises(ProgrammeError, match="leads the entry of one of the two"):
        sign_contract(
            contract, by=getattr(stage, who), name="X", sha256=contract.sha256
        )


def test_a_signature_has_a_name(stage: Stage) -> None:
    contract = stage.offered()
    with pytest.raises(ProgrammeError, match="Write your name"):
        sign_contract(contract, by=stage.signer, name="  ", sha256=contract.sha256)


@pytest.mark.parametrize("who", ["signer", "colleague", "outsider"])
def test_only_those_who_run_the_programme_offer(stage: Stage, who: str) -> None:
    with pytest.raises(ProgrammeError, match="Only those who run the programme"):
        offer_contract(
            by=getattr(stage, who),
            programme=stage.programme,
            beneficiary=stage.company,
            terms=stage.terms(),
        )


def test_a_contract_has_two_sides_that_can_sign(stage: Stage) -> None:
    for beneficiary in (stage.agency, organisation("Nobody leads it")):
        with pytest.raises(ProgrammeError):
            offer_contract(
                by=stage.manager,
                programme=stage.programme,
                beneficiary=beneficiary,
                terms=stage.terms(),
            )
    assert Contract.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sign_until": timedelta(days=-1)}, "sign_until"),
        ({"runs_until": timedelta(days=-1)}, "runs_until"),
    ],
)
def test_days_that_do_not_fit_are_refused(
    stage: Stage, changes: dict[str, timedelta], field: str
) -> None:
    days = {name: stage.today + delta for name, delta in changes.items()}
    with pytest.raises(ProgrammeError) as refusal:
        stage.offered(**days)
    assert refusal.value.field == field


def test_declining_has_a_reason_and_ends_it(stage: Stage) -> None:
    contract = stage.offered()
    with pytest.raises(ProgrammeError, match="Write a reason"):
        decline_contract(contract, by=stage.signer, reason=" ")
    decline_contract(contract, by=stage.signer, reason="The days do not suit us.")
    contract.refresh_from_db()
    assert (contract.state, contract.reason) == ("declined", "The days do not suit us.")
    with pytest.raises(ProgrammeError, match="no longer waits"):
        sign_contract(contract, by=stage.lead, name="A", sha256=contract.sha256)


def test_a_concluded_contract_is_not_declined(stage: Stage) -> None:
    with pytest.raises(ProgrammeError, match="no longer waits"):
        decline_contract(stage.concluded(), by=stage.signer, reason="Late")


def test_an_outsider_does_not_decline(stage: Stage) -> None:
    with pytest.raises(ProgrammeError, match="Only the two sides"):
        decline_contract(stage.offered(), by=stage.outsider, reason="Mine")


def test_after_its_last_day_a_contract_lapses_and_is_not_signed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = stage.offered()
    assert lapse_contracts() == 0
    later = stage.today + timedelta(days=31)
    monkeypatch.setattr(timezone, "localdate", lambda: later)
    with pytest.raises(ProgrammeError, match="last day for signing"):
        sign_contract(contract, by=stage.signer, name="I", sha256=contract.sha256)
    assert (lapse_contracts(), lapse_contracts()) == (1, 0)
    contract.refresh_from_db()
    assert contract.state == "lapsed"


def refused(statement: object) -> bool:
    """Say whether the database refuses what `statement` does."""
    try:
        with transaction.atomic():
            statement()  # type: ignore[operator]
    except DatabaseError:
        return True
    return False


def test_the_database_refuses_changes_of_a_concluded_contract(stage: Stage) -> None:
    contract = stage.concluded()
    row = Contract.objects.filter(pk=contract.pk)
    party = ContractParty.objects.filter(contract=contract)
    item = SupportItem.objects.filter(contract=contract)
    tries = [
        lambda: row.update(title="Other"),
        lambda: row.update(text="Other"),
        lambda: row.update(document=b"other"),
        lambda: row.update(sha256="0" * 64),
        lambda: row.update(state="offered"),
        lambda: row.update(runs_until=stage.today + timedelta(days=999)),
        lambda: row.delete(),
        lambda: party.update(signed_name="Other"),
        lambda: party.delete(),
        lambda: item.update(amount=99),
        lambda: item.delete(),
        lambda: SupportItem.objects.create(
            contract=contract, name="More", unit="x", amount=1
        ),
    ]
    assert [refused(each) for each in tries] == [True] * 12


def test_the_database_refuses_nonsense_before_that_too(stage: Stage) -> None:
    contract = stage.offered()
    row = Contract.objects.filter(pk=contract.pk)
    party = ContractParty.objects.filter(contract=contract, role="beneficiary")
    now = timezone.now()
    tries = [
        lambda: row.update(document=b"other"),
        lambda: row.update(state="concluded"),
        lambda: party.update(organisation=stage.agency),
        lambda: party.update(signed_at=now, signed_sha256="0" * 64),
    ]
    assert [refused(each) for each in tries] == [True] * 4
    assert not refused(lambda: party.update(signed_at=now, signed_sha256=contract.sha256))  # fmt: skip


def test_only_leads_of_both_sides_and_the_manager_read_it(stage: Stage) -> None:
    stage.offered()
    seen = {
        name: contracts_seen_by(getattr(stage, name).user).count()
        for name in ("lead", "manager", "signer", "colleague", "outsider")
    }
    assert seen == {"lead": 1, "manager": 1, "signer": 1, "colleague": 0, "outsider": 0}


def test_staff_of_the_site_reads_no_contract(stage: Stage) -> None:
    stage.offered()
    staff = person("Sam Staff", None)
    assert staff.user is not None
    staff.user.is_staff = True
    staff.user.save()
    assert contracts_seen_by(staff.user).count() == 0


def test_what_waits_for_my_signature(stage: Stage) -> None:
    contract = stage.offered()
    assert list(to_sign(stage.signer, stage.today)) == [contract]
    sign_contract(contract, by=stage.signer, name="I", sha256=contract.sha256)
    assert list(to_sign(stage.signer, stage.today)) == []
    assert list(to_sign(stage.lead, stage.today)) == [contract]


def test_an_accepted_application_gets_one_contract(stage: Stage) -> None:
    now = timezone.now()
    call = Call.objects.create(
        programme=stage.programme,
        slug="c",
        title="Call",
        kind="cohort",
        text="t",
        who_may_apply="w",
        opens_at=now,
        closes_at=now + timedelta(days=1),
        zone="Europe/Riga",
        state="published",
    )
    application = Application.objects.create(
        call=call,
        organisation=stage.company,
        person=stage.signer,
        title="Ours",
        state="submitted",
    )

    def offer() -> Contract:
        return offer_contract(
            by=stage.manager,
            programme=stage.programme,
            beneficiary=stage.company,
            terms=stage.terms(),
            application=application,
        )

    with pytest.raises(ProgrammeError, match="Only an accepted application"):
        offer()
    Application.objects.update(state="accepted")
    first = offer()
    with pytest.raises(ProgrammeError, match="has a contract already"):
        offer()
    decline_contract(first, by=stage.lead, reason="A wrong day")
    assert offer().application_id == application.pk


def test_the_record_lists_both_signatures_and_the_hash(stage: Stage) -> None:
    contract = stage.concluded()
    words = PdfReader(BytesIO(record_pdf(contract))).pages[0].extract_text()
    flat = "".join(words.split())
    assert flat.count(contract.sha256) == 3
    assert [name in words for name in ("Agnese Lead", "Ilze Signer")] == [True, True]
