import pytest

from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event, Registration, Staff
from madang.site.matching.actions.decisions import record_decision
from madang.site.matching.bridge.needs import candidates_for, unanswered
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.queries import known
from madang.site.matching.queries.known import Fact, invitable, public_facts
from madang.site.survey.models import Item, ItemTerm
from tests.conftest import sign_in, take_part
from tests.site.matching.answered import answer

DESK = "/lounge/spring/matching/"


def page_of(person: Person, address: str) -> str:
    page = sign_in(person).get(f"{DESK}{address}")
    assert page.status_code == 200
    return str(page.content.decode())


def seek(registration: Registration, *terms: str, secret: bool = False) -> Item:
    """Add a need whose terms are facet:term."""
    item = Item.objects.create(
        answer=registration.answer,
        role="seek",
        text=f"Need of {registration}",
        is_confidential=secret,
    )
    for each in terms:
        facet, _colon, term = each.partition(":")
        ItemTerm.objects.create(item=item, facet=facet, term=term)
    return item


def offer(registration: Registration, *terms: str, secret: bool = False) -> Item:
    item = seek(registration, *terms, secret=secret)
    item.role = "offer"
    item.save()
    return item


def test_a_need_is_answered_by_the_same_deal_or_a_near_one_in_a_field_that_fits(
    event: Event, alder: Registration, birch: Registration
) -> None:
    for each in (alder, birch):
        answer(each)
    seek(alder, "deal:licence", "field:oncology")
    far = seek(alder, "deal:manufacturing", "field:oncology")
    seek(alder)
    offer(birch, "deal:option", "field:haematology")
    offer(birch, "deal:manufacturing", "field:dental")
    found = unanswered(read_inputs(event))
    assert found.items == [far.pk]
    assert (found.confidential, found.unread) == (0, 1)


def test_nobody_answers_themselves_and_two_who_seek_the_same_together_do(
    event: Event, alder: Registration, birch: Registration
) -> None:
    for each in (alder, birch):
        answer(each)
    mine = seek(alder, "deal:training")
    offer(alder, "deal:training")
    seek(alder, "deal:co_research")
    seek(birch, "deal:co_research")
    assert unanswered(read_inputs(event)).items == [mine.pk]


def test_a_term_that_nobody_has_confirmed_answers_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    for each in (alder, birch):
        answer(each)
    item = seek(alder, "deal:training")
    terms = offer(birch, "deal:training").terms
    assert unanswered(read_inputs(event)).items == []
    terms.update(term="cro")
    ItemTerm.objects.create(
        item=birch.answer.items.get(),
        facet="deal",
        term="training",
        is_confirmed=False,
    )
    assert unanswered(read_inputs(event)).items == [item.pk]


def test_confidential_offers_answer_nothing_and_confidential_needs_are_only_counted(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    for each in (alder, birch):
        answer(each)
    hidden = seek(alder, "deal:equity", secret=True)
    shown = seek(alder, "deal:training")
    offer(birch, "deal:training", secret=True)
    found = unanswered(read_inputs(event))
    assert (found.items, found.confidential) == ([shown.pk], 1)
    text = page_of(organiser, "needs/")
    assert "<h1>1 need that nobody answers</h1>" in text
    assert "1 more is confidential" in text
    assert f"needs/{hidden.pk}/" not in text
    client = sign_in(organiser)
    assert client.get(f"{DESK}needs/{hidden.pk}/").status_code == 404
    assert client.get(f"{DESK}needs/{shown.pk}/").status_code == 200


def test_who_is_kept_apart_from_the_seeker_answers_nothing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    for each in (alder, birch):
        answer(each)
    item = seek(alder, "deal:training")
    offer(birch, "deal:training")
    assert unanswered(read_inputs(event)).items == []
    record_decision(
        event=event,
        by_registration=None,
        left=alder,
        right=birch,
        verdict="never",
        by=None,
    )
    assert unanswered(read_inputs(event)).items == [item.pk]


def test_the_need_of_another_event_is_not_found(
    event: Event, alder: Registration, organiser: Person
) -> None:
    other = Event.objects.create(name="Autumn", slug="autumn", zone="UTC")
    cedar = take_part(other, "Cedar")
    answer(cedar)
    item = seek(cedar, "deal:training")
    assert sign_in(organiser).get(f"{DESK}needs/{item.pk}/").status_code == 404


def organisation(name: str, kind: str, country: str) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, country=country)


