"""The stage of an item as an interval: from and to, stored as the stages between."""

import pytest

from madang.site.events.models import Registration
from madang.site.survey.forms.items import ItemForm, ends_of, stages_between
from madang.site.survey.models import Item
from tests.conftest import lead_of, sign_in

BASE = "/lounge/spring/my/answers/seek/"
FIELDS = {"text": "A licence", "deal": ["licence"], "priority": "3"}


def stages(item: Item) -> set[str]:
    found = item.terms.filter(facet="stage", is_confirmed=True)
    return set(found.values_list("term", flat=True))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("", "", []),
        ("phase_2", "", ["phase_2"]),
        ("", "phase_2", ["phase_2"]),
        ("phase_1", "phase_3", ["phase_1", "phase_2", "phase_3"]),
        ("phase_3", "phase_1", ["phase_1", "phase_2", "phase_3"]),
        ("discovery", "preclinical", ["discovery", "lead_optimisation", "preclinical"]),
        ("prototype", "preclinical", ["prototype", "preclinical"]),
        ("phase_2", "phase_2", ["phase_2"]),
        ("nothing", "", []),
    ],
)
def test_an_interval_is_the_stages_between(
    first: str, last: str, expected: list[str]
) -> None:
    assert stages_between(first, last) == expected
    assert set(stages_between(*ends_of(expected))) == set(expected)


def test_it_is_saved_and_shown_again(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    client.post(
        BASE + "item/", FIELDS | {"stage_from": "preclinical", "stage_to": "phase_2"}
    )
    item = Item.objects.get()
    assert stages(item) == {"preclinical", "phase_1", "phase_2"}
    values = ItemForm.values_of(item)
    assert (values["stage_from"], values["stage_to"]) == ("preclinical", "phase_2")
    page = client.get(f"{BASE}?item={item.pk}").content.decode()
    assert '<option value="preclinical" selected>' in page
    assert '<option value="phase_2" selected>' in page


def test_a_confirmed_proposal_widens_it(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    said = FIELDS | {"text": "A medicine in phase 3", "stage_from": "phase_1"}
    page = client.post(BASE + "item/", said | {"confirm": "stage:phase_3"})
    assert b'<option value="phase_1" selected>' in page.content
    assert b'<option value="phase_3" selected>' in page.content
    assert not Item.objects.exists()


def test_a_stage_within_it_is_not_proposed(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    said = FIELDS | {"text": "A medicine in phase 2", "propose": "1"}
    assert b"stage:phase_2" in client.post(BASE + "item/", said).content
    within = said | {"stage_from": "phase_1", "stage_to": "phase_3"}
    assert b"stage:phase_2" not in client.post(BASE + "item/", within).content


def test_an_unknown_stage_is_refused(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    page = client.post(BASE + "item/", FIELDS | {"stage_from": "phase_9"})
    assert page.status_code == 422
    assert not Item.objects.exists()
