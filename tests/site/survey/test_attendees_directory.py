"""The attendee directory: who is in it, what of them is read, and that nobody kept apart leaves a trace."""

from html import unescape
from re import sub

import pytest
from django.http import HttpResponse
from django.test import Client

from madang.site.directory.models import Person, User
from madang.site.events.models import Event, Interpreter, Registration, Staff
from madang.site.survey.models import Answer, Consent, Item, ItemTerm, NeverMatch
from tests.conftest import lead_of, sign_in, take_part


def show(
    registration: Registration, audience: str = "participants", **fields: str
) -> Answer:
    """Give an organisation a submitted answer that an audience may read."""
    answer = Answer.objects.create(
        registration=registration, state="submitted", **fields
    )
    if audience:
        Consent.objects.create(answer=answer, audience=audience)
    return answer


def add(
    answer: Answer,
    role: str,
    text: str,
    *terms: tuple[str, str],
    is_confidential: bool = False,
) -> Item:
    item = Item.objects.create(
        answer=answer, role=role, text=text, is_confidential=is_confidential
    )
    for facet, term in terms:
        ItemTerm.objects.create(item=item, facet=facet, term=term)
    return item


def words(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return plain(response)


def plain(response: HttpResponse) -> str:
    """Return what a page says, without markup and with single spaces."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", response.content.decode())).split())


def listed(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/lounge/spring/attendees/{query}")
    assert response.status_code == 200
    return [each.registration.organisation.name for each in response.context["rows"]]


@pytest.mark.parametrize(
    ("audience", "names"),
    [
        ("participants", ["Birch Institute"]),
        ("public", ["Birch Institute"]),
        ("matched", []),
        ("", []),
    ],
)
def test_only_those_are_listed_who_let_all_participants_read(
    event: Event,
    alder: Registration,
    birch: Registration,
    audience: str,
    names: list[str],
) -> None:
    show(birch, audience)
    assert listed(sign_in(lead_of(alder))) == names


def test_a_draft_and_a_withdrawn_organisation_are_not_listed(
    event: Event, alder: Registration, birch: Registration
) -> None:
    Answer.objects.filter(pk=show(birch).pk).update(state="draft")
    cedar = take_part(event, "Cedar")
    show(cedar)
    Registration.objects.filter(pk=cedar.pk).update(state="withdrawn")
    assert listed(sign_in(lead_of(alder))) == []


def test_a_reader_who_does_not_show_themselves_is_told_so(
    event: Event, alder: Registration, birch: Registration
) -> None:
    show(birch)
    client = sign_in(lead_of(alder))
    assert "Your own organisation is not in this list" in words(
        client, "/lounge/spring/attendees/"
    )
    show(alder)
    assert "Your own organisation is not in this list" not in words(
        client, "/lounge/spring/attendees/"
    )


def test_a_page_shows_the_profile_and_the_named_delegates(
    event: Event, alder: Registration, birch: Registration
) -> None:
    answer = show(birch, about="We test vaccines.")
    add(answer, "seek", "A partner for fill and finish", ("deal", "manufacturing"))
    add(
        answer,
        "offer",
        "Trial sites in Latvia",
        ("deal", "trial_site"),
        ("country", "LV"),
    )
    page = words(sign_in(lead_of(alder)), f"/lounge/spring/attendees/{birch.pk}/")
    assert (
        "We test vaccines. Seeks 1 A partner for fill and finish Contract manufacturing"
        in page
    )
    assert "Offers 1 Trial sites in Latvia Clinical trial sites Latvia" in page
    assert "Delegates 1 Lead of Birch Institute" in page
    assert "lead@birch-institute.example.org" not in page


def test_a_confidential_item_is_neither_shown_nor_found(
    event: Event, alder: Registration, birch: Registration
) -> None:
    answer = show(birch)
    add(answer, "offer", "Secret antibody", ("field", "oncology"), is_confidential=True)
    add(answer, "offer", "Open antibody", ("field", "vaccines"))
    client = sign_in(lead_of(alder))
    assert "Secret antibody" not in words(
        client, f"/lounge/spring/attendees/{birch.pk}/"
    )
    assert "Secret antibody" not in words(client, "/lounge/spring/attendees/")
    for query in (
        "?q=secret",
        "?term=field:oncology",
        "?role=offer&term=field:oncology",
    ):
        assert listed(client, query) == []
    for query in (
        "?q=open",
        "?term=field:vaccines",
        "?role=offer&term=field:vaccines",
        "?role=offer",
    ):
        assert listed(client, query) == ["Birch Institute"]
    assert listed(client, "?role=seek") == []


def test_the_list_is_narrowed_by_name_kind_and_country(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    type(cedar.organisation).objects.filter(pk=cedar.organisation_id).update(
        country="LV", kind="hospital", name_local="삼나무"
    )
    show(birch)
    show(cedar)
    client = sign_in(lead_of(alder))
    assert listed(client) == ["Birch Institute", "Cedar"]
    for query in (
        "?q=ceda",
        "?q=삼나무",
        "?q=lead+of+cedar",
        "?kind=hospital",
        "?country=LV",
    ):
        assert listed(client, query) == ["Cedar"]
    assert listed(client, "?kind=no-such-kind") == ["Birch Institute", "Cedar"]
    assert "Nobody fits this choice." in words(
        client, "/lounge/spring/attendees/?q=zzz"
    )


@pytest.mark.parametrize("who", ["reader", "other"])
@pytest.mark.parametrize("is_linked", [True, False])
def test_whoever_is_kept_apart_is_as_if_not_there(
    event: Event, alder: Registration, birch: Registration, who: str, is_linked: bool
) -> None:
    mine, theirs = show(alder), show(birch)
    birch.organisation.country = "LV"
    birch.organisation.save()
    client = sign_in(lead_of(alder))
    silent = take_part(event, "Silent")
    owner, target = (mine, birch) if who == "reader" else (theirs, alder)
    NeverMatch.objects.create(
        answer=owner,
        name=target.organisation.name,
        target=target if is_linked else None,
    )
    assert listed(client) == ["Alder Bio"]
    assert listed(client, "?q=birch") == []
    assert "Latvia" not in words(client, "/lounge/spring/attendees/")
    hidden = client.get(f"/lounge/spring/attendees/{birch.pk}/")
    unknown = client.get(f"/lounge/spring/attendees/{silent.pk}/")
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert plain(hidden) == plain(unknown)


def test_staff_see_what_participants_see_and_cannot_ask(
    event: Event, organiser: Person, alder: Registration, birch: Registration
) -> None:
    NeverMatch.objects.create(answer=show(alder), name="Birch Institute", target=birch)
    show(birch)
    client = sign_in(organiser)
    assert listed(client) == ["Alder Bio", "Birch Institute"]
    assert "Ask for contact" not in words(
        client, f"/lounge/spring/attendees/{birch.pk}/"
    )
    assert client.post(f"/lounge/spring/attendees/{birch.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/lounge/spring/attendees/",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 200,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/attendees/{pk}/",
            {
                "organiser": 200,
                "desk": 200,
                "interpreter": 404,
                "lead": 200,
                "visitor": 404,
            },
        ),
        (
            "/lounge/spring/my/contacts/",
            {
                "organiser": 404,
                "desk": 404,
                "interpreter": 404,
                "lead": 200,
                "visitor": 404,
            },
        ),
    ],
)
def test_who_may_open_what(
    event: Event,
    organiser: Person,
    alder: Registration,
    birch: Registration,
    address: str,
    expected: dict[str, int],
) -> None:
    show(birch)
    people = {"organiser": organiser, "lead": lead_of(alder)}
    for role in ("desk", "interpreter", "visitor"):
        user = User.objects.create_user(f"{role}@example.org")
        people[role] = Person.objects.create(name=role, email=user.email, user=user)
    Staff.objects.create(event=event, person=people["desk"], role="desk")
    Interpreter.objects.create(
        event=event, person=people["interpreter"], name="interpreter"
    )
    address = address.format(pk=birch.pk)
    assert {
        role: sign_in(each).get(address).status_code for role, each in people.items()
    } == expected
    assert Client().get(address).status_code == 404


def test_pages_cost_the_same_for_one_organisation_and_for_three(
    event: Event, alder: Registration, birch: Registration, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(lead_of(alder))
    add(show(birch), "offer", "Sites", ("deal", "trial_site"))
    with django_assert_num_queries(23):
        client.get("/lounge/spring/attendees/")
    with django_assert_num_queries(23):
        client.get(f"/lounge/spring/attendees/{birch.pk}/")
    for name in ("Cedar", "Dogwood"):
        add(show(take_part(event, name)), "offer", "More sites", ("deal", "trial_site"))
    add(birch.answer, "seek", "Vaccines", ("field", "vaccines"))
    with django_assert_num_queries(23):
        client.get("/lounge/spring/attendees/")
    with django_assert_num_queries(23):
        client.get(f"/lounge/spring/attendees/{birch.pk}/")
