"""Pages for curators: who may open them, what a form enters, which field a refusal names, that what was typed stays."""

from typing import Any

import pytest
from django.test import Client

from madang.site.directory.models import Organisation, Person, User
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.models import Claim, Occasion, Passage, Source, Tie
from tests.conftest import sign_in
from tests.site.ledger.made_up import tie_of

PASSAGE = {"source_kind": "article", "source_audience": "public"}
NEW_SOURCE = PASSAGE | {
    "title": "Contract signed",
    "publisher": "Harbour Courier",
    "published": "2024-05-02",
    "paraphrase": "The agency and the fund signed a memorandum.",
    "line": "4",
}
TIE = NEW_SOURCE | {
    "kind": "mou",
    "party-TOTAL_FORMS": "2",
    "party-INITIAL_FORMS": "0",
    "party-0-name": "agency of tarsena",
    "party-1-name": "Dalbit Securities Ltd",
    "stage": "signed",
    "subject": "A fund",
    "date": "2024-05",
    "modality": "asserted",
    "holder": "article",
    "audience": "public",
}
CLAIM = {"modality": "asserted", "holder": "article", "audience": "public"}


def errors(client: Client, address: str, data: dict[str, Any]) -> dict[str, list[str]]:
    """Return what the page refuses, field by field of all its forms."""
    response = client.post(address, data)
    assert response.status_code == 200
    found: dict[str, list[str]] = {}
    for name in ("form", "evidence"):
        if name in response.context:
            found |= dict(response.context[name].errors)
    for row in response.context.get("rows", []):
        found |= {row.add_prefix(name): each for name, each in row.errors.items()}
    return found


def test_who_may_open_what(
    curator: Person,
    reader: Person,
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
) -> None:
    visit = add_occasion(by=None, kind="summit", name="Visit")
    tie = tie_of(agency, fund, passage, occasion=visit)
    claim = tie.claims.get()
    pages = [
        "/ledger/enter/tie/",
        "/ledger/enter/occasion/",
        "/ledger/enter/source/",
        f"/ledger/enter/claim/?tie={tie.key}",
        f"/ledger/enter/claim/?occasion={visit.key}",
        f"/ledger/enter/claim/?organisation={agency.record.key}",
        f"/ledger/claims/{claim.pk}/correct/",
        f"/ledger/claims/{claim.pk}/withdraw/",
        f"/ledger/ties/{tie.key}/withdraw/",
        f"/ledger/occasions/{visit.key}/withdraw/",
        f"/ledger/occasions/{visit.key}/outcome/",
    ]
    staff = User.objects.create_user("staff@example.org", is_staff=True)
    of_staff = Client()
    of_staff.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    for client, status in (
        (Client(), 302),
        (sign_in(reader), 404),
        (sign_in(curator), 200),
        (of_staff, 200),
    ):
        assert [client.get(page).status_code for page in pages] == [status] * 11
    for client, status in ((Client(), 302), (sign_in(reader), 404)):
        assert [client.post(page, {"why": "x"}).status_code for page in pages] == [
            status
        ] * 11
    assert (Tie.objects.get().is_withdrawn, Claim.objects.count()) == (False, 1)


def test_a_tie_is_entered_on_one_page(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    response = sign_in(curator).post("/ledger/enter/tie/", TIE)
    tie = Tie.objects.get()
    assert response.headers["Location"] == f"/ledger/ties/{tie.key}/"
    assert [each.organisation for each in tie.parties.all()] == [agency, fund]
    assert (tie.stage, tie.date, tie.subject) == ("signed", "2024-05", "A fund")
    claim = tie.claims.get()
    passage = claim.passages.get()
    assert claim.curator == curator
    assert passage.paraphrase == "The agency and the fund signed a memorandum."
    assert (passage.line, passage.source.publisher) == (4, "Harbour Courier")


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        (
            {"title": "", "publisher": ""},
            "source",
            "Choose a source, or give the title or publisher of a new one.",
        ),
        (
            {"paraphrase": ""},
            "paraphrase",
            "Say what the passage says: quote it, or write it in your own words.",
        ),
        (
            {"date": "May 2024"},
            "date",
            "Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30.",
        ),
        (
            {"kind": "talks"},
            "stage",
            "Talks are not signed. Enter what was signed as a tie of its own.",
        ),
        (
            {"party-1-name": "Nobody Known"},
            "party-1-name",
            "Nobody is called “Nobody Known” here. Say that it is new, or correct the name.",
        ),
        (
            {"party-1-name": "Agency of Tarsena"},
            "party-1-name",
            "A tie has each party once.",
        ),
        (
            {"party-0-name": "", "party-1-name": ""},
            "party-0-name",
            "Name at least one party.",
        ),
        (
            {"first": "20", "last": "10"},
            "last",
            "A passage has a first character and a later last one, or neither.",
        ),
    ],
)
def test_a_refusal_names_the_field_and_enters_nothing(
    curator: Person,
    agency: Organisation,
    fund: Organisation,
    change: dict[str, str],
    field: str,
    reason: str,
) -> None:
    client = sign_in(curator)
    assert errors(client, "/ledger/enter/tie/", TIE | change) == {field: [reason]}
    assert (Tie.objects.count(), Source.objects.count(), Passage.objects.count()) == (
        0,
        0,
        0,
    )
    page = client.post("/ledger/enter/tie/", TIE | change).content.decode()
    assert 'value="A fund"' in page


