"""A signature is confirmed by a code that was mailed for exactly this document, or by the second factor."""

import re
import socket
from datetime import timedelta
from email import message_from_bytes
from io import BytesIO
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from madang.site.core import outbox
from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions.codes import CodeError, make_code, use_code
from madang.site.directory.models import OneTimeCode, Person
from madang.site.programmes.actions.contract_paper import record_pdf
from madang.site.programmes.models import Contract, ContractParty
from tests.conftest import sign_in
from tests.site.programmes.made_for_portal import Stage

pytestmark = pytest.mark.django_db
HASH = "a" * 64


@pytest.fixture
def stage() -> Stage:
    cache.clear()
    return Stage()


def made(person: Person, *, purpose: str = "sign-contract", target: int = 7) -> str:
    return make_code(person=person, purpose=purpose, target_id=target, about=HASH)[1]


def used(person: Person, code: str, **changes: object) -> None:
    facts = {"purpose": "sign-contract", "target_id": 7, "about": HASH, **changes}
    use_code(person=person, code=code, **facts)  # type: ignore[arg-type]


def test_a_code_counts_once(stage: Stage) -> None:
    code = made(stage.signer)
    assert re.fullmatch(r"[B-DF-HJ-NP-TV-XZ2-9]{4}-[B-DF-HJ-NP-TV-XZ2-9]{4}", code)
    used(stage.signer, f" {code.lower().replace('-', ' ')} ")
    with pytest.raises(CodeError, match="has been used"):
        used(stage.signer, code)


def test_a_code_is_kept_as_a_hash_alone(stage: Stage) -> None:
    code = made(stage.signer)
    kept = str(OneTimeCode.objects.values_list()[0]) + str(
        LogEntry.objects.values_list()
    )
    assert (code in kept, code.replace("-", "") in kept) == (False, False)


@pytest.mark.parametrize(
    "changes",
    [{"about": "b" * 64}, {"purpose": "other"}, {"target_id": 8}],
)
def test_a_code_confirms_nothing_else(stage: Stage, changes: dict[str, object]) -> None:
    code = made(stage.signer)
    with pytest.raises(CodeError):
        used(stage.signer, code, **changes)
    used(stage.signer, code)


def test_a_code_of_one_person_is_none_of_another(stage: Stage) -> None:
    code = made(stage.signer)
    made(stage.lead)
    with pytest.raises(CodeError, match="not the code"):
        used(stage.lead, code)


def test_a_code_is_good_for_ten_minutes(stage: Stage) -> None:
    code = made(stage.signer)
    row = OneTimeCode.objects.get()
    assert row.expires_at - row.created_at < timedelta(minutes=10, seconds=1)
    OneTimeCode.objects.update(expires_at=timezone.now())
    with pytest.raises(CodeError, match="older than 10 minutes"):
        used(stage.signer, code)


def test_after_five_wrong_tries_the_right_code_counts_no_more(stage: Stage) -> None:
    code = made(stage.signer)
    said = []
    for _number in range(5):
        with pytest.raises(CodeError) as refusal:
            used(stage.signer, "ZZZZ-ZZZZ")
        said.append(str(refusal.value))
    assert said[3:] == [
        "This is not the code of the latest mail. 1 try is left.",
        "5 wrong codes were tried. Ask for another one.",
    ]
    with pytest.raises(CodeError, match="5 wrong codes"):
        used(stage.signer, code)


def test_only_the_latest_code_counts(stage: Stage) -> None:
    first, second = made(stage.signer), made(stage.signer)
    with pytest.raises(CodeError, match="not the code of the latest mail"):
        used(stage.signer, first)
    used(stage.signer, second)


def test_five_codes_within_an_hour_and_no_more(stage: Stage) -> None:
    for _number in range(5):
        made(stage.signer)
    with pytest.raises(CodeError, match="5 codes went to your address"):
        made(stage.signer)
    made(stage.signer, target=8)
    OneTimeCode.objects.update(created_at=timezone.now() - timedelta(minutes=61))
    made(stage.signer)


def prepared(client: Client, contract: Contract) -> str:
    """Return the token of the page between name and signature."""
    answer = client.post(
        f"/portal/contracts/{contract.pk}/sign/",
        {"name": "Ilze S.", "agreed": "on", "sha256": contract.sha256},
    )
    token: str = answer.context["token"]
    return token


def mails() -> list[OutboxMail]:
    rows = OutboxMail.objects.filter(key__startswith="signature-code-")
    return list(rows.order_by("pk"))


def code_in(mail: OutboxMail) -> str:
    found = re.search(r"^(\w{4}-\w{4})$", mail.body, re.MULTILINE)
    assert found is not None
    return found[1]


def confirm(client: Client, contract: Contract, **facts: str) -> object:
    return client.post(f"/portal/contracts/{contract.pk}/sign/confirm/", facts)


def signatures() -> int:
    return ContractParty.objects.filter(signed_at__isnull=False).count()


def test_the_mail_names_document_side_and_hash(stage: Stage) -> None:
    contract = stage.offered()
    prepared(sign_in(stage.signer), contract)
    (mail,) = mails()
    assert mail.recipient == "ilze.signer@example.org"
    assert mail.subject == "Your code for signing “Export support, 12 months”"
    assert f"SHA-256 of the document: {contract.sha256}" in mail.body
    assert "for Kalna Bio, once, within 10 minutes, and nothing else." in mail.body


def test_without_the_code_nothing_is_signed(stage: Stage) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    token = prepared(client, contract)
    for code in ("", "ZZZZ-ZZZZ"):
        page = confirm(client, contract, token=token, code=code)
        assert page.status_code == 422  # type: ignore[attr-defined]
        assert "Sign the contract" in page.content.decode()  # type: ignore[attr-defined]
    assert signatures() == 0
    confirm(client, contract, token=token, code=code_in(mails()[0]))
    assert signatures() == 1


