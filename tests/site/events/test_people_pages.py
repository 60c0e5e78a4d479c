"""Pages of who comes: who may open which, how many queries they take, and what they change."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from madang.site.core import ui
from madang.site.core.models import OutboxMail
from madang.site.directory.models import Organisation, Person, User
from madang.site.events.models import (
    Event,
    Interpreter,
    Registration,
    Staff,
    WorkingLanguage,
)
from tests.conftest import lead_of, sign_in, take_part

ROLES = (
    "visitor",
    "curator",
    "organiser",
    "desk",
    "interpreter",
    "lead",
    "delegate",
    "other",
)


def somebody(name: str, **facts: object) -> Person:
    email = f"{name}@example.org"
    user = User.objects.create_user(email)
    return Person.objects.create(name=name, email=email, user=user, **facts)


@pytest.fixture
def clients(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> dict[str, Client]:
    """One client for each role; "lead" and "delegate" are of Birch Institute, "other" leads Alder Bio."""
    desk, interpreter = somebody("desk"), somebody("interpreter")
    Staff.objects.create(event=event, person=desk, role="desk")
    Interpreter.objects.create(event=event, person=interpreter, name="interpreter")
    delegate = somebody("delegate", organisation=birch.organisation)
    birch.delegates.filter(position=2).update(person=delegate)
    curator = somebody("curator")
    User.objects.filter(person=curator).update(is_curator=True)
    return {
        "visitor": Client(),
        "curator": sign_in(curator),
        "organiser": sign_in(organiser),
        "desk": sign_in(desk),
        "interpreter": sign_in(interpreter),
        "lead": sign_in(lead_of(birch)),
        "delegate": sign_in(delegate),
        "other": sign_in(lead_of(alder)),
    }


# Status codes in the order of ROLES; 302 sends a visitor to the sign-in page.
ONLY_ORGANISERS = (302, 404, 200, 404, 404, 404, 404, 404)
ORGANISERS_AND_LEADS = (302, 404, 200, 404, 404, 200, 403, 404)
PARTICIPANTS = (302, 404, 404, 404, 404, 200, 200, 200)
MATRIX = {
    "events:people": ONLY_ORGANISERS,
    "events:invite": ONLY_ORGANISERS,
    "events:registration": ONLY_ORGANISERS,
    "events:withdraw": ONLY_ORGANISERS,
    "events:staff": ONLY_ORGANISERS,
    "events:remove-staff": ONLY_ORGANISERS,
    "events:delegate": ORGANISERS_AND_LEADS,
    "events:remove-delegate": ORGANISERS_AND_LEADS,
    "events:availability": (302, 404, 200, 404, 404, 200, 200, 404),
    "events:my-delegation": PARTICIPANTS,
    "events:my-availability": PARTICIPANTS,
    "events:remove-colleague": (302, 403, 403, 403, 403, 200, 403, 404),
    "directory:me": (302, 200, 200, 200, 200, 200, 200, 200),
    "directory:organisation": (302, 403, 403, 403, 403, 200, 200, 200),
    "directory:colleague": (302, 403, 403, 403, 403, 200, 403, 404),
    "events:list": (200, 200, 200, 200, 200, 200, 200, 200),
    "events:detail": (200, 200, 200, 200, 200, 200, 200, 200),
}


def arguments_of(name: str, birch: Registration) -> list[object]:
    _first, second = birch.delegates.order_by("position")
    return {
        "events:registration": ["spring", birch.pk],
        "events:withdraw": ["spring", birch.pk],
        "events:remove-staff": ["spring", Staff.objects.get(role="organiser").pk],
        "events:delegate": ["spring", birch.pk, second.pk],
        "events:remove-delegate": ["spring", birch.pk, second.pk],
        "events:availability": ["spring", second.pk],
        "events:remove-colleague": [second.person_id],
        "directory:colleague": [second.person_id],
        "directory:me": [],
        "directory:organisation": [],
        "events:list": [],
    }.get(name, ["spring"])


@pytest.mark.parametrize("name", MATRIX)
def test_who_may_open_a_page(
    name: str, clients: dict[str, Client], birch: Registration
) -> None:
    url = reverse(name, args=arguments_of(name, birch))
    statuses = {role: clients[role].get(url).status_code for role in ROLES}
    assert statuses == dict(zip(ROLES, MATRIX[name], strict=True))


CHANGES = {
    "events:invite-again": (302, 404, 302, 404, 404, 404, 404, 404),
    "events:restore": (302, 404, 302, 404, 404, 404, 404, 404),
    "events:add-delegate": (302, 404, 302, 404, 404, 302, 403, 404),
    "events:answer-invitation": (302, 404, 404, 404, 404, 302, 403, 302),
    "directory:invite-colleague": (302, 403, 403, 403, 403, 302, 403, 404),
    "directory:set-lead": (302, 403, 403, 403, 403, 302, 403, 404),
}


@pytest.mark.parametrize("name", CHANGES)
def test_who_may_change_something(
    name: str, clients: dict[str, Client], birch: Registration
) -> None:
    pk = birch.delegates.get(position=2).person_id if "directory" in name else birch.pk
    arguments = {
        "events:answer-invitation": ["spring"],
        "directory:invite-colleague": [pk],
        "directory:set-lead": [pk],
    }
    url = reverse(name, args=arguments.get(name, ["spring", pk]))
    statuses = {role: clients[role].post(url).status_code for role in ROLES}
    assert statuses == dict(zip(ROLES, CHANGES[name], strict=True))
    assert {clients[role].get(url).status_code for role in ("organiser", "lead")} == {
        405
    }


def test_the_hours_of_a_seat_are_set_by_three(
    clients: dict[str, Client], birch: Registration
) -> None:
    second = birch.delegates.get(position=2)
    url = reverse("events:availability", args=["spring", second.pk])
    statuses = {role: clients[role].post(url).status_code for role in ROLES}
    assert statuses == {
        "visitor": 302,
        "curator": 404,
        "organiser": 302,
        "desk": 404,
        "interpreter": 404,
        "lead": 302,
        "delegate": 302,
        "other": 404,
    }
    first = birch.delegates.get(position=1)
    url = reverse("events:availability", args=["spring", first.pk])
    assert clients["delegate"].get(url).status_code == 200
    assert clients["delegate"].post(url).status_code == 403


def test_organisations_of_another_event_are_not_found(
    organiser: Person, alder: Registration
) -> None:
    other = Event.objects.create(name="Other", slug="other", city="Riga", country="LV")
    Registration.objects.update(event=other)
    client = sign_in(organiser)
    assert client.get(f"/lounge/spring/people/{alder.pk}/").status_code == 404
    assert client.post(f"/lounge/spring/people/{alder.pk}/withdraw/").status_code == 404


def test_an_event_that_is_not_listed_is_not_found_by_others(
    event: Event, organiser: Person
) -> None:
    Event.objects.update(is_listed=False)
    stranger = sign_in(somebody("stranger"))
    assert stranger.get("/lounge/spring/people/").status_code == 404
    assert sign_in(organiser).get("/lounge/spring/people/").status_code == 200


def names_on(client: Client, query: str) -> list[str]:
    page = client.get(f"/lounge/spring/people/{query}").context["page"]
    return [str(each) for each in page]


def test_the_list_is_narrowed_by_words_state_and_country(
    organiser: Person, alder: Registration, birch: Registration
) -> None:
    Organisation.objects.filter(pk=birch.organisation_id).update(
        country="LV", name_local="Bērza institūts"
    )
    Registration.objects.filter(pk=birch.pk).update(state="invited")
    client = sign_in(organiser)
    assert names_on(client, "") == ["Alder Bio", "Birch Institute"]
    assert names_on(client, "?q=alder") == ["Alder Bio"]
    assert names_on(client, "?q=Bērza") == ["Birch Institute"]
    assert names_on(client, "?q=lead@birch") == ["Birch Institute"]
    assert names_on(client, "?state=invited") == ["Birch Institute"]
    assert names_on(client, "?country=KR") == ["Alder Bio"]
    assert names_on(client, "?country=KR&state=invited") == []
    assert names_on(client, "?country=nowhere&state=lost") == [
        "Alder Bio",
        "Birch Institute",
    ]


@pytest.fixture
def no_tabs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the tabs of all rooms: their figures are not the page's."""
    monkeypatch.setattr(ui, "_tabs", [])


