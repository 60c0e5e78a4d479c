"""Rules of odd ties, occasions, sources and names, raised by made-up rows in words of their own; who finds the list."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.directory.models import Organisation, OrganisationName, User
from madang.site.landscape.queries.oddities import everything_odd
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.models import OrganisationRecord, Tie
from tests.conftest import sign_in
from tests.site.landscape.made_up_figures import curator, figure, source
from tests.site.landscape.made_up_ties import company, tie, visit

pytestmark = pytest.mark.django_db


def raised() -> list[str]:
    user = User.objects.create_user("all@example.org", is_curator=True)
    return [each.rule for each in everything_odd(user)]


def talks() -> Tie:
    return tie("talks", company("Kalev", "EE"), company("Haneul", "KR"), stage="talks", date="2030-03")  # fmt: skip


def say(text: str, who: Organisation, **facts: str) -> None:
    add_claim(
        by=None,
        aspect="statement",
        about=None,
        passages=[add_passage(source(), by=None, paraphrase=text)],
        text=text,
        holder="quoted",
        holder_organisation=who,
        **facts,
    )


def test_a_quotation_that_speaks_of_a_contract_while_there_are_talks() -> None:
    talks()
    say("Our deal opens a door.", company("Haneul", "KR"), theme="quote")
    assert raised() == ["stage_conflict"]


def test_a_quotation_of_somebody_else_or_of_hope_is_not_odd() -> None:
    talks()
    say("Our deal opens a door.", company("Birch", "SE"), theme="quote")
    say("We look forward to more.", company("Haneul", "KR"), theme="quote")
    assert raised() == []


def test_signed_without_a_day_and_a_day_worked_out() -> None:
    one, other = company("Kalev", "EE"), company("Haneul", "KR")
    tie("loi", one, other, stage="signed", date="../2031-05-04")
    row = tie("mou", one, other, stage="signed", date="2030-07")
    Tie.objects.filter(pk=row.pk).update(date_basis="“in July” of the year of the paper")  # fmt: skip
    assert raised() == ["signed_without_date", "inferred_date"]


def test_a_party_without_a_name_and_more_names_than_parties() -> None:
    group = company("Hospitals of the north", "EE")
    row = tie("mou", group, company("Haneul", "KR"), stage="signed", date="2030-07")
    OrganisationRecord.objects.filter(organisation=group).update(is_group=True)
    Tie.objects.filter(pk=row.pk).update(party_count=0)
    assert raised() == ["parties_do_not_add_up", "unnamed_parties"]


def test_the_organiser_praises_its_own_event() -> None:
    host = company("Fair House", "KR")
    fair = add_occasion(by=None, kind="summit", name="Big Fair", start="2029", organiser=host)  # fmt: skip
    row = tie("contract", company("Kalev", "EE"), company("Haneul", "KR"), stage="signed", date="2030-02")  # fmt: skip
    row.attributions.create(occasion=fair)
    say("Our fair made this possible.", host, theme="causal_attribution")
    assert raised() == ["own_praise"]
    pair = Client().get("/landscape/pairs/ee-kr/").context["shown"]
    notes = [each.note for group in pair.groups for each in group.entries if each.tie]
    assert notes == ["2 to 13 months after “Big Fair”, to which it is attributed"]


def test_announced_after_its_day_and_far_beside_the_article() -> None:
    visit("Fair of the spring", "EE", "KR", start="2031-03-02", modality="planned")
    visit("Fair of the autumn", "EE", "KR", start="2031-10-02", modality="planned")
    visit("Fair of another year", "EE", "KR", start="2034-03-02", end="2034-03-05")
    assert raised() == ["planned_after_its_day", "beside_the_article"]
    pair = Client().get("/landscape/pairs/ee-kr/").context["shown"]
    assert [each.note for group in pair.groups for each in group.entries] == ["", "", "4 days"]  # fmt: skip


def test_a_whole_whose_part_alone_has_days_and_days_that_do_not_add_up() -> None:
    whole = add_occasion(by=None, kind="summit", name="Congress", start="2030")
    add_occasion(by=None, kind="round_table", name="Evening", start="2030-03-02", parent=whole)  # fmt: skip
    stay = add_occasion(by=None, kind="summit", name="Retreat", start="2030-04-02", end="2030-04-05")  # fmt: skip
    stay.duration_days = 3
    stay.save()
    assert raised() == ["stay_of_another_length", "dated_by_a_part"]


def test_sources_and_names() -> None:
    source("leaflet", published="", language="en", chrome_language="et", is_gated=True)
    one = company("Harbour University", "EE")
    OrganisationRecord.objects.create(organisation=one, key="harbour", kind="hospital")
    for text, kind in (
        ("Harbour University Hospital", "alias"),
        ("Harbour Clinic", "probable"),
        ("Union of the Union of Clinics", "alias"),
        ("HU", "acronym"),
    ):
        OrganisationName.objects.create(organisation=one, text=text, kind=kind)
    assert raised() == [
        "undated_source",
        "half_read",
        "framed_in_another_language",
        "doubled_word",
        "shortened_name",
        "probable_name",
    ]


def clean_set(number: int = 1) -> None:
    for index in range(number):
        one, other = company(f"Kalev {index}", "EE"), company(f"Haneul {index}", "KR")
        tour = visit(f"Tour {index}", "EE", "KR", start="2030-03-02", end="2030-03-05")
        tie("mou", one, other, stage="signed", date="2030-03-04", occasion=tour)
        tie("talks", one, other, stage="talks", date="2030")
        tie("clinical_trial", one, other)
        figure("trade", "level", f"{index + 1}30", unit="EUR", geography="EE", counterpart="KR", period=f"203{index}")  # fmt: skip


def test_a_clean_set_raises_nothing() -> None:
    clean_set()
    assert raised() == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_is_for_curators_and_asks_as_often_for_one_as_for_three(
    number: int,
) -> None:
    clean_set(number)
    for index in range(number):
        figure(f"part {index} of nothing", "growth_rate", "3.4", geography="EE", period="2030")  # fmt: skip
    client = sign_in(curator())
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/landscape/oddities/")
    assert len(captured) == 23
    assert [each.rule for each in page.context["page"]] == ["growth_of_what"] * number
    assert "Growth since when?" in page.content.decode()
