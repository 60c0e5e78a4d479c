"""Pages of missions: who may open what, and a journey from the call to the result."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import OutboxMail
from madang.site.directory.models import Organisation, Person
from madang.site.landscape.models import CalendarItem, FeedItem
from madang.site.ledger.models import Claim, Tie
from madang.site.programmes.actions import links, pitches
from madang.site.programmes.models import (
    DirectLink,
    Mission,
    MissionResult,
    Pitch,
    PitchGuest,
)
from tests.conftest import sign_in
from tests.site.programmes import sent

pytestmark = pytest.mark.django_db


def visitor(email: str = "guest@example.org", **changed: object) -> dict[str, object]:
    return {
        "name": "Nari Bae",
        "organisation_name": "Hangang Clinic",
        "country": "KR",
        "email": email,
        "language": "en",
        "has_agreed": "on",
        "website": "",
    } | changed


def pitch_of(mission: Mission, by: Person) -> Pitch:
    stop = sent.stop(mission, by, kind="pitch", title="Pitch day")
    return pitches.open_pitch(stop, by=by, topic="Peptides from the coast", capacity=2)


def page_of_guest(mail: OutboxMail) -> str:
    found = re.search(r"/missions/guest/[\w-]{43}/", mail.body)
    assert found
    return found[0]


def last_mail(to: str) -> OutboxMail:
    return OutboxMail.objects.filter(recipient=to).latest("id")


HOME = "/missions/amber-coast-in-seoul/"


def call_by_pages(desk: Client, organiser_pk: int) -> None:
    told = sent.facts()
    assert told.apply_until is not None
    answer = desk.post(
        "/missions/new/",
        {
            "name": told.name,
            "aim": told.aim,
            "organiser": organiser_pk,
            "from_country": "LV",
            "to_country": "KR",
            "home_zone": "Europe/Riga",
            "host_zone": "Asia/Seoul",
            "first_day": told.first_day.isoformat(),
            "last_day": told.last_day.isoformat(),
            "seats": 2,
            "last_to_apply": told.apply_until.date().isoformat(),
        },
    )
    assert answer.headers["Location"] == f"{HOME}set-up/"
    assert Client().get(HOME).status_code == 404
    assert desk.post(f"{HOME}step/open/").headers["Location"] == HOME
    assert Client().get(HOME).status_code == 200


def seat_by_pages(desk: Client, applicant: Client, person: Person) -> None:
    wishes = {"delegate": person.pk, "motive": "Partners", "offer": "A peptide"}
    saved = applicant.post(f"{HOME}apply/", wishes | {"do": "save"})
    assert saved.status_code == 302
    assert desk.get(f"{HOME}applications/").context["page"].paginator.count == 0
    handed_in = applicant.post(f"{HOME}apply/", wishes | {"do": "submit"})
    assert handed_in.status_code == 302
    application = Mission.objects.get().applications.get()
    assert application.state == "submitted"
    decide = f"{HOME}applications/{application.pk}/decide/"
    assert desk.post(decide, {"do": "select", "reason": ""}).status_code == 302
    assert desk.post(f"{HOME}step/select/").status_code == 302
    assert b"Gauja Peptides" in Client().get(HOME).content


def link_by_pages(applicant: Client, pitch: Pitch) -> DirectLink:
    guest = Client()
    answer = guest.post(f"/missions/pitch/{pitch.token}/", visitor())
    assert answer.status_code == 200
    page = page_of_guest(last_mail("guest@example.org"))
    application = pitch.stop.mission.applications.get()
    question = {"application": application.pk, "message": "A trial"}
    assert guest.post(f"{page}ask/", question).status_code == 302
    link = DirectLink.objects.get()
    assert applicant.post(f"{HOME}links/{link.pk}/accept/").status_code == 302
    assert last_mail("guest@example.org").subject == "Gauja Peptides meets you"
    return link


def test_a_mission_from_call_to_result_by_pages() -> None:
    manager = sent.manager()
    assert manager.organisation_id is not None
    desk = sign_in(manager)
    call_by_pages(desk, manager.organisation_id)
    kinds = CalendarItem.objects.order_by("kind").values_list("kind", flat=True)
    assert list(kinds) == ["call", "mission"]
    assert [(each.news, each.title) for each in FeedItem.objects.all()] == [
        ("open", "Amber Coast in Seoul")
    ]

    firm = sent.lead(sent.organisation("Gauja Peptides"), "Ilze K")
    applicant = sign_in(firm)
    seat_by_pages(desk, applicant, firm)
    mission = Mission.objects.get()
    meet = sent.stop(mission, manager, kind="meetings", hours=(13, 16), title="Rounds")
    link = link_by_pages(applicant, pitch_of(mission, manager))

    shape = {"stop": meet.pk, "tables": 2, "slot_minutes": 25, "pause_minutes": 5}
    assert desk.post(f"{HOME}rounds/", shape).status_code == 302
    assert desk.post(f"{HOME}rounds/links/").status_code == 302
    link.refresh_from_db()
    assert link.meeting is not None
    assert link.meeting.state == "accepted"
    mission.refresh_from_db()
    assert mission.event is not None
    assert (mission.event.slots.count(), mission.event.places.count()) == (6, 2)

    Mission.objects.update(first_day="2026-01-05", last_day="2026-01-06")
    assert desk.post(f"{HOME}step/start/").status_code == 302
    report = {
        "kind": "talks",
        "partner": Organisation.objects.get(name="Hangang Clinic").pk,
        "text": "A trial of the peptide is talked about",
        "is_public": "on",
    }
    assert applicant.post(f"{HOME}results/new/", report).status_code == 302
    result = MissionResult.objects.get()
    assert desk.post(f"{HOME}results/{result.pk}/ledger/").status_code == 302
    assert desk.post(f"{HOME}step/report/").status_code == 302
    tie = Tie.objects.get()
    assert (tie.kind, tie.stage) == ("talks", "talks")
    assert [each.pk for each in Client().get(HOME).context["ties"]] == [tie.pk]
    assert Claim.objects.filter(aspect="held", occasion=mission.occasion).count() == 1


PAGES = [
    ("", 200, 200, 200),
    ("itinerary/", 200, 200, 200),
    ("itinerary.ics", 200, 200, 200),
    ("itinerary.pdf", 200, 200, 200),
    ("mission.xlsx", 302, 404, 200),
    ("set-up/", 302, 404, 200),
    ("set-up/hosts/", 302, 404, 200),
    ("set-up/roles/", 302, 404, 200),
    ("step/cancel/", 302, 404, 200),
    ("apply/", 302, 200, 403),
    ("apply/withdraw/", 302, 200, 403),
    ("applications/", 302, 404, 200),
    ("itinerary/new/", 302, 404, 200),
    ("pitches/", 302, 404, 200),
    ("links/", 302, 200, 200),
    ("rounds/", 302, 404, 200),
    ("results/", 302, 200, 200),
    ("results/new/", 302, 200, 403),
]


@pytest.mark.parametrize(
    ("path", "visitor_gets", "delegate_gets", "manager_gets"), PAGES
)
def test_who_opens_which_page(
    path: str, visitor_gets: int, delegate_gets: int, manager_gets: int
) -> None:
    manager = sent.manager()
    mission = sent.selected(manager, "Gauja Peptides")
    delegate = sent.leader(mission.applications.get())
    address = f"/missions/{mission.slug}/{path}"
    got = [
        client.get(address).status_code
        for client in (Client(), sign_in(delegate), sign_in(manager))
    ]
    assert got == [visitor_gets, delegate_gets, manager_gets]


@pytest.mark.parametrize(
    "path", ["links/", "results/", "applications/", "set-up/", "rounds/", "pitches/"]
)
def test_whoever_has_no_seat_finds_nothing(path: str) -> None:
    manager = sent.manager()
    mission = sent.selected(manager, "Gauja Peptides")
    other = sent.lead(sent.organisation("Other Firm"), "Olga O")
    assert sign_in(other).get(f"/missions/{mission.slug}/{path}").status_code == 404


def test_an_application_is_read_by_its_own_people_and_managers() -> None:
    manager = sent.manager()
    mission = sent.opened(manager)
    first = sent.applied(mission, "Firm 1")
    sent.applied(mission, "Firm 2")
    rival = sent.leader(mission.applications.get(organisation__name="Firm 2"))
    page = f"/missions/{mission.slug}/applications/{first.pk}/"
    assert sign_in(rival).get(page).status_code == 404
    own = sign_in(rival).get(f"/missions/{mission.slug}/apply/")
    assert b"Firm 1" not in own.content
    assert sign_in(manager).get(page).status_code == 200


def test_a_mission_is_made_by_senders_alone() -> None:
    firm = sent.lead(sent.organisation("Firm 1"), "Ilze K")
    refused = sign_in(firm).get("/missions/new/")
    assert refused.status_code == 403
    assert (
        b"A mission is made by whoever leads the entry of a ministry" in refused.content
    )


def test_a_draft_is_saved_by_itself() -> None:
    manager = sent.manager()
    mission = sent.opened(manager)
    person = sent.lead(sent.organisation("Firm 1"), "Ilze K")
    answer = sign_in(person).post(
        f"/missions/{mission.slug}/apply/",
        {"delegate": person.pk, "motive": "Half a sen", "offer": "", "whom": ""},
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, sorted(answer.json())) == (
        200,
        ["percent", "progress", "saved", "version"],
    )
    assert mission.applications.get().motive == "Half a sen"


def test_what_was_typed_stays_when_a_step_is_refused() -> None:
    manager = sent.manager()
    mission = sent.opened(manager)
    person = sent.lead(sent.organisation("Firm 1"), "Ilze K")
    answer = sign_in(person).post(
        f"/missions/{mission.slug}/apply/",
        {"delegate": person.pk, "motive": "Partners", "offer": "", "do": "submit"},
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "offer": ["Fill in what is empty, then hand it in."]
    }
    assert answer.context["form"]["motive"].value() == "Partners"


QUERIES = {
    "/missions/": 7,
    "./": 12,
    "./applications/": 10,
    "./links/": 9,
    "./results/": 10,
    "./pitches/": 9,
    "./itinerary/": 8,
}


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_database_as_often_for_three_rows_as_for_one(count: int) -> None:
    manager = sent.manager()
    mission = sent.selected(manager, *[f"Firm {n}" for n in range(count)], seats=5)
    pitch = pitch_of(mission, manager)
    for number in range(1, count):
        sent.mission(manager, name=f"Other {number}")
        sent.stop(mission, manager, title=f"Stop {number}")
    for row in mission.applications.all():
        guest = PitchGuest.objects.create(
            pitch=pitch,
            name="Nari",
            organisation_name="Clinic",
            country="KR",
            email=f"{row.pk}@example.org",
            token_hash=str(row.pk),
            has_agreed=True,
        )
        links.ask(guest, application=row)
    desk = sign_in(manager)
    found = {}
    for path in QUERIES:
        with CaptureQueriesContext(connection) as asked:
            address = path.replace("./", f"/missions/{mission.slug}/")
            assert desk.get(address).status_code == 200
        found[path] = len(asked)
    assert found == QUERIES
