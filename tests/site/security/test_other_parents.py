"""A row is looked up from the one above it: whoever runs one mission or programme reaches nothing of another through it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.core.models import LogEntry
from madang.site.programmes.actions import cohort, links, pitches, reviews
from madang.site.programmes.actions.results import Outcome, report_result
from madang.site.programmes.models import (
    CallQuestion,
    CohortMember,
    DirectLink,
    GrantElsewhere,
    Mission,
    MissionHost,
    Review,
    SupportItem,
    SupportRequest,
)
from tests.conftest import sign_in
from tests.site.programmes import calls_made, sent
from tests.site.programmes.made_for_portal import Stage, organisation

pytestmark = pytest.mark.django_db


class Two:
    """Two missions under way, each with its own manager; `keys` are those of the second one's rows."""

    def __init__(self) -> None:
        self.manager = sent.manager()
        self.mine = sent.under_way(self.manager, "Alder")
        self.other = sent.lead(sent.organisation("Gauja House", kind="trade_agency"), "Uldis Kalns")  # fmt: skip
        self.theirs = sent.under_way(self.other, "Birch")
        self.keys = self.filled(self.theirs)

    def filled(self, mission: Mission) -> dict[str, int]:
        """Give a mission one row of each kind; return their keys."""
        seat = mission.applications.get()
        stop = sent.stop(mission, self.other, kind="pitch", title="Pitch", day=mission.last_day + timedelta(days=1))  # fmt: skip
        pitch = pitches.open_pitch(stop, by=self.other, topic="T", capacity=5)
        visitor = pitches.Visitor("Nari", "Clinic", "KR", "nari@example.org", has_agreed=True)  # fmt: skip
        guest = pitches.register_guest(pitch, visitor=visitor, now=stop.starts_at)
        assert guest is not None
        link = links.ask(guest, application=seat, now=stop.starts_at)
        result = report_result(
            seat, by=sent.leader(seat), outcome=Outcome("nothing", "None")
        )
        host = MissionHost.objects.create(
            mission=mission, organisation=sent.organisation("Host", country="KR")
        )
        return {
            "seat": seat.pk,
            "stop": stop.pk,
            "pitch": pitch.pk,
            "guest": guest.pk,
            "link": link.pk,
            "result": result.pk,
            "host": host.pk,
        }


MISSION_ADDRESSES = [
    ("set-up/hosts/{host}/remove/", ("get", "post")),
    ("applications/{seat}/", ("get",)),
    ("applications/{seat}/decide/", ("post",)),
    ("itinerary/{stop}/", ("get", "post")),
    ("itinerary/{stop}/remove/", ("get", "post")),
    ("itinerary/{stop}/pitch/", ("get", "post")),
    ("pitches/{pitch}/", ("get", "post")),
    ("pitches/{pitch}/address/", ("post",)),
    ("pitches/{pitch}/door/", ("get", "post")),
    ("pitches/{pitch}/guests/{guest}/in/", ("post",)),
    ("pitches/{pitch}/guests/{guest}/out/", ("post",)),
    ("pitches/{pitch}/guests/{guest}/remove/", ("get", "post")),
    ("links/{link}/accept/", ("post",)),
    ("links/{link}/decline/", ("post",)),
    ("results/{result}/remove/", ("get", "post")),
    ("results/{result}/ledger/", ("post",)),
]


def codes(client: Client, address: str, methods: tuple[str, ...]) -> list[int]:
    facts = {"reason": "x", "decision": "select", "step": "select"}
    return [
        getattr(client, method)(address, *([facts] if method == "post" else [])).status_code
        for method in methods
    ]  # fmt: skip


def test_no_row_of_another_mission_is_reached_through_ones_own() -> None:
    two = Two()
    client, lines = sign_in(two.manager), LogEntry.objects.count()
    found = {
        path: codes(client, f"/missions/{two.mine.slug}/{path.format(**two.keys)}", methods)
        for path, methods in MISSION_ADDRESSES
    }  # fmt: skip
    assert found == {path: [404] * len(methods) for path, methods in MISSION_ADDRESSES}
    assert LogEntry.objects.count() == lines
    assert DirectLink.objects.get().state == "asked"


def test_a_guest_of_one_pitch_event_is_not_reached_through_another() -> None:
    two = Two()
    stop = sent.stop(two.mine, two.manager, kind="pitch", title="Mine")
    own = pitches.open_pitch(stop, by=two.manager, topic="Mine", capacity=5)
    client = sign_in(two.manager)
    address = f"/missions/{two.mine.slug}/pitches/{own.pk}/guests/{two.keys['guest']}/"
    assert [client.post(f"{address}{end}/").status_code for end in ("in", "out", "remove")] == [404] * 3  # fmt: skip


