"""Terms proposed from an item's words: shown with the words, confirmed or left out by one click, kept as open."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.engine.match import vocabulary
from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.survey.models import Answer, Item, ItemTerm
from tests.conftest import lead_of, sign_in

BASE = "/lounge/spring/my/answers/"
TEXT = "Technology transfer of a measles vaccine to Viet Nam, no licensing"
# What is read from the text besides the deal that the tests choose themselves.
READ = [
    ("country", "VN"),
    ("deal", "technology_transfer"),
    ("field", "vaccines"),
    ("field", "viral_infection"),
    ("modality", "vaccine"),
]


@pytest.fixture
def client_of_lead(alder: Registration) -> Client:
    return sign_in(lead_of(alder))


def post(client: Client, **values: object) -> str:
    data = {"text": TEXT, "priority": "3"} | values
    response = client.post(BASE + "offer/item/", data)
    assert response.status_code in (200, 302), response.content.decode()
    return response.content.decode()


def attendees_on(client: Client, address: str) -> int:
    rows = client.get(address).content.decode().partition("<tbody>")[2]
    return rows.partition("</tbody>")[0].count("<tr>")


def stored(*, is_confirmed: bool) -> list[tuple[str, str]]:
    rows = ItemTerm.objects.filter(is_confirmed=is_confirmed)
    return sorted(rows.values_list("facet", "term"))


def test_the_button_proposes_terms_with_the_words_that_led_to_them(
    client_of_lead: Client,
) -> None:
    page = post(client_of_lead, propose="1")
    assert "<mark>Technology transfer</mark>" in page
    assert 'name="confirm" value="deal:technology_transfer"' in page
    assert (
        'value="deal:licence"' not in page.split("data-proposals")[1].split("</ul>")[0]
    )
    assert TEXT in page
    assert page.count('class="field wrong"') == 0
    assert Item.objects.count() == 0


def test_a_click_chooses_the_term_in_the_form_and_another_leaves_one_out(
    client_of_lead: Client,
) -> None:
    page = post(client_of_lead, confirm="deal:technology_transfer")
    assert 'value="technology_transfer" class="input" id=' in page or (
        page.count('value="technology_transfer"') == 1 and "checked" in page
    )
    assert 'name="confirm" value="deal:technology_transfer"' not in page
    page = post(client_of_lead, confirm="country:VN")
    assert 'value="Vietnam"' in page
    page = post(client_of_lead, decline="field:vaccines")
    assert 'name="confirm" value="field:vaccines"' not in page
    assert 'name="undecline" value="field:vaccines"' in page
    page = post(client_of_lead, declined="field:vaccines", undecline="field:vaccines")
    assert 'name="confirm" value="field:vaccines"' in page
    page = post(client_of_lead, confirm="all")
    assert 'name="confirm"' not in page


def test_what_the_text_does_not_say_is_not_confirmed(client_of_lead: Client) -> None:
    page = post(client_of_lead, confirm="deal:licence")
    assert "checked" not in page


def test_what_stays_open_is_stored_as_unconfirmed(
    client_of_lead: Client, alder: Registration
) -> None:
    post(
        client_of_lead,
        deal=["technology_transfer"],
        declined="field:viral_infection",
    )
    assert stored(is_confirmed=True) == [("deal", "technology_transfer")]
    open_terms = [
        each
        for each in READ
        if each not in (("deal", "technology_transfer"), ("field", "viral_infection"))
    ]
    assert stored(is_confirmed=False) == open_terms
    item = Item.objects.get()
    assert (item.declined_terms, item.vocabulary_version) == (
        "field:viral_infection",
        vocabulary.VERSION,
    )


def test_what_was_declined_is_not_proposed_again(client_of_lead: Client) -> None:
    post(client_of_lead, deal=["technology_transfer"], declined="field:vaccines")
    item = Item.objects.get()
    page = client_of_lead.get(f"{BASE}offer/?item={item.pk}").content.decode()
    assert 'name="confirm" value="field:vaccines"' not in page
    assert 'name="confirm" value="modality:vaccine"' in page


def test_a_saved_proposal_is_confirmed_or_left_out_and_put_back(
    client_of_lead: Client,
) -> None:
    post(client_of_lead, deal=["technology_transfer"])
    page = client_of_lead.get(BASE + "offer/").content.decode()
    assert "Proposed from your words" in page
    country = ItemTerm.objects.get(facet="country")
    client_of_lead.post(f"{BASE}terms/{country.pk}/confirm/")
    assert ("country", "VN") in stored(is_confirmed=True)
    vaccine = ItemTerm.objects.get(facet="modality")
    client_of_lead.post(f"{BASE}terms/{vaccine.pk}/decline/")
    assert not ItemTerm.objects.filter(facet="modality").exists()
    assert Item.objects.get().declined_terms == "modality:vaccine"
    assert "Removed: Vaccine" in client_of_lead.get(BASE + "offer/").content.decode()
    client_of_lead.post(BASE + "restore/")
    assert ("modality", "vaccine") in stored(is_confirmed=False)
    assert Item.objects.get().declined_terms == ""
    client_of_lead.post(f"{BASE}items/{Item.objects.get().pk}/terms/confirm/")
    assert stored(is_confirmed=True) == READ


def test_confirmed_terms_are_not_proposals_any_more(client_of_lead: Client) -> None:
    post(client_of_lead, deal=["technology_transfer"])
    deal = ItemTerm.objects.get(facet="deal")
    assert client_of_lead.post(f"{BASE}terms/{deal.pk}/decline/").status_code == 404
    assert client_of_lead.post(f"{BASE}terms/{deal.pk}/confirm/").status_code == 404
    assert stored(is_confirmed=True) == [("deal", "technology_transfer")]


def test_another_organisation_cannot_touch_a_proposal(
    client_of_lead: Client, birch: Registration
) -> None:
    post(client_of_lead, deal=["technology_transfer"])
    term = ItemTerm.objects.get(facet="country")
    other = sign_in(lead_of(birch))
    for way in ("confirm", "decline"):
        assert other.post(f"{BASE}terms/{term.pk}/{way}/").status_code == 404
    item = Item.objects.get()
    assert other.post(f"{BASE}items/{item.pk}/terms/confirm/").status_code == 404
    assert stored(is_confirmed=False) == [each for each in READ if each[0] != "deal"]


def test_a_colleague_reads_and_does_not_confirm(
    client_of_lead: Client, alder: Registration
) -> None:
    post(client_of_lead, deal=["technology_transfer"])
    lead = lead_of(alder)
    Person.objects.filter(pk=lead.pk).update(is_lead=False)
    term = ItemTerm.objects.get(facet="country")
    assert client_of_lead.post(f"{BASE}terms/{term.pk}/confirm/").status_code == 403
    page = client_of_lead.get(BASE + "offer/").content.decode()
    assert "/confirm/" not in page
    assert "Proposed, not confirmed:" in page


def test_removing_and_restoring_an_item_keeps_what_is_open(
    client_of_lead: Client,
) -> None:
    post(client_of_lead, deal=["technology_transfer"], declined="field:vaccines")
    before = stored(is_confirmed=False)
    client_of_lead.post(f"{BASE}items/{Item.objects.get().pk}/remove/")
    client_of_lead.post(BASE + "restore/")
    assert stored(is_confirmed=False) == before
    assert Item.objects.get().declined_terms == "field:vaccines"


def test_numbers_are_proposed_and_kept_with_their_amount(
    client_of_lead: Client,
) -> None:
    text = "Fill-finish of 30 million vials a year and a 2,000 L bioreactor"
    page = post(client_of_lead, text=text, confirm="capacity:units_per_year")
    assert 'name="capacity_units_per_year" value="30000000"' in page
    post(
        client_of_lead,
        text=text,
        deal=["fill_finish"],
        capacity_units_per_year="30000000",
    )
    amounts = ItemTerm.objects.filter(facet="capacity").order_by("term")
    assert [(each.term, each.amount, each.is_confirmed) for each in amounts] == [
        ("bioreactor_litres", 2000, False),
        ("units_per_year", 30_000_000, True),
    ]
    page = client_of_lead.get(BASE + "offer/").content.decode()
    assert "Filled units a year: 30,000,000" in page


def test_groups_of_countries_and_devices_are_read_back(client_of_lead: Client) -> None:
    post(
        client_of_lead,
        text="Something",
        deal=["distribution"],
        countries="ASEAN; 라트비아; Gulf Cooperation Council",
        device=["device_dressing"],
        modality=["medical_device"],
        standing=["iso_13485"],
    )
    item = Item.objects.get()
    assert stored(is_confirmed=True) == [
        ("country", "LV"),
        ("country", "asean"),
        ("country", "gcc"),
        ("deal", "distribution"),
        ("modality", "device_dressing"),
        ("modality", "medical_device"),
        ("standing", "iso_13485"),
    ]
    page = client_of_lead.get(f"{BASE}offer/?item={item.pk}").content.decode()
    assert "ASEAN; Latvia; Gulf Cooperation Council" in page


def test_nobody_else_sees_or_finds_what_is_not_confirmed(
    client_of_lead: Client, alder: Registration, birch: Registration
) -> None:
    client_of_lead.post(BASE + "who/", {"about": "A maker."})
    post(client_of_lead, deal=["technology_transfer"])
    client_of_lead.post(BASE + "people/", {"languages": ["en"], "delegates": "1"})
    client_of_lead.post(BASE + "consent/", {"audiences": ["participants"]})
    client_of_lead.post(BASE + "send/")
    other = sign_in(lead_of(birch))
    page = other.get(f"/lounge/spring/attendees/{alder.pk}/").content.decode()
    shown = page.split('data-shown="participants"')[1].split("</main>")[0]
    assert '<span class="chip">Technology transfer</span>' in shown
    assert shown.count('<span class="chip">') == 1
    where = "/lounge/spring/attendees/?term=field:vaccines"
    assert attendees_on(other, where) == 0
    ItemTerm.objects.update(is_confirmed=True)
    assert attendees_on(other, where) == 1


def test_the_engine_gets_open_terms_apart(
    client_of_lead: Client, alder: Registration
) -> None:
    post(client_of_lead, deal=["technology_transfer"])
    Answer.objects.update(state="submitted")
    (profile,) = read_inputs(alder.event).profiles
    (item,) = profile.items
    assert item.facets == {"deal": frozenset({"technology_transfer"})}
    assert item.unconfirmed == {
        "country": frozenset({"VN"}),
        "field": frozenset({"vaccines", "viral_infection"}),
        "modality": frozenset({"vaccine"}),
    }


def test_the_page_of_items_asks_the_same_however_many_proposals(
    client_of_lead: Client,
) -> None:
    post(client_of_lead, deal=["technology_transfer"])
    counts = []
    for _number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client_of_lead.get(BASE + "offer/")
        counts.append(len(queries))
        post(client_of_lead, text=TEXT + " and oncology", deal=["supply"])
    assert counts[0] == counts[1]