def test_a_page_that_is_sent_twice_signs_once(stage: Stage) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    token = prepared(client, contract)
    code = code_in(mails()[0])
    for _again in range(2):
        confirm(client, contract, token=token, code=code)
    assert signatures() == 1
    assert LogEntry.objects.filter(verb="sign contract").count() == 1


def test_the_code_of_one_contract_does_not_sign_another(stage: Stage) -> None:
    first, second = stage.offered(), stage.offered(title="Another")
    client = sign_in(stage.signer)
    prepared(client, first)
    code = code_in(mails()[0])
    token = prepared(client, second)
    confirm(client, second, token=token, code=code)
    assert signatures() == 0


def test_another_code_is_sent_on_the_same_page(stage: Stage) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    token = prepared(client, contract)
    page = confirm(client, contract, token=token, again="1")
    assert page.context["name"] == "Ilze S."  # type: ignore[attr-defined]
    old, new = (code_in(each) for each in mails())
    confirm(client, contract, token=token, code=old)
    assert signatures() == 0
    confirm(client, contract, token=token, code=new)
    assert signatures() == 1


def test_the_trail_says_how_each_signature_was_confirmed(stage: Stage) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    token = prepared(client, contract)
    confirm(client, contract, token=token, code=code_in(mails()[0]))
    trail = LogEntry.objects.filter(
        target_type="programmes.contract", target_id=contract.pk
    ).order_by("pk")
    assert [(each.verb, each.detail, each.actor_id) for each in trail][1:] == [
        ("confirm signature", "one-time code", stage.signer.pk),
        ("sign contract", contract.sha256, stage.signer.pk),
    ]
    words = PdfReader(BytesIO(record_pdf(contract))).pages[0].extract_text()
    assert "Confirmed with a one-time code sent to the signer’s address" in words


def with_factor(client: Client) -> str:
    page = client.get("/me/second-factor/app/")
    secret: str = page.context["form"].secret
    client.post("/me/second-factor/app/", {"code": now_of(secret)})
    cache.clear()  # a code counts once; the next one would come 30 seconds later
    return secret


def now_of(secret: str) -> str:
    _last, counter, _next = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, counter))


class Mailbox:
    """What a mail server has received."""

    def __init__(self) -> None:
        self.bodies: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message = message_from_bytes(envelope.content)
        payload = message.get_payload(decode=True)
        assert isinstance(payload, bytes)
        self.bodies.append(payload.decode())
        return "250 taken"


def test_the_code_comes_through_a_mail_server(stage: Stage, settings: Any) -> None:
    contract = stage.offered()
    OutboxMail.objects.all().delete()
    client, box = sign_in(stage.signer), Mailbox()
    token = prepared(client, contract)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.SMTP_URL = f"smtp://127.0.0.1:{port}"
        assert outbox.deliver() == 1
    finally:
        server.stop()
    (body,) = box.bodies
    found = re.search(r"^(\w{4}-\w{4})\r?$", body, re.MULTILINE)
    assert found is not None
    assert contract.sha256 in body
    confirm(client, contract, token=token, code=found[1])
    assert signatures() == 1


def test_whoever_has_a_second_factor_signs_with_it_and_gets_no_mail(
    stage: Stage,
) -> None:
    contract = stage.offered()
    client = sign_in(stage.signer)
    secret = with_factor(client)
    Authenticator.objects.update(created_at=timezone.now() - timedelta(days=1))
    token = prepared(client, contract)
    assert mails() == []
    page = confirm(client, contract, token=token, code="000000")
    assert page.status_code == 422  # type: ignore[attr-defined]
    assert signatures() == 0
    confirm(client, contract, token=token, code=now_of(secret))
    assert signatures() == 1
    line = LogEntry.objects.get(verb="confirm signature")
    assert (line.detail, line.target_id) == ("second factor", contract.pk)
    words = PdfReader(BytesIO(record_pdf(contract))).pages[0].extract_text()
    assert "Confirmed with the signer’s second factor" in words


def test_a_factor_of_today_confirms_no_signature(stage: Stage) -> None:
    """Whoever holds a stolen session could set one up, and sign with it at once."""
    contract = stage.offered()
    client = sign_in(stage.signer)
    secret = with_factor(client)
    token = prepared(client, contract)
    confirm(client, contract, token=token, code=now_of(secret))
    assert signatures() == 0
    confirm(client, contract, token=token, code=code_in(mails()[0]))
    assert signatures() == 1


def test_nobody_is_mailed_a_code_who_cannot_sign(stage: Stage) -> None:
    contract = stage.offered()
    for person in (stage.manager, stage.colleague, stage.outsider):
        sign_in(person).post(
            f"/portal/contracts/{contract.pk}/sign/",
            {"name": "X", "agreed": "on", "sha256": contract.sha256},
        )
    assert mails() == []


@pytest.mark.parametrize(
    ("is_demonstration", "server", "is_shown"),
    [(True, "", True), (True, "smtp://mail", False), (False, "", False)],
)
def test_only_a_demonstration_without_mail_shows_the_code(
    stage: Stage, settings: object, is_demonstration: bool, server: str, is_shown: bool
) -> None:
    settings.DEMONSTRATION, settings.SMTP_URL = is_demonstration, server  # type: ignore[attr-defined]
    contract = stage.offered()
    answer = sign_in(stage.signer).post(
        f"/portal/contracts/{contract.pk}/sign/",
        {"name": "Ilze S.", "agreed": "on", "sha256": contract.sha256},
    )
    assert (code_in(mails()[0]) in answer.content.decode()) is is_shown
