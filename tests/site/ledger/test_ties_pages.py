"""Pages of ties: what a visitor reads, how the stage is explained, what stays with curators, what a page costs."""

from html import unescape
from re import sub

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event, Registration
from madang.site.ledger.actions.claims import add_claim, correct_claim
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.ties import withdraw_tie
from madang.site.ledger.models import Passage, Relation
from madang.site.meetings.models import Meeting
from tests.conftest import lead_of, sign_in, take_part
from tests.site.ledger.made_up import evidence, tie_of


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(
        unescape(sub(r"<[^>]+>", " ", response.content.decode())).split()
    ).replace(" .", ".")


def listed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/ledger/{query}")
    assert response.status_code == 200
    return [each.subject for each in response.context["page"]]


def test_an_empty_ledger_says_that_it_is_fine(db: None) -> None:
    assert "No tie is entered yet." in words(Client(), "/ledger/")


def test_a_list_is_narrowed_by_name_kind_stage_country_and_year(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    third = Organisation.objects.create(name="Étoile Labs ASA", country="DK")
    third.names.create(text="에투알 연구소", kind="local")
    tie_of(agency, fund, passage, subject="A fund", kind="talks", stage="talks", date="2023/2025")  # fmt: skip
    tie_of(agency, third, passage, subject="Trials", date="2021-05")
    tie_of(fund, third, passage, subject="Licence", kind="licence", date="../2019-03-01")  # fmt: skip
    visitor = Client()
    assert listed(visitor) == ["A fund", "Trials", "Licence"]
    assert listed(visitor, "?q=dalbit") == ["A fund", "Licence"]
    assert listed(visitor, "?q=etoile labs") == ["Trials", "Licence"]
    assert listed(visitor, "?q=연구소") == ["Trials", "Licence"]
    assert listed(visitor, "?q=trials") == ["Trials"]
    assert listed(visitor, "?kind=licence") == ["Licence"]
    assert listed(visitor, "?stage=talks") == ["A fund"]
    assert listed(visitor, "?country=LV") == ["A fund", "Trials"]
    assert listed(visitor, "?country=LV&with_country=KR") == ["A fund"]
    assert listed(visitor, "?year=2024") == ["A fund"]
    assert listed(visitor, "?year=2019") == ["Licence"]
    assert listed(visitor, "?year=2018") == []
    assert "No tie fits." in words(visitor, "/ledger/?q=nobody")
    assert listed(visitor, "?kind=nonsense&year=x") == ["A fund", "Trials", "Licence"]


def test_a_tie_shows_both_sides_its_evidence_and_why_its_stage(
    agency: Organisation, fund: Organisation, passage: Passage, quotation: Passage
) -> None:
    tie = tie_of(
        agency, fund, passage, kind="talks", stage="talks", date="2023", subject="A fund"
    )  # fmt: skip
    add_claim(
        by=None, aspect="stage", about=tie, passages=[quotation], stage="signed", holder="quoted"
    )  # fmt: skip
    page = words(Client(), f"/ledger/ties/{tie.key}/")
    assert "Talks of Agency of Tarsena and Dalbit Securities Talks 2023" in page
    assert (
        "The agency opened talks with the fund. In our own words."
        " Harbour Courier, “Two countries talk” , 2 May 2024, line 4, characters 100–140."
        " Claims: Talks, 2023, A fund. Said by: the source itself."
    ) in page
    assert (
        "“We are proud of this contract.” Harbour Courier, “Two countries talk” , 2 May 2024, line 6."
        " Claims: Signed. Said by: A quoted person."
    ) in page
    assert "Claims name different stages Contradiction" in page
    assert "That it is so: Talks Counts. This claim decides." in page
    assert "Stage: Signed Does not count. A quotation never raises a stage." in page
    assert "Correct this claim" not in page


def test_a_correction_is_part_of_the_page_and_names_the_curator_to_curators_only(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage, date="2023")
    correct_claim(
        tie.claims.get(), by=curator, passages=[passage], why="A later page has the month.", edtf="2023-10"
    )  # fmt: skip
    said = "Signed, 2023, Work on vaccines → Signed, October 2023, Work on vaccines"
    page = words(Client(), f"/ledger/ties/{tie.key}/")
    assert f"{said} " in page
    assert "Ieva" not in page
    page = words(sign_in(curator), f"/ledger/ties/{tie.key}/")
    assert ", Ieva Ozola. A later page has the month." in page


def test_an_attribution_is_a_claim_of_its_holder(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    summit = add_occasion(by=None, kind="summit", name="Harbour Summit", start="2022")
    relation = Relation.objects.create(
        subject_tie=tie, predicate="attributed_to", object_occasion=summit
    )
    add_claim(
        by=None,
        aspect="existence",
        about=relation,
        passages=[passage],
        holder="quoted",
        holder_organisation=agency,
        theme="causal_attribution",
    )
    page = words(Client(), f"/ledger/ties/{tie.key}/")
    assert (
        "Attributed to An attribution is a claim of whoever makes it, not a cause."
        " Harbour Summit Said by: Agency of Tarsena. Harbour Courier , 2 May 2024, line 4, characters 100–140."
    ) in page
    assert tie.claims.count() == 1
    add_claim(
        by=None,
        aspect="outcome",
        about=tie,
        passages=[passage],
        text="The summit set it going.",
        holder="party",
        holder_organisation=fund,
        theme="attribution",
    )
    page = words(Client(), f"/ledger/ties/{tie.key}/")
    credit = page.split("Attributed to", 1)[1]
    assert credit.count("Said by: Agency of Tarsena.") == 1
    assert credit.count("Said by: Dalbit Securities.") == 1


def test_cautions_stand_on_the_page(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    tie.cautions.create(text="Not a contract.")
    assert "Not a contract." in words(Client(), f"/ledger/ties/{tie.key}/")


def test_what_is_internal_or_withdrawn_is_not_found(
    curator: Person,
    reader: Person,
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
) -> None:
    hidden = tie_of(agency, fund, passage, audience="internal")
    gone = tie_of(agency, fund, passage)
    withdraw_tie(gone, by=curator, why="Another fund was meant.")
    for tie in (hidden, gone):
        address = f"/ledger/ties/{tie.key}/"
        assert Client().get(address).status_code == 404
        assert sign_in(reader).get(address).status_code == 404
    assert "Internal" in words(sign_in(curator), f"/ledger/ties/{hidden.key}/")
    assert (
        "Withdrawn. Another fund was meant. Only curators still see this page."
        in words(sign_in(curator), f"/ledger/ties/{gone.key}/")
    )


def test_an_internal_claim_on_a_public_tie_is_read_by_curators_only(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    letter = evidence("letter", audience="internal")
    add_claim(by=None, aspect="stage", about=tie, passages=[letter], stage="ended")
    address = f"/ledger/ties/{tie.key}/"
    assert "Ended" not in words(Client(), address)
    assert "Does not count. Internal: it does not count for what everybody reads." in (
        words(sign_in(curator), address)
    )


def test_the_meeting_behind_a_tie_is_shown_to_those_who_know_of_it(
    event: Event,
    organiser: Person,
    reader: Person,
    alder: Registration,
    birch: Registration,
    passage: Passage,
) -> None:
    Event.objects.filter(pk=event.pk).update(state="open")
    meeting = Meeting.objects.create(
        event=event, host=alder, guest=birch, state="asked"
    )
    tie = tie_of(alder.organisation, birch.organisation, passage, meeting=meeting)
    cedar = lead_of(take_part(event, "Cedar"))
    said = "It began at a meeting of “Spring Lounge”."
    address = f"/ledger/ties/{tie.key}/"
    for client, knows in (
        (Client(), False),
        (sign_in(reader), False),
        (sign_in(cedar), False),
        (sign_in(lead_of(alder)), True),
        (sign_in(lead_of(birch)), True),
        (sign_in(organiser), True),
    ):
        assert (said in words(client, address)) is knows


@pytest.mark.parametrize("rows", [1, 3])
def test_what_the_pages_cost(
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _row in range(rows):
        tie = tie_of(agency, fund, passage)
    for _row in range(rows):
        add_claim(by=None, aspect="stage", about=tie, passages=[evidence()], stage="signed")  # fmt: skip
    with django_assert_num_queries(5):
        Client().get("/ledger/")
    with django_assert_num_queries(14):
        Client().get(f"/ledger/ties/{tie.key}/")