def test_namesakes_are_told_apart_by_country_and_a_new_name_is_said_to_be_new(
    curator: Person, agency: Organisation, fund: Organisation
) -> None:
    twin = Organisation.objects.create(name="Dalbit Securities", country="JP")
    client = sign_in(curator)
    assert errors(client, "/ledger/enter/tie/", TIE) == {
        "party-1-name": [
            "Several organisations are called “Dalbit Securities Ltd”. Choose the country."
        ]
    }
    client.post("/ledger/enter/tie/", TIE | {"party-1-country": "JP"})
    assert Tie.objects.get().parties.last().organisation == twin  # type: ignore[union-attr]
    new = {"party-1-name": "Solbaram Trust", "party-1-country": "KR", "party-1-is_new": "on"}  # fmt: skip
    client.post("/ledger/enter/tie/", TIE | new)
    made = Organisation.objects.get(name="Solbaram Trust")
    assert (made.country, made.record.audience) == ("KR", "public")


def test_of_an_activity_the_first_party_acts(
    curator: Person, agency: Organisation
) -> None:
    office = TIE | {"kind": "office_opened", "party-1-name": "", "stage": "", "country": "KR"}  # fmt: skip
    sign_in(curator).post("/ledger/enter/tie/", office)
    tie = Tie.objects.get()
    assert [each.role for each in tie.parties.all()] == ["actor"]
    assert [each.country for each in tie.countries.all()] == ["LV", "KR"]
    assert (tie.family, tie.stage) == ("activity", "")


def test_a_claim_of_an_entered_source_computes_the_tie_anew(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, stage="planned")
    data = CLAIM | PASSAGE | {"aspect": "stage", "stage": "", "exact": "Signed."}
    address = f"/ledger/enter/claim/?tie={tie.key}"
    client = sign_in(curator)
    assert errors(client, address, data) == {
        "stage": ["Say what is claimed."],
        "source": ["Choose a source, or give the title or publisher of a new one."],
    }
    data |= {"stage": "signed", "source": "courier"}
    assert client.post(address, data).headers["Location"] == f"/ledger/ties/{tie.key}/"
    tie.refresh_from_db()
    # The same article says that it is planned: the lower stage stands.
    assert (tie.stage, tie.claims.count(), Source.objects.count()) == ("planned", 2, 1)


def test_a_correction_starts_from_the_claim_and_needs_a_reason(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, date="2023")
    address = f"/ledger/claims/{tie.claims.get().pk}/correct/"
    client = sign_in(curator)
    page = client.get(address)
    assert page.context["form"].initial["edtf"] == "2023"
    assert page.context["evidence"].initial["source"] == "courier"
    data = CLAIM | PASSAGE | {"source": "courier", "exact": "In October.", "stage": "signed", "edtf": "2023-10"}  # fmt: skip
    assert list(errors(client, address, data)) == ["why"]
    client.post(address, data | {"why": "The month is named further down."})
    tie.refresh_from_db()
    assert (tie.date, tie.claims.count()) == ("2023-10", 2)
    again = client.post(address, data | {"why": "Again."})
    assert again.context["form"].non_field_errors() == [
        "This claim was corrected already. Open the one in its place."
    ]


def test_a_tie_is_withdrawn_with_a_reason(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    address = f"/ledger/ties/{tie.key}/withdraw/"
    client = sign_in(curator)
    assert list(errors(client, address, {"why": ""})) == ["why"]
    client.post(address, {"why": "Entered for another fund."})
    tie.refresh_from_db()
    assert tie.is_withdrawn


def test_an_occasion_is_entered_and_confirmed(curator: Person) -> None:
    client = sign_in(curator)
    data = NEW_SOURCE | {"kind": "summit", "name": "Harbour Summit", "start": "2024-05-02", "modality": "planned", "audience": "public"}  # fmt: skip
    client.post("/ledger/enter/occasion/", data)
    made = Occasion.objects.get()
    assert (made.name, made.first_day and made.first_day.isoformat()) == (
        "Harbour Summit",
        "2024-05-02",
    )
    key = Source.objects.get().key
    data = PASSAGE | {"source": key, "exact": "It opened on Thursday.", "became": "held"}  # fmt: skip
    client.post(f"/ledger/occasions/{made.key}/outcome/", data)
    assert [each.aspect for each in made.claims.all()] == ["existence", "held"]
    page = client.get(f"/ledger/occasions/{made.key}/")
    assert page.context["occasion"].is_confirmed is True


def test_a_source_needs_a_title_or_a_publisher(curator: Person) -> None:
    client = sign_in(curator)
    data = {"kind": "register", "audience": "public", "is_gated": "unknown"}
    assert errors(client, "/ledger/enter/source/", data) == {
        "title": ["A source needs a title or a publisher."]
    }
    client.post("/ledger/enter/source/", data | {"publisher": "Trial register"})
    assert Source.objects.get().is_gated is None