@pytest.mark.usefixtures("no_tabs")
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    organiser: Person,
    alder: Registration,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(organiser)
    with django_assert_num_queries(12):
        client.get("/lounge/spring/people/")
    for name in ("Birch Institute", "Cedar Health"):
        take_part(alder.event, name, languages=("en", "ko"), delegates=3)
    with django_assert_num_queries(12):
        client.get("/lounge/spring/people/")


@pytest.mark.usefixtures("no_tabs")
def test_a_registration_takes_as_many_queries_for_three_seats_as_for_one(
    organiser: Person,
    alder: Registration,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = sign_in(organiser)
    cedar = take_part(alder.event, "Cedar Health", languages=("en", "ko"), delegates=3)
    with django_assert_num_queries(13):
        client.get(f"/lounge/spring/people/{alder.pk}/")
    with django_assert_num_queries(13):
        client.get(f"/lounge/spring/people/{cedar.pk}/")


def test_my_entry_takes_as_many_queries_for_three_events_as_for_one(
    alder: Registration, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lead = lead_of(alder)
    client = sign_in(lead)
    with django_assert_num_queries(12):
        client.get("/me/")
    for slug in ("summer", "autumn"):
        event = Event.objects.create(name=slug, slug=slug, city="Riga", country="LV")
        Registration.objects.create(event=event, organisation=alder.organisation)
    with django_assert_num_queries(12):
        client.get("/me/")


LETTER = {
    "name": "Cedar Health",
    "kind": "ministry",
    "country": "LV",
    "lead_name": "Anna Liepa",
    "lead_email": "anna@cedar.example.org",
    "delegates": "2",
}


def test_an_organiser_invites(organiser: Person, event: Event) -> None:
    answer = sign_in(organiser).post("/lounge/spring/people/invite/", LETTER)
    registration = Registration.objects.get()
    assert answer.headers["Location"] == f"/lounge/spring/people/{registration.pk}/"
    assert OutboxMail.objects.get().recipient == "anna@cedar.example.org"


def test_one_organisation_of_the_name_and_country_is_meant(
    organiser: Person, event: Event
) -> None:
    known = Organisation.objects.create(name="CEDAR Health Ltd.", country="LV")
    sign_in(organiser).post("/lounge/spring/people/invite/", LETTER)
    assert Registration.objects.get().organisation == known


@pytest.mark.parametrize("countries", [("LV", "LV"), ("KR",)])
def test_which_organisation_is_meant_is_asked(
    organiser: Person, event: Event, countries: tuple[str, ...]
) -> None:
    for country in countries:
        Organisation.objects.create(name="Cedar Health", country=country)
    client = sign_in(organiser)
    page = client.post("/lounge/spring/people/invite/", LETTER)
    assert page.status_code == 200
    assert page.context["form"].errors == {
        "which": ["An organisation of this name is known here. Say which one you mean."]
    }
    assert Registration.objects.count() == 0
    first = Organisation.objects.order_by("pk")[0]
    client.post("/lounge/spring/people/invite/", LETTER | {"which": str(first.pk)})
    assert Registration.objects.get().organisation == first


def test_the_choice_stays_when_another_field_is_mended(
    organiser: Person, event: Event
) -> None:
    known = Organisation.objects.create(name="Cedar Health", country="KR")
    letter = LETTER | {"which": str(known.pk), "lead_email": "not an address"}
    page = sign_in(organiser).post("/lounge/spring/people/invite/", letter)
    assert list(page.context["form"].errors) == ["lead_email"]
    chosen = f'name="which" value="{known.pk}"'
    assert page.content.decode().count(chosen) == 1


def test_another_organisation_of_the_name_can_be_made(
    organiser: Person, event: Event
) -> None:
    Organisation.objects.create(name="Cedar Health", country="KR")
    sign_in(organiser).post("/lounge/spring/people/invite/", LETTER | {"which": "new"})
    assert Organisation.objects.count() == 2
    assert Registration.objects.get().organisation.country == "LV"


def test_a_refusal_stands_at_its_field(
    organiser: Person, event: Event, alder: Registration
) -> None:
    page = sign_in(organiser).post(
        "/lounge/spring/people/invite/", LETTER | {"name": "Alder Bio", "country": "KR"}
    )
    assert page.context["form"].errors == {
        "name": ["Alder Bio is here already: Registered."]
    }


def test_an_organisation_that_is_withdrawn_loses_its_pages(
    organiser: Person, alder: Registration
) -> None:
    lead, client = sign_in(lead_of(alder)), sign_in(organiser)
    assert lead.get("/lounge/spring/my-delegation/").status_code == 200
    client.post(f"/lounge/spring/people/{alder.pk}/withdraw/")
    assert lead.get("/lounge/spring/my-delegation/").status_code == 404
    client.post(f"/lounge/spring/people/{alder.pk}/restore/")
    assert lead.get("/lounge/spring/my-delegation/").status_code == 200


def test_a_colleague_takes_and_frees_a_seat(birch: Registration, event: Event) -> None:
    mina = somebody("mina", organisation=birch.organisation)
    client = sign_in(mina)
    second = birch.delegates.get(position=2)
    url = f"/lounge/spring/my-delegation/{second.pk}/claim/"
    client.post(url)
    assert birch.delegates.get(position=2).person == mina
    client.post(url)
    assert birch.delegates.get(position=2).person is None


def test_saving_how_an_organisation_meets(
    organiser: Person, alder: Registration
) -> None:
    sign_in(organiser).post(
        f"/lounge/spring/people/{alder.pk}/",
        {
            "name": "Alder Bio",
            "languages": ["ko", "lv"],
            "most_meetings": "9",
            "interpreter_wanted": "on",
        },
    )
    alder.refresh_from_db()
    assert (alder.most_meetings, alder.interpreter_wanted) == (9, True)
    assert sorted(WorkingLanguage.objects.values_list("code", flat=True)) == [
        "ko",
        "lv",
    ]


def test_a_seat_with_a_role_and_no_name_is_shown(
    event: Event, organiser: Person, birch: Registration
) -> None:
    birch.delegates.filter(position=2).update(role="Licensing")
    page = sign_in(organiser).get(f"/lounge/spring/people/{birch.pk}/")
    assert page.status_code == 200
    assert "Licensing" in page.content.decode()
