"""Bilateral rounds: links that were accepted are planned by the engine, with its certificate; results become claims."""

from datetime import timedelta

import pytest
from django.utils import timezone

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models import Claim, Source, Tie
from madang.site.meetings.actions.making import make_plan
from madang.site.meetings.models import Meeting
from madang.site.programmes.actions import links, pitches, results, rounds
from madang.site.programmes.models import Mission, MissionApplication, PitchGuest
from madang.site.programmes.rules.missions import MissionError
from tests.site.programmes import sent

pytestmark = pytest.mark.django_db
TWO = ("Firm 1", "Firm 2")


def accepted(
    mission: Mission, by: Person, guests: list[tuple[str, str]]
) -> list[PitchGuest]:
    """Let each guest (address, organisation) ask every delegate, who says yes."""
    stop = sent.stop(mission, by, kind="pitch", title="Pitch day")
    pitch = pitches.open_pitch(stop, by=by, topic="Peptides", capacity=20)
    made = []
    for email, house in guests:
        visitor = pitches.Visitor("Nari Bae", house, "KR", email, has_agreed=True)
        guest = pitches.register_guest(pitch, visitor=visitor)
        for application in mission.applications.filter(state="selected"):
            link = links.ask(guest, application=application)
            links.accept(link, by=sent.leader(application))
        made.append(guest)
    return made


def made_rounds(mission: Mission, by: Person, tables: int = 2) -> Mission:
    stop = sent.stop(mission, by, kind="meetings", hours=(13, 16), title="Rounds")
    rounds.make_rounds(stop, by=by, facts=rounds.RoundFacts(tables=tables))
    mission.refresh_from_db()
    return mission


def test_accepted_links_are_planned_with_a_certificate() -> None:
    by = sent.manager()
    mission = sent.selected(by, *TWO)
    accepted(
        mission, by, [("a@example.org", "Clinic A"), ("b@example.org", "Clinic B")]
    )
    made_rounds(mission, by)
    assert rounds.bring_in_links(mission, by=by) == 4
    assert rounds.bring_in_links(mission, by=by) == 0
    assert mission.event is not None
    plan = make_plan(event=mission.event, by=by, seconds=1, seed=1)
    assert (plan.agreed, plan.placed, plan.placed_bound) == (4, 4, 4)
    assert plan.is_verified


def test_nobody_joins_an_organisation_by_writing_its_name() -> None:
    by = sent.manager()
    known = sent.organisation("Clinic A", country="KR")
    mission = sent.selected(by, "Firm 1")
    accepted(mission, by, [("stranger@example.org", "Clinic A")])
    made_rounds(mission, by)
    rounds.bring_in_links(mission, by=by)
    stranger = Person.objects.get(email="stranger@example.org")
    assert stranger.organisation is not None
    assert stranger.organisation.pk != known.pk
    assert known.people.count() == 0


def test_a_guest_who_is_known_here_comes_as_their_own_organisation() -> None:
    by = sent.manager()
    known = sent.lead(sent.organisation("Clinic A", country="KR"), "Minho Yang")
    mission = sent.selected(by, "Firm 1")
    accepted(mission, by, [(known.email, "Something else")])
    made_rounds(mission, by)
    assert rounds.bring_in_links(mission, by=by) == 1
    assert Meeting.objects.get().host.organisation == known.organisation
    assert Organisation.objects.filter(name="Something else").count() == 0


def test_a_guest_who_leaves_has_no_meeting_any_more() -> None:
    by = sent.manager()
    mission = sent.selected(by, "Firm 1")
    (guest,) = accepted(mission, by, [("a@example.org", "Clinic A")])
    made_rounds(mission, by)
    rounds.bring_in_links(mission, by=by)
    links.erase_guest(guest, by=None)
    assert Meeting.objects.get().state == "cancelled"


def test_rounds_are_made_once_from_a_stop_of_their_kind() -> None:
    by = sent.manager()
    mission = sent.selected(by, "Firm 1")
    visit = sent.stop(mission, by)
    with pytest.raises(MissionError):
        rounds.make_rounds(visit, by=by, facts=rounds.RoundFacts(tables=2))
    made_rounds(mission, by)
    again = mission.stops.get(kind="meetings")
    with pytest.raises(MissionError) as refusal:
        rounds.make_rounds(again, by=by, facts=rounds.RoundFacts(tables=2))
    assert str(refusal.value) == "The rounds of this mission are made already."


