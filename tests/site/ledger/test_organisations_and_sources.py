"""Pages of organisations and sources: names in scripts, members, people, what rests on a passage, what is inferred."""

from html import unescape
from re import sub

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.directory.models import Membership, Organisation, Person
from madang.site.events.models import Registration
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import Passage, Position, Relation, Source
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, tie_of


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.content.decode())).split())


def listed(query: str = "", client: Client | None = None) -> list[str]:
    page = (client or Client()).get(f"/ledger/organisations/{query}").context["page"]
    return [each.name for each in page]


def test_who_only_comes_to_an_event_has_no_page(
    alder: Registration, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    assert listed() == []
    tie_of(agency, fund, passage)
    assert listed() == ["Agency of Tarsena", "Dalbit Securities"]


def test_the_list_is_narrowed_by_any_name(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie_of(agency, fund, passage)
    fund.names.create(text="달빛증권", kind="local", language="ko")
    Membership.objects.create(cluster=agency, member=fund)
    assert listed("?q=달빛") == ["Dalbit Securities"]
    assert listed("?q=TARSENA") == ["Agency of Tarsena"]
    assert listed("?kind=financial_company") == ["Dalbit Securities"]
    assert listed("?country=LV") == ["Agency of Tarsena"]
    assert listed(f"?cluster={agency.record.key}") == ["Dalbit Securities"]
    assert listed("?q=nobody") == []


def test_a_page_shows_names_identifiers_people_members_ties_and_what_is_said(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie_of(agency, fund, passage)
    add_occasion(by=None, kind="summit", name="Harbour Summit", organiser=agency)
    agency.names.create(text="Tarsenas aģentūra", kind="local", language="lv")
    agency.names.create(text="AT", kind="acronym")
    agency.identifiers.create(scheme="lei", value="5299000000000000TEST")
    Membership.objects.create(cluster=agency, member=fund, role="founder", since="2019")
    person = Person.objects.create(name="Ilze Kalniņa")
    Position.objects.create(
        key="head", person=person, organisation=agency, title="Director", since="2021"
    )
    Position.objects.create(key="desk", organisation=agency, title="Project manager")
    relation = Relation.objects.create(
        subject_organisation=agency, predicate="collaborates_with", object_organisation=fund
    )  # fmt: skip
    page = f"/ledger/organisations/{agency.record.key}/"
    assert "What sources say" not in words(Client(), page)
    add_claim(by=None, aspect="existence", about=relation, passages=[passage])
    add_claim(
        by=None, aspect="statement", about=agency, passages=[passage], text="It moved to the harbour."
    )  # fmt: skip
    text = words(Client(), page)
    assert "Ties 1 Ties Tie Stage Date Countries Memorandum of understanding of" in text
    assert "Occasions 1" in text
    assert "What sources say 1 Agency of Tarsena works with Dalbit Securities" in text
    assert "Evidence 1" in text
    assert "Claims: It moved to the harbour." in text
    assert (
        "In its own language Tarsenas aģentūra Acronym AT LEI 5299000000000000TEST"
        in text
    )
    assert (
        "People in roles 2 Ilze Kalniņa Director, since 2021 Evidence Not named Project manager"
        in text
    )
    assert "Members 1 Dalbit Securities founder" in text
    other = words(Client(), f"/ledger/organisations/{fund.record.key}/")
    assert "Member of 1 Agency of Tarsena founder since 2019" in other


def test_a_group_stays_unnamed(agency: Organisation) -> None:
    record = ensure_record(agency, audience="public")
    record.is_group = True
    record.save()
    text = words(Client(), f"/ledger/organisations/{record.key}/")
    assert "Its sources do not name the members, and neither does this page." in text


def test_a_page_is_internal_until_something_public_is_entered(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie_of(agency, fund, passage, audience="internal")
    address = f"/ledger/organisations/{agency.record.key}/"
    assert Client().get(address).status_code == 404
    assert "Internal" in words(sign_in(curator), address)
    assert listed() == []
    assert listed(client=sign_in(curator)) == ["Agency of Tarsena", "Dalbit Securities"]
    tie_of(agency, fund, passage)
    text = words(Client(), address)
    assert "Ties 1" in text


def test_a_source_marks_what_is_inferred_and_names_what_rests_on_it(
    agency: Organisation, fund: Organisation
) -> None:
    source = add_source(
        by=None,
        key="portal",
        kind="article",
        title="Ties grow",
        publisher_inferred="Harbour agency",
        published_inferred="2024-11-30/2025-10-09",
        published_basis="a visit is past, a forum is to come",
        language="en",
        is_gated=True,
    )
    passage = add_passage(source, by=None, paraphrase="They signed.", line=7)
    add_passage(source, by=None, exact="Nobody uses this one.", line=9)
    tie_of(agency, fund, passage)
    text = words(Client(), "/ledger/sources/portal/")
    assert "Publisher Harbour agency inferred" in text
    assert (
        "between 30 November 2024 and 9 October 2025 inferred a visit is past" in text
    )
    assert "Behind a sign-in yes" in text
    assert (
        "They signed. In our own words. line 7 Memorandum of understanding of Agency of Tarsena"
        " and Dalbit Securities Signed, Work on vaccines"
    ) in text
    assert "“Nobody uses this one.” line 9 Nothing rests on it." in text
    assert "Ties grow" in words(Client(), "/ledger/sources/?q=ties")
    assert "No source fits." in words(Client(), "/ledger/sources/?q=nobody")


def test_an_internal_source_and_what_rests_on_it_stay_with_curators(
    curator: Person, agency: Organisation, fund: Organisation, article: Source
) -> None:
    letter = evidence("letter", audience="internal")
    tie_of(agency, fund, letter)
    address = f"/ledger/sources/{letter.source.key}/"
    assert Client().get(address).status_code == 404
    assert "What source" in words(sign_in(curator), address)
    assert listed_sources(Client()) == ["Two countries talk"]
    assert listed_sources(sign_in(curator)) == ["Source 1", "Two countries talk"]


def listed_sources(client: Client) -> list[str]:
    return [each.title for each in client.get("/ledger/sources/").context["page"]]


def test_a_long_quotation_is_cut_on_the_page(article: Source) -> None:
    add_passage(article, by=None, exact="word " * 100)
    page = words(Client(), "/ledger/sources/courier/")
    assert page.count("word") == 60


def test_the_same_place_is_entered_once(article: Source) -> None:
    first = add_passage(article, by=None, exact="Same.", start=1, end=6)
    assert add_passage(article, by=None, exact="Same.", start=1, end=6) == first
    with pytest.raises(LedgerError, match="in other words"):
        add_passage(article, by=None, paraphrase="Otherwise.", start=1, end=6)
    with pytest.raises(LedgerError, match="already"):
        add_source(by=None, key="courier", kind="article", title="Again")


def test_every_claim_about_a_row_has_a_paged_list(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    tie = tie_of(agency, fund, passage)
    text = words(Client(), f"/ledger/claims/?tie={tie.key}")
    assert "Evidence 1 The agency opened talks with the fund." in text
    assert Client().get("/ledger/claims/").status_code == 404
    assert Client().get("/ledger/claims/?tie=unknown").status_code == 404


def test_a_public_claim_about_an_internal_row_is_internal(
    agency: Organisation, fund: Organisation, passage: Passage, curator: Person
) -> None:
    tie = tie_of(agency, fund, passage, audience="internal")
    visit = add_occasion(by=None, kind="summit", name="Quiet visit", audience="internal")  # fmt: skip
    said = [
        add_claim(by=None, aspect="outcome", about=about, passages=[passage], text="So")
        for about in (tie, visit, None)
    ]
    curating = sign_in(curator)
    assert [
        Client().get(f"/api/ledger/claims/{each.pk}").status_code for each in said
    ] == [404, 404, 200]
    text = words(Client(), "/ledger/sources/courier/")
    assert ("Quiet visit" in text, "Dalbit" in text) == (False, False)
    text = words(curating, "/ledger/sources/courier/")
    assert ("Quiet visit" in text, "Dalbit" in text) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_what_the_pages_cost(
    agency: Organisation,
    fund: Organisation,
    article: Source,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        passage = add_passage(article, by=None, paraphrase=f"Sentence {number}")
        tie_of(agency, fund, passage)
        add_claim(by=None, aspect="statement", about=agency, passages=[passage], text="So")  # fmt: skip
        company = Organisation.objects.create(name=f"Company {number}")
        ensure_record(company, audience="public")
        Membership.objects.create(cluster=agency, member=company)
        Position.objects.create(key=f"p-{number}", organisation=agency, title="Head")
        relation = Relation.objects.create(subject_organisation=agency, predicate="hosted", object_organisation=company)  # fmt: skip
        add_claim(by=None, aspect="existence", about=relation, passages=[passage])
        add_occasion(by=None, kind="summit", name="Summit", organiser=agency)
    with django_assert_num_queries(3):
        Client().get("/ledger/organisations/")
    with django_assert_num_queries(15):
        Client().get(f"/ledger/organisations/{agency.record.key}/")
    with django_assert_num_queries(2):
        Client().get("/ledger/sources/")
    with django_assert_num_queries(6):
        Client().get("/ledger/sources/courier/")
