"""Terms of an imported item: stated where a cell holds the term itself, else a proposal that nobody has confirmed."""

import pytest

from madang.site.events.models import Event
from madang.site.survey.actions.terms import confirm_all_terms, decline_term
from madang.site.survey.bridge import find_terms
from madang.site.survey.models import Item
from madang.site.survey.reading.items import is_chosen
from tests.conftest import lead_of
from tests.site.survey import made_up
from tests.site.survey.imported import imported

HEADER = ["Organisation", "Country", "Contact e-mail", "What we seek", "Kind of deal", "Therapeutic areas"]  # fmt: skip


def sheet(deal: str, field: str, text: str = "A vaccine line to buy time") -> bytes:
    row = ["Alder Bio", "KR", "kim@alder.example.org", text, deal, field]
    return made_up.xlsx({"Survey": [HEADER, row]})


def terms(*, is_confirmed: bool) -> set[tuple[str, str]]:
    item = Item.objects.get(role="seek")
    found = item.terms.filter(is_confirmed=is_confirmed)
    return set(found.values_list("facet", "term"))


@pytest.mark.parametrize(
    ("entry", "is_stated"),
    [
        ("Technology transfer", True),
        ("technology_transfer", True),
        ("기술이전", True),
        ("we would take a transfer of technology", False),
    ],
)
def test_only_a_term_itself_counts_in_full(
    entry: str, is_stated: bool, event: Event
) -> None:
    imported(event, sheet(entry, "Oncology"))
    assert (("deal", "technology_transfer") in terms(is_confirmed=True)) is is_stated
    assert (("deal", "technology_transfer") in terms(is_confirmed=False)) is not is_stated  # fmt: skip
    assert ("field", "oncology") in terms(is_confirmed=True)


def test_what_the_sentence_seems_to_name_is_a_proposal(event: Event) -> None:
    imported(event, sheet("Licence", "Oncology", "Contract manufacturing of antibodies"))  # fmt: skip
    assert ("modality", "antibody") in terms(is_confirmed=False)
    assert {facet for facet, _term in terms(is_confirmed=True)} == {"deal", "field"}


def test_what_somebody_decided_on_proposals_stays_when_the_file_comes_again(
    event: Event,
) -> None:
    file = sheet("Licence", "Oncology", "Contract manufacturing of antibodies")
    imported(event, file)
    item = Item.objects.get(role="seek")
    registration = item.answer.registration
    lead = lead_of(registration)
    gone = item.terms.get(term="antibody")
    decline_term(by=lead, registration=registration, term_id=gone.pk)
    confirm_all_terms(by=lead, registration=registration, item_id=item.pk)
    before = terms(is_confirmed=True)
    assert ("deal", "manufacturing") in before
    imported(event, file)
    assert Item.objects.get(role="seek").pk == item.pk
    assert terms(is_confirmed=True) == before
    assert terms(is_confirmed=False) == set()


@pytest.mark.parametrize(
    ("entry", "facet", "term"),
    [
        ("ANTIBODY", "modality", "antibody"),
        ("Phase 2", "stage", "phase_2"),
        ("항체", "modality", "antibody"),
        ("phase_2", "stage", "phase_2"),
    ],
)
def test_a_term_is_known_by_its_id_and_its_names(
    entry: str, facet: str, term: str
) -> None:
    assert is_chosen(entry, facet, term)
    assert find_terms(entry.replace("_", " "), facet) == [term]
