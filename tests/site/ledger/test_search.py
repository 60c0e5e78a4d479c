"""Search of the ledger: any script, any name, the closest first, and nothing that this reader may not see."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.folding import folded, initials_pattern
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.models import OrganisationRecord, Tie
from madang.site.ledger.queries.search import (
    occasions_found,
    organisations_found,
    ties_found,
    words_of,
)
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, tie_of

pytestmark = pytest.mark.django_db


def company(name: str, *aliases: str, local: str = "", audience: str = "public") -> Organisation:  # fmt: skip
    row = Organisation.objects.create(name=name, name_local=local, kind="biotech", country="LV")  # fmt: skip
    OrganisationRecord.objects.create(organisation=row, key=f"works-{row.pk}", kind="company", audience=audience)  # fmt: skip
    for each in aliases:
        row.names.create(text=each, kind="alias")
    return row


def names(text: str) -> list[str]:
    return [each.name for each in organisations_found(None, words_of(text))]


@pytest.mark.parametrize(
    "text", ["RĪGAS ŠĶŪŅI", "rigas skuni", "Rigas Skuni", "rīgas-šķūņi", "skuni"]
)
def test_accents_case_and_points_do_not_matter(text: str) -> None:
    company("Rīgas Šķūņi, SIA")
    assert names(text) == ["Rīgas Šķūņi, SIA"]


@pytest.mark.parametrize(
    "text", ["한빛", "한빛바이오", "ㅎㅂ", "ㅎㅂㅂㅇㅇ", "Hanbit", "HBT"]
)
def test_hangul_initials_and_aliases(text: str) -> None:
    company("Hanbit Bio", "HBT", local="한빛바이오")
    assert names(text) == ["Hanbit Bio"]
    assert names("ㄱㅂ") == []


def test_exact_before_beginning_before_within() -> None:
    for name in ("The Baltic Pharma Club", "Baltic Pharmacy", "Baltic Pharma"):
        company(name)
    company("Seaside Works", "Baltic Pharma")
    assert names("baltic pharma") == [
        "Baltic Pharma",
        "Seaside Works",
        "Baltic Pharmacy",
        "The Baltic Pharma Club",
    ]


def test_occasions_and_ties_by_words_and_by_party() -> None:
    one, other = company("Pļava", "Meadow"), company("Hanul")
    tour = add_occasion(by=None, kind="conference", name="Forum in Šķēde", city="Rēzekne", passages=[evidence()])  # fmt: skip
    tie = tie_of(one, other, evidence(), subject="Vakcīnas pret gripu")
    assert list(occasions_found(None, words_of("skede"))) == [tour]
    assert list(ties_found(None, words_of("vakcinas"))) == [tie]
    assert list(ties_found(None, words_of("meadow"))) == [tie]
    Tie.objects.get(pk=tie.pk).save()
    assert Client().get("/ledger/?q=vakcinas").context["page"].paginator.count == 1
    assert Client().get("/ledger/occasions/?q=skede").context["page"].paginator.count == 1  # fmt: skip


def test_what_is_internal_is_neither_found_nor_counted(curator: Person) -> None:
    hidden, open_one = company("Hidden Works"), company("Open Works")
    tie_of(hidden, open_one, evidence(audience="internal"), audience="internal", subject="Hidden subject")  # fmt: skip
    tie_of(hidden, open_one, evidence(), subject="Seen")
    add_occasion(by=None, kind="conference", name="Hidden forum", audience="internal", passages=[evidence()])  # fmt: skip
    OrganisationRecord.objects.filter(organisation=hidden).update(audience="internal")
    page = Client().get("/ledger/search/?q=hidden")
    assert page.context["number"] == 0
    assert "Nothing fits “hidden”." in page.content.decode()
    found = sign_in(curator).get("/ledger/search/?q=hidden").context
    assert [(name, number) for name, _label, number in found["kinds"]] == [("organisations", 1), ("occasions", 1), ("ties", 2)]  # fmt: skip


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\\", "[", "ㅋㅋ[", "   ", "-"])
def test_strange_words_find_nothing(text: str) -> None:
    company("Open Works")
    assert names(text) == []
    answer = Client().get("/ledger/search/", {"q": text})
    assert answer.status_code == 200
    assert answer.context.get("number", 0) == 0


def test_a_page_of_many_is_paged() -> None:
    for number in range(51):
        company(f"Works {number:02}")
    page = Client().get("/ledger/search/?q=works&page=2").context["page"]
    assert (page.paginator.count, len(page)) == (51, 1)


def test_folding_keeps_korean_syllables_whole() -> None:
    assert folded("한국 Ōsaka-Süd") == "한국 osaka sud"
    assert initials_pattern("ㅎ") == "[하-힣]"
    assert initials_pattern("하") == ""


@pytest.mark.parametrize("number", [1, 3])
def test_questions_of_a_search(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(number):
        tie_of(company(f"Works {each}"), company(f"Other {each}"), evidence(), subject="Baltic")  # fmt: skip
    with django_assert_num_queries(7):
        Client().get("/ledger/search/?q=baltic&in=ties")
