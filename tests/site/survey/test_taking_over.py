"""What is known already: offered part by part with its source, taken over by a click, never by itself."""

import pytest
from django.test import Client

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration, Staff
from madang.site.survey.actions.items import ItemContent, add_items
from madang.site.survey.models import Answer, Consent, Item
from tests.conftest import lead_of, sign_in, take_part
from tests.site.survey.test_answers_mine import fill
from tests.site.survey.test_parts_handing import colleague

THERE = "/lounge/autumn/my/answers/"
PARTS = ["who", "seek", "offer", "wishes", "people"]


@pytest.fixture
def autumn(alder: Registration, event: Event) -> Registration:
    """The same organisation at the next edition, where nothing is written yet; its answers for spring are whole."""
    client = sign_in(lead_of(alder))
    fill(client)
    secret = ItemContent("seek", "Secret need", is_confidential=True, priority=5)
    add_items(by=None, registration=alder, contents=[secret])
    for kind, name in (("wish", "Cedar"), ("never", "Dogwood")):
        client.post(f"/lounge/spring/my/answers/names/{kind}/", {f"{kind}-name": name})
    following = Event.objects.create(
        name="Autumn", slug="autumn", city="Riga", country="LV", previous=event
    )
    return Registration.objects.create(
        event=following, organisation=alder.organisation, state="registered"
    )


def sources(client: Client, part: str) -> list[str]:
    offers = client.get(f"{THERE}{part}/").context["offers"]
    return [each.source for each in offers]


def take(client: Client, part: str, source: str = "last") -> str:
    answer = client.post(f"{THERE}{part}/take-over/", {"source": source}, follow=True)
    return answer.content.decode()


def test_nothing_is_filled_in_silence(autumn: Registration) -> None:
    client = sign_in(lead_of(autumn))
    for part in [*PARTS, "consent", "check"]:
        client.get(f"{THERE}{part}/")
    assert not Answer.objects.filter(registration=autumn).exists()
    assert autumn.languages.count() == 0
    page = client.get(THERE + "seek/").content.decode()
    assert "From your answers for Spring Lounge" in page
    assert "Secret need" in page
    assert "Confidential" in page


def test_each_part_is_taken_over_by_itself(autumn: Registration) -> None:
    client = sign_in(lead_of(autumn))
    assert {part: sources(client, part) for part in PARTS} == {
        "who": ["last", "directory"],
        "seek": ["last"],
        "offer": ["last"],
        "wishes": ["last"],
        "people": ["last", "directory"],
    }
    take(client, "seek")
    answer = Answer.objects.get(registration=autumn)
    item = answer.items.get()
    assert (item.role, item.text, item.is_confidential, item.priority) == (
        "seek",
        "Secret need",
        True,
        5,
    )
    assert (answer.about, answer.wishes.count(), autumn.languages.count()) == ("", 0, 0)
    for part in ("who", "offer", "wishes", "people"):
        take(client, part)
    answer.refresh_from_db()
    autumn.refresh_from_db()
    assert answer.about == "A maker of vaccines."
    assert [each.text for each in answer.items.filter(role="offer")] == [
        "Process for a measles vaccine"
    ]
    assert answer.wishes.get().name == "Cedar"
    assert answer.never_matches.get().name == "Dogwood"
    assert list(autumn.languages.values_list("code", flat=True)) == ["en", "ko"]
    assert autumn.most_meetings == 12
    # Consent is asked for anew, and sending is a step of its own.
    assert (answer.consents.count(), answer.state) == (0, "draft")
    assert {part: sources(client, part) for part in PARTS} == {p: [] for p in PARTS}


def test_taking_over_twice_adds_nothing(autumn: Registration) -> None:
    client = sign_in(lead_of(autumn))
    take(client, "offer")
    assert "There is nothing left to take over here." in take(client, "offer")
    assert Item.objects.filter(answer__registration=autumn).count() == 1


def test_what_is_written_is_not_replaced(autumn: Registration) -> None:
    client = sign_in(lead_of(autumn))
    client.post(THERE + "who/", {"about": "New words", "draft": "1"})
    assert sources(client, "who") == ["last"]
    take(client, "who")
    answer = Answer.objects.get(registration=autumn)
    assert (answer.about, answer.objectives) == ("New words", "One partner.")
    assert "nothing left" in take(client, "who", "directory")


def test_terms_and_open_proposals_come_as_they_were(autumn: Registration) -> None:
    before = Item.objects.get(text="Process for a measles vaccine")
    kept = sorted(before.terms.values_list("facet", "term", "is_confirmed"))
    assert {each[2] for each in kept} == {True, False}
    take(sign_in(lead_of(autumn)), "offer")
    item = Item.objects.get(answer__registration=autumn)
    assert sorted(item.terms.values_list("facet", "term", "is_confirmed")) == kept


def test_the_directory_offers_a_first_sentence_and_languages(
    event: Event, alder: Registration
) -> None:
    alder.organisation.name_local = "알더"
    alder.organisation.save()
    alder.languages.all().delete()
    client = sign_in(lead_of(alder))
    here = "/lounge/spring/my/answers/"
    page = client.get(here + "who/").content.decode()
    assert "From the directory" in page
    assert "Alder Bio (알더): Biotech company, South Korea." in page
    for part in ("who", "people"):
        client.post(f"{here}{part}/take-over/", {"source": "directory"})
    assert (
        Answer.objects.get().about == "Alder Bio (알더): Biotech company, South Korea."
    )
    assert list(alder.languages.values_list("code", flat=True)) == ["ko"]


def test_only_events_of_the_same_organisers_count(
    alder: Registration, event: Event, organiser: Person
) -> None:
    fill(sign_in(lead_of(alder)))
    other = Event.objects.create(
        name="Autumn", slug="autumn", city="Riga", country="LV"
    )
    Registration.objects.create(
        event=other, organisation=alder.organisation, state="registered"
    )
    client = sign_in(lead_of(alder))
    assert sources(client, "offer") == []
    Staff.objects.create(event=other, person=organiser, role="desk")
    assert sources(client, "offer") == []
    Staff.objects.create(event=other, person=organiser, role="organiser")
    assert sources(client, "offer") == ["last"]


def test_nobody_takes_over_what_another_organisation_wrote(
    autumn: Registration,
) -> None:
    fir = take_part(autumn.event, "Fir")
    client = sign_in(lead_of(fir))
    for part in PARTS:
        assert "Secret need" not in client.get(f"{THERE}{part}/").content.decode()
        assert "last" not in sources(client, part)
    assert "nothing left" in take(client, "seek")
    assert Item.objects.filter(answer__registration=fir).count() == 0


def test_a_colleague_without_a_part_takes_nothing_over(autumn: Registration) -> None:
    client = sign_in(colleague(autumn))
    assert "offers" not in client.get(THERE + "seek/").context
    answer = client.post(THERE + "seek/take-over/", {"source": "last"})
    assert answer.status_code == 403
    assert Consent.objects.filter(answer__registration=autumn).count() == 0
