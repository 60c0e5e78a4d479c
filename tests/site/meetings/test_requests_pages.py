import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person, User
from madang.site.events.models import Event, Interpreter, Registration, Staff
from madang.site.matching.actions.runs import run_matching
from madang.site.matching.models import Decision, Suggestion
from madang.site.meetings.actions import requests as actions
from madang.site.meetings.models import Meeting
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    avoid,
    matched,
    well_matched,
    wish,
)

SUGGESTIONS = "/lounge/spring/my/suggestions/"
OWN = "/lounge/spring/my/requests/"
ALL = "/lounge/spring/requests/"


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return str(page.content.decode())


def member(registration: Registration, email: str) -> Person:
    """A colleague without a seat."""
    return Person.objects.create(
        name="Colleague",
        email=email,
        user=User.objects.create_user(email),
        organisation=registration.organisation,
    )


def test_the_suggestions_say_both_sides_reasons(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    page = text_of(sign_in(lead_of(alder)), SUGGESTIONS)
    assert "<h1>1 party worth a meeting</h1>" in page
    assert "Birch Institute" in page
    assert (
        "They offer “Technology transfer of a heat-stable measles vaccine”, which you seek."
        in page
    )
    assert "Your need 1, their offer 1" in page or "Their offer 1, your need 1" in page
    assert "They seek “Fill and finish lines for vaccines”, which you offer." in page
    assert "Organisation" not in page.split("<main")[1].split("<aside")[0]


def test_before_the_matching_the_page_says_whose_turn_it_is(
    event: Event, alder: Registration
) -> None:
    page = text_of(sign_in(lead_of(alder)), SUGGESTIONS)
    assert "The organisers have not matched the answers yet." in page


def test_whose_turn_it_is_comes_first_and_what_is_over_last(
    event: Event, alder: Registration
) -> None:
    stages = ["agreed", "declined", "asked", "free", "waiting"]
    answer(alder, seeks=VACCINE_NEEDS, consent="participants")
    others = {each: take_part(event, f"Tree {each}") for each in stages}
    for each in others.values():
        answer(each, offers=VACCINE_OFFERS, consent="participants")
    run_matching(event=event, by=None)
    made = {
        each: actions.ask_meeting(by=None, event=event, host=alder, guest=others[each])
        for each in ("agreed", "declined", "asked")
    }
    actions.accept_meeting(
        by=None, meeting=made["agreed"], registration=others["agreed"]
    )
    actions.decline_meeting(
        by=None,
        meeting=made["declined"],
        registration=others["declined"],
        reason="known",
    )
    actions.ask_meeting(by=None, event=event, host=others["waiting"], guest=alder)
    page = sign_in(lead_of(alder)).get(SUGGESTIONS)
    assert [card.other.organisation.name for card in page.context["page"]] == [
        "Tree waiting",
        "Tree free",
        "Tree asked",
        "Tree agreed",
        "Tree declined",
    ]


def test_asking_from_the_card_and_withdrawing(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    client = sign_in(lead_of(alder))
    assert "Send the request" in text_of(client, f"{SUGGESTIONS}?ask={birch.pk}")
    done = client.post(
        f"/lounge/spring/my/ask/{birch.pk}/",
        {"message": "Hello.", "delegates": [alder.delegates.get().pk]},
        follow=True,
    )
    assert done.redirect_chain == [(OWN, 302)]
    assert "The request is on its way to Birch Institute." in done.content.decode()
    meeting = Meeting.objects.get()
    assert [each.delegate for each in meeting.named_delegates.all()] == [
        alder.delegates.get()
    ]
    assert "You asked" in text_of(client, SUGGESTIONS)
    client.post(f"{OWN}{meeting.pk}/withdraw/")
    meeting.refresh_from_db()
    assert meeting.state == "withdrawn"


def test_the_other_side_accepts_from_its_card(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    client = sign_in(lead_of(birch))
    assert "They asked you" in text_of(client, SUGGESTIONS)
    assert "<h1>1 request waits for your answer</h1>" in text_of(client, OWN)
    client.post(f"{OWN}{meeting.pk}/accept/")
    meeting.refresh_from_db()
    assert meeting.state == "accepted"
    assert "No request waits for your answer" in text_of(client, OWN)


def test_a_no_without_a_reason_names_the_field(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    client = sign_in(lead_of(birch))
    page = client.post(f"{OWN}{meeting.pk}/decline/", {"note": "No."})
    assert page.status_code == 422
    assert "Choose a reason: they will read it." in page.content.decode()
    client.post(f"{OWN}{meeting.pk}/decline/", {"reason": "known", "note": "No."})
    reader = sign_in(lead_of(alder))
    assert "We are in contact already" in text_of(reader, OWN)


def test_cancelling_from_the_page(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    meeting = actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    actions.accept_meeting(by=None, meeting=meeting, registration=birch)
    client = sign_in(lead_of(alder))
    address = f"{OWN}{meeting.pk}/"
    assert "Cancel the meeting" in text_of(client, address)
    client.post(f"{address}cancel/", {"note": "Ill."})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.decline_note) == ("cancelled", "Ill.")


def test_not_for_us_is_kept_to_oneself_and_can_be_taken_back(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    client = sign_in(lead_of(alder))
    client.post(f"{SUGGESTIONS}{birch.pk}/refuse/")
    assert "1 party that is not for you" in text_of(client, SUGGESTIONS)
    theirs = text_of(sign_in(lead_of(birch)), SUGGESTIONS)
    assert "<h1>1 party worth a meeting</h1>" in theirs
    decision = Decision.objects.get()
    assert (decision.by, decision.verdict) == (alder, "not_for_us")
    client.post(f"{SUGGESTIONS}{birch.pk}/again/")
    assert Decision.objects.count() == 0
    assert "<h1>1 party worth a meeting</h1>" in text_of(client, SUGGESTIONS)


def test_whoever_avoids_hides_or_is_unknown_answers_alike(
    event: Event, alder: Registration, birch: Registration
) -> None:
    """Nothing tells an organisation that it is on somebody's never-match list."""
    well_matched(alder, birch)
    avoiding = take_part(event, "Hazel")
    answer(avoiding, offers=VACCINE_OFFERS, consent="participants")
    hidden = take_part(event, "Cedar")
    answer(hidden, offers=VACCINE_OFFERS, consent="")
    matched(event)
    avoid(avoiding, "Alder Bio")
    client = sign_in(lead_of(alder))
    unknown = 987654
    for verb in ("get", "post"):
        pages = [
            getattr(client, verb)(f"/lounge/spring/my/ask/{pk}/")
            for pk in (avoiding.pk, hidden.pk, unknown)
        ]
        assert [each.status_code for each in pages] == [404, 404, 404]
        bodies = [
            re.sub(r'value="\w{64}"', "", each.content.decode().replace(f"/{pk}/", "/"))
            for each, pk in zip(pages, (avoiding.pk, hidden.pk, unknown), strict=True)
        ]
        assert bodies[0] == bodies[1] == bodies[2]
    page = text_of(client, SUGGESTIONS)
    assert "Hazel" not in page
    assert "Cedar" not in page
    other_way = text_of(sign_in(lead_of(avoiding)), SUGGESTIONS)
    assert "Alder" not in other_way
    refusals = [
        client.post(f"{SUGGESTIONS}{pk}/refuse/").status_code
        for pk in (avoiding.pk, hidden.pk, unknown)
    ]
    assert refusals == [404, 404, 404]


def test_nothing_confidential_and_no_wish_reaches_the_other_side(
    event: Event, alder: Registration, birch: Registration
) -> None:
    answer(
        alder,
        seeks=(*VACCINE_NEEDS, ("!A buyer for the Busan plant", "divestment")),
        consent="participants",
    )
    answer(
        birch,
        offers=VACCINE_OFFERS,
        seeks=(("A plant in Busan to buy", "acquisition"),),
        consent="participants",
    )
    wish(alder, birch)
    matched(event)
    mine = text_of(sign_in(lead_of(alder)), SUGGESTIONS)
    assert "You named them among those whom you wish to meet." in mine
    theirs = sign_in(lead_of(birch))
    meeting = actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    for address in (SUGGESTIONS, OWN, f"{OWN}{meeting.pk}/"):
        page = text_of(theirs, address)
        assert "Busan plant" not in page
        assert "whom you wish to meet" not in page
        assert "named you" not in page


def test_an_item_that_becomes_confidential_after_the_matching_is_gone_at_once(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    birch.answer.items.filter(role="offer").update(is_confidential=True)
    assert "heat-stable" not in text_of(sign_in(lead_of(alder)), SUGGESTIONS)
    theirs = text_of(sign_in(lead_of(birch)), SUGGESTIONS)
    assert "for a measles vaccine”, which you offer." in theirs


def test_a_request_of_others_is_not_found(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    cedar = take_part(event, "Cedar")
    meeting = actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    client = sign_in(lead_of(cedar))
    assert client.get(f"{OWN}{meeting.pk}/").status_code == 404
    for verb in ("accept", "decline", "withdraw", "cancel", "delegates"):
        assert client.post(f"{OWN}{meeting.pk}/{verb}/").status_code == 404
    assert Meeting.objects.get().state == "asked"


ROLES = ("visitor", "organiser", "desk", "interpreter", "lead", "delegate", "colleague")
READ: dict[str, dict[str, int]] = {
    "my/suggestions/": dict(
        zip(ROLES, (302, 404, 404, 404, 200, 200, 200), strict=True)
    ),
    "my/requests/": dict(zip(ROLES, (302, 404, 404, 404, 200, 200, 200), strict=True)),
    "my/requests/{meeting}/": dict(
        zip(ROLES, (302, 404, 404, 404, 200, 200, 200), strict=True)
    ),
    "my/ask/{birch}/": dict(
        zip(ROLES, (302, 404, 404, 404, 200, 200, 403), strict=True)
    ),
    "requests/": dict(zip(ROLES, (302, 200, 404, 404, 404, 404, 404), strict=True)),
    "requests/{meeting}/": dict(
        zip(ROLES, (302, 200, 404, 404, 404, 404, 404), strict=True)
    ),
    "matching/": dict(zip(ROLES, (302, 200, 404, 404, 404, 404, 404), strict=True)),
    **{
        f"matching/{page}": dict(
            zip(ROLES, (302, 200, 404, 404, 404, 404, 404), strict=True)
        )
        for page in (
            "coverage/",
            "needs/",
            "hosted/",
            "exposure/",
            "weights/",
            "weights/look/newest/",
            "rules/",
            "rules/new/",
        )
    },
    "matching/apart/": dict(
        zip(ROLES, (302, 200, 404, 404, 404, 404, 404), strict=True)
    ),
    "matching/{suggestion}/": dict(
        zip(ROLES, (302, 200, 404, 404, 404, 404, 404), strict=True)
    ),
}
WRITE: dict[str, dict[str, int]] = {
    address: dict(zip(ROLES, codes, strict=True))
    for address, codes in {
        "my/suggestions/{birch}/again/": (302, 404, 404, 404, 404, 404, 403),
        "my/requests/{meeting}/accept/": (302, 404, 404, 404, 302, 302, 403),
        "my/requests/{meeting}/decline/": (302, 404, 404, 404, 422, 422, 403),
        "my/requests/{meeting}/cancel/": (302, 404, 404, 404, 302, 302, 403),
        "my/requests/{meeting}/delegates/": (302, 404, 404, 404, 302, 302, 403),
        "requests/propose/": (302, 302, 404, 404, 404, 404, 404),
        "requests/{meeting}/must/": (302, 302, 404, 404, 404, 404, 404),
        "requests/{meeting}/end/": (302, 302, 404, 404, 404, 404, 404),
        "requests/{meeting}/answer/{birch}/": (302, 422, 404, 404, 404, 404, 404),
        "matching/again/": (302, 302, 404, 404, 404, 404, 404),
        "matching/rules/new/": (302, 422, 404, 404, 404, 404, 404),
        "matching/weights/look/": (302, 422, 404, 404, 404, 404, 404),
        "matching/weights/0/take-up/": (302, 302, 404, 404, 404, 404, 404),
        "people/{birch}/hosted/": (302, 302, 404, 404, 404, 404, 404),
    }.items()
}


@pytest.fixture
def scene(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> dict[str, Any]:
    well_matched(alder, birch)
    meeting = actions.open_request(by=None, host=alder, guest=birch)
    desk = Person.objects.create(name="Desk", user=User.objects.create_user("d@x.org"))
    Staff.objects.create(event=event, person=desk, role="desk")
    spoken = Person.objects.create(
        name="Voice", user=User.objects.create_user("v@x.org")
    )
    Interpreter.objects.create(event=event, person=spoken, name="Voice")
    seat = member(alder, "seat@alder.example.org")
    alder.delegates.create(position=2, person=seat)
    return {
        "numbers": {
            "meeting": meeting.pk,
            "birch": birch.pk,
            "suggestion": Suggestion.objects.get().pk,
        },
        "organiser": sign_in(organiser),
        "desk": sign_in(desk),
        "interpreter": sign_in(spoken),
        "lead": sign_in(lead_of(alder)),
        "delegate": sign_in(seat),
        "colleague": sign_in(member(alder, "other@alder.example.org")),
        "visitor": Client(),
    }


def test_who_reads_what(scene: dict[str, Any]) -> None:
    found = {
        address: {
            role: scene[role]
            .get(f"/lounge/spring/{address.format(**scene['numbers'])}")
            .status_code
            for role in ROLES
        }
        for address in READ
    }
    assert found == READ


def test_who_changes_what(scene: dict[str, Any]) -> None:
    found = {
        address: {
            role: scene[role]
            .post(f"/lounge/spring/{address.format(**scene['numbers'])}")
            .status_code
            for role in ROLES
        }
        for address in WRITE
    }
    assert found == WRITE


def test_the_organisers_list_is_narrowed_and_a_must_is_marked(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    meeting = actions.ask_meeting(by=None, event=event, host=alder, guest=birch)
    client = sign_in(organiser)
    assert "Alder Bio – Birch Institute" in text_of(
        client, f"{ALL}?q=birch&state=asked"
    )
    assert "No request fits." in text_of(client, f"{ALL}?state=declined")
    client.post(f"{ALL}{meeting.pk}/must/", {"must": "1"})
    assert "Alder Bio – Birch Institute" in text_of(client, f"{ALL}?state=must")
    assert LogEntry.objects.get(verb="mark as must").actor_label == "Jisoo Han"


def test_the_organiser_proposes_from_the_list_of_pairs(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    client = sign_in(organiser)
    row = Suggestion.objects.get()
    done = client.post(f"{ALL}propose/", {"suggestion": [row.pk]}, follow=True)
    assert "1 meeting is proposed to both sides." in done.content.decode()
    assert done.redirect_chain == [("/lounge/spring/matching/", 302)]
    nothing = client.post(f"{ALL}propose/", {"suggestion": ["x"]}, follow=True)
    assert "Nothing was chosen" in nothing.content.decode()


def _queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_pages_take_the_same_queries_for_one_and_three(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    actions.open_request(by=None, host=birch, guest=alder)
    mine, theirs = sign_in(lead_of(alder)), sign_in(organiser)
    addresses = [
        (mine, SUGGESTIONS),
        (mine, OWN),
        (theirs, ALL),
        (theirs, "/lounge/spring/matching/"),
    ]
    one = [_queries(client, address) for client, address in addresses]
    for name in ("Cedar", "Fir"):
        other = take_part(event, name)
        answer(other, seeks=VACCINE_NEEDS, offers=VACCINE_OFFERS)
        actions.open_request(by=None, host=other, guest=alder)
    matched(event)
    three = [_queries(client, address) for client, address in addresses]
    assert three == one
    assert one == [25, 14, 17, 26]