def test_candidates_answer_by_what_is_publicly_known_the_best_first(
    event: Event, alder: Registration
) -> None:
    answer(alder)
    item = seek(
        alder, "deal:manufacturing", "field:vaccines", "country:KR", "country:JP"
    )
    did = organisation("Did it", "biotech", "KR")
    usual = organisation("Usual", "cdmo", "JP")
    elsewhere = organisation("Elsewhere", "cdmo", "FR")
    nothing = organisation("Nothing", "investor", "KR")
    field = organisation("In the field", "biotech", "KR")
    facts = [
        Fact(
            did.pk,
            "Contract",
            deals=frozenset(["manufacturing"]),
            text="Lines for vaccines",
        ),
        Fact(field.pk, "Paper", text="Oncology and vaccines"),
        Fact(nothing.pk),
    ]
    rows = candidates_for(item, [usual, did, elsewhere, nothing, field], facts)
    names = [str(each.organisation) for each in rows]
    assert names == ["Did it", "In the field", "Usual"]
    assert [each.kind for each in rows[0].grounds] == ["deal", "country"]
    assert rows[0].grounds[0].terms == ("manufacturing", "vaccines")
    assert [each.kind for each in rows[2].grounds] == ["usual", "country"]


def test_a_country_answers_a_need_that_names_its_group(
    event: Event, alder: Registration
) -> None:
    answer(alder)
    item = seek(alder, "deal:manufacturing", "country:asean")
    here = organisation("Here", "cdmo", "VN")
    there = organisation("There", "cdmo", "KR")
    rows = candidates_for(item, [there, here], [])
    assert [each.organisation for each in rows] == [here]


def test_a_wanted_kind_of_partner_leaves_others_out(
    event: Event, alder: Registration
) -> None:
    answer(alder)
    item = seek(alder, "deal:training", "partner_type:hospital")
    ward = organisation("Ward", "hospital", "KR")
    school = organisation("School", "university", "KR")
    bank = organisation("Bank", "investor", "KR")
    rows = candidates_for(item, [bank, school, ward], [])
    assert [each.organisation for each in rows] == [school, ward]


def test_only_who_is_publicly_known_or_came_to_an_own_event_is_named(
    event: Event, organiser: Person, alder: Registration
) -> None:
    public, own, strange = (
        organisation(name, "cdmo", "KR") for name in ("Public", "Own", "Strange")
    )
    mine = Event.objects.create(name="Mine", slug="mine", zone="UTC")
    Staff.objects.create(event=mine, person=organiser, role="organiser")
    theirs = Event.objects.create(name="Theirs", slug="theirs", zone="UTC")
    for where, who in ((mine, own), (theirs, strange)):
        Registration.objects.create(event=where, organisation=who, state="registered")
    assert organiser.user is not None
    found = invitable(organiser.user, event, {public.pk, alder.organisation_id})
    assert sorted(map(str, found)) == ["Own", "Public"]


@pytest.mark.parametrize(
    ("consent", "listed", "secret", "is_read"),
    [
        ("public", True, False, True),
        ("participants", True, False, False),
        ("public", False, False, False),
        ("public", True, True, False),
    ],
)
def test_an_offer_elsewhere_is_read_only_if_the_public_may_read_it(
    consent: str,
    listed: bool,
    secret: bool,
    is_read: bool,
    event: Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(known, "_sources", [])
    other = Event.objects.create(
        name="Autumn", slug="autumn", zone="UTC", is_listed=listed
    )
    cedar = take_part(other, "Cedar")
    answer(cedar, consent=consent)
    offer(cedar, "deal:training", secret=secret)
    told = [each.says for each in public_facts(event)]
    assert told == (["Autumn: Need of Cedar"] if is_read else [])


def test_the_page_of_a_need_names_reasons_and_leads_to_a_filled_invitation(
    event: Event,
    alder: Registration,
    organiser: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer(alder)
    item = seek(alder, "deal:manufacturing")
    made = organisation("Fill & Finish", "cdmo", "KR")
    fact = Fact(
        made.pk, "Contract: syringes", "/ledger/", deals=frozenset(["manufacturing"])
    )
    monkeypatch.setattr(known, "_sources", [lambda: [fact]])
    text = page_of(organiser, f"needs/{item.pk}/")
    assert "It offered or did this: Contract manufacturing." in text
    assert "Contract: syringes" in text
    address = (
        "/lounge/spring/people/invite/"
        "?name=Fill%20%26%20Finish&amp;kind=cdmo&amp;country=KR"
    )
    assert address in text
    form = sign_in(organiser).get(address.replace("&amp;", "&")).content.decode()
    assert 'value="Fill &amp; Finish"' in form
    assert '<option value="cdmo" selected>' in form