def outcome(kind: str, **changed: object) -> results.Outcome:
    values = {"kind": kind, "text": "We agreed on a trial", "is_public": True} | changed
    return results.Outcome(**values)  # type: ignore[arg-type]


def reporting() -> tuple[Person, MissionApplication, Organisation]:
    by = sent.manager()
    mission = sent.under_way(by, "Firm 1")
    application = MissionApplication.objects.select_related("mission").get(
        mission=mission
    )
    return by, application, sent.organisation("Clinic A", country="KR")


YESTERDAY = timezone.now().date() - timedelta(days=1)
REFUSED = [
    ({"kind": "mou", "signed_on": YESTERDAY}, "document"),
    ({"kind": "mou", "document": "Memorandum"}, "signed_on"),
    ({"kind": "contract", "document": "C", "signed_on": YESTERDAY + timedelta(days=9)}, "signed_on"),
    ({"kind": "loi"}, "document"),
    ({"kind": "talks", "text": ""}, "text"),
    ({"kind": "talks", "partner": None}, "partner"),
    ({"kind": "wish"}, "kind"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "field"), REFUSED)
def test_a_report_without_evidence_is_refused(
    changed: dict[str, object], field: str
) -> None:
    _by, application, clinic = reporting()
    values = {"partner": clinic} | changed
    kind = str(values.pop("kind"))
    with pytest.raises(MissionError) as refusal:
        results.report_result(
            application, by=application.delegate, outcome=outcome(kind, **values)
        )
    assert refusal.value.field == field


SIGNED = {"document": "Memorandum on a trial", "signed_on": YESTERDAY}
ENTERED = [
    ("talks", {}, ("talks", "talks", "meeting")),
    ("loi", SIGNED, ("loi", "signed", "document")),
    ("mou", SIGNED, ("mou", "signed", "document")),
    ("contract", SIGNED, ("contract", "signed", "document")),
]


@pytest.mark.parametrize(("kind", "more", "expected"), ENTERED)
def test_a_report_becomes_the_claim_of_its_party(
    kind: str, more: dict[str, object], expected: tuple[str, str, str]
) -> None:
    by, application, clinic = reporting()
    row = results.report_result(
        application,
        by=application.delegate,
        outcome=outcome(kind, partner=clinic, **more),
    )
    results.take_into_ledger(row, by=by)
    tie = Tie.objects.get()
    source = Source.objects.get(passages__citations__claim__tie=tie)
    assert (tie.kind, tie.stage, source.kind) == expected
    claim = Claim.objects.get(tie=tie)
    assert (claim.holder, claim.holder_organisation) == (
        "party",
        application.organisation,
    )
    assert tie.occasion == application.mission.occasion
    with pytest.raises(MissionError):
        results.take_into_ledger(row, by=by)
    with pytest.raises(MissionError):
        results.remove_result(row, by=application.delegate)


def test_the_same_talks_told_twice_are_one_tie_with_two_claims() -> None:
    by, application, clinic = reporting()
    for text in ("We talk about a trial", "We still talk"):
        told = outcome("talks", partner=clinic, text=text)
        row = results.report_result(application, by=application.delegate, outcome=told)
        results.take_into_ledger(row, by=by)
    tie = Tie.objects.get()
    assert (tie.stage, tie.claims.count()) == ("talks", 2)


def test_a_contact_is_a_claim_and_no_tie_and_nothing_is_nothing() -> None:
    by, application, clinic = reporting()
    told = outcome("contact", partner=clinic, is_public=False)
    row = results.report_result(application, by=application.delegate, outcome=told)
    results.take_into_ledger(row, by=by)
    assert Tie.objects.count() == 0
    claim = Claim.objects.get(aspect="outcome")
    assert (claim.occasion, claim.audience) == (
        application.mission.occasion,
        "internal",
    )
    nothing = results.report_result(
        application, by=application.delegate, outcome=outcome("nothing")
    )
    with pytest.raises(MissionError):
        results.take_into_ledger(nothing, by=by)
    results.remove_result(nothing, by=application.delegate)
    assert application.results.count() == 1