def test_a_delegate_answers_no_link_of_another_mission() -> None:
    two = Two()
    delegate = sent.leader(two.mine.applications.get())
    address = f"/missions/{two.mine.slug}/links/{two.keys['link']}/accept/"
    assert sign_in(delegate).post(address).status_code == 404


def test_no_row_of_another_programme_is_reached_through_ones_own() -> None:
    office = calls_made.agency()
    mine = calls_made.programme(office)
    own_call = calls_made.draft_call(office, mine)
    stage = Stage()
    member = CohortMember.objects.create(
        programme=stage.programme, organisation=stage.company, joined_on=stage.today
    )
    grant = GrantElsewhere.objects.create(
        programme=stage.programme, funder=stage.agency, name="Fund", state="planned"
    )
    theirs = calls_made.draft_call(stage.manager, stage.programme, slug="theirs")
    question = theirs.questions.first()
    assert question is not None
    client = sign_in(office)
    posts = {
        f"/programmes/{mine.slug}/cohort/{member.pk}/": {"step": "leave"},
        f"/programmes/{mine.slug}/grants/{grant.pk}/": {"state": "applied"},
        f"/programmes/calls/{own_call.slug}/questions/{question.pk}/remove/": {},
    }
    assert [client.post(path, facts).status_code for path, facts in posts.items()] == [404] * 3  # fmt: skip
    member.refresh_from_db()
    grant.refresh_from_db()
    assert (member.state, grant.state) == ("active", "planned")
    assert CallQuestion.objects.filter(call=theirs).count() == 3


def test_a_milestone_is_set_to_no_member_of_another_programme() -> None:
    office = calls_made.agency()
    mine = calls_made.programme(office)
    stage = Stage()
    member = CohortMember.objects.create(
        programme=stage.programme, organisation=stage.company, joined_on=stage.today
    )
    page = sign_in(office).post(
        f"/programmes/{mine.slug}/cohort/milestones/",
        {"title": "t", "due_on": stage.today.isoformat(), "members": [member.pk]},
    )
    assert page.status_code == 422
    assert member.milestones.count() == 0


def test_a_reviewer_of_one_application_is_not_dismissed_through_another() -> None:
    office = calls_made.agency()
    call = calls_made.open_call(office, calls_made.programme(office))
    first = calls_made.submitted(calls_made.company("Alder"), call)
    second = calls_made.submitted(calls_made.company("Birch"), call)
    judge = calls_made.company("Dogwood")
    row = reviews.name_reviewer(by=office, application=second, address=str(judge.email))
    address = f"/programmes/applications/{first.pk}/reviewers/{row.pk}/dismiss/"
    assert sign_in(office).post(address).status_code == 404
    assert Review.objects.count() == 1


def test_support_of_one_contract_is_not_asked_for_through_another() -> None:
    stage = Stage()
    own = stage.concluded()
    stage.company, stage.signer = organisation("Other Bio"), stage.outsider
    stage.outsider.organisation = stage.company
    stage.outsider.save()
    theirs = stage.concluded()
    item = SupportItem.objects.get(contract=own, name="Advice")
    page = sign_in(stage.outsider).post(
        f"/portal/contracts/{theirs.pk}/support/",
        {"item": item.pk, "amount": 1, "text": "x"},
    )
    assert page.status_code == 422
    assert SupportRequest.objects.count() == 0


def test_facts_that_no_form_has_are_not_taken() -> None:
    """State, owner and manager come from nobody's form."""
    office = calls_made.agency()
    rival = calls_made.company("Rival")
    row = calls_made.programme(office)
    sign_in(office).post(
        f"/programmes/{row.slug}/change/",
        {
            "name": "Changed",
            "kind": row.kind,
            "aim": "a",
            "state": "ended",
            "owner": rival.organisation_id,
            "manager": rival.pk,
            "slug": "other",
        },
    )
    before = (row.state, row.owner_id, row.manager_id, row.slug)
    row.refresh_from_db()
    assert row.name == "Changed"
    assert (row.state, row.owner_id, row.manager_id, row.slug) == before


def test_a_member_who_left_is_told_of_by_those_who_run_it_alone() -> None:
    stage = Stage()
    member = CohortMember.objects.create(
        programme=stage.programme, organisation=stage.company, joined_on=stage.today
    )
    (row,) = cohort.set_milestone(
        by=stage.manager,
        programme=stage.programme,
        members=[member],
        title="A partner",
        due_on=timezone.localdate(),
    )
    address = f"/programmes/milestones/{row.pk}/"
    assert [
        sign_in(person).post(f"{address}state/", {"step": "accept"}).status_code
        for person in (stage.signer, stage.colleague, stage.outsider)
    ] == [403, 403, 404]
