"""The itinerary: clocks that exist, overlaps by name, files that other programs read."""

from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from madang.site.core.models import LogEntry
from madang.site.programmes.actions.stops import StopFacts, remove_stop, save_stop
from madang.site.programmes.exports.itinerary import calendar_file, itinerary_pdf
from madang.site.programmes.models import Mission, MissionStop
from madang.site.programmes.queries.stops import itinerary, stops_of
from madang.site.programmes.rules.missions import MissionError
from tests.conftest import sign_in
from tests.site.programmes import sent

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 28)


def facts(**changed: object) -> StopFacts:
    values = {
        "kind": "visit",
        "title": "Filling line",
        "day": DAY,
        "starts": time(10),
        "ends": time(12),
        "zone": "Europe/Riga",
        "place": "Songdo",
        "note": "Bring a passport",
    } | changed
    return StopFacts(**values)  # type: ignore[arg-type]


def test_a_time_that_no_clock_shows_is_refused() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    with pytest.raises(MissionError) as refusal:
        save_stop(mission, by=by, facts=facts(starts=time(3, 30)))
    assert (str(refusal.value), refusal.value.field) == (
        "03:30 on 2027-03-28 does not exist in Europe/Riga: the clocks go forward then.",
        "starts",
    )
    assert mission.stops.count() == 0


def test_a_stop_is_kept_in_the_time_of_its_place() -> None:
    by = sent.manager()
    stop = save_stop(sent.mission(by), by=by, facts=facts(zone="Asia/Seoul"))
    assert stop.starts_at == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert stop.ends_at == datetime(2027, 3, 28, 3, tzinfo=UTC)


def test_a_stop_may_end_on_another_day_and_never_before_it_begins() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    with pytest.raises(MissionError) as refusal:
        save_stop(mission, by=by, facts=facts(starts=time(22), ends=time(6)))
    assert refusal.value.field == "ends"
    night = facts(starts=time(22), ends=time(6), last_day=date(2027, 3, 29))
    stop = save_stop(mission, by=by, facts=night)
    assert stop.ends_at == datetime(2027, 3, 29, 3, tzinfo=UTC)


def test_overlaps_are_named_and_neighbours_are_none() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    save_stop(mission, by=by, facts=facts(title="A"))
    save_stop(mission, by=by, facts=facts(title="B", starts=time(11), ends=time(13)))
    save_stop(mission, by=by, facts=facts(title="C", starts=time(13), ends=time(14)))
    (day,) = itinerary(list(stops_of(mission)))
    assert [
        (line.stop.title, [other.title for other in line.overlaps])
        for line in day.lines
    ] == [("A", ["B"]), ("B", ["A"]), ("C", [])]


def test_a_stop_belongs_to_the_day_of_its_own_place() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    early = facts(zone="Asia/Seoul", starts=time(1), ends=time(2))
    save_stop(mission, by=by, facts=early)
    (day,) = itinerary(list(stops_of(mission)))
    assert day.date == DAY


def test_nothing_changes_once_the_mission_is_over() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    stop = save_stop(mission, by=by, facts=facts())
    Mission.objects.update(state="reported")
    for change in (
        lambda: save_stop(mission, by=by, facts=facts(), stop=stop),
        lambda: remove_stop(stop, by=by),
    ):
        with pytest.raises(MissionError):
            change()
    assert MissionStop.objects.count() == 1


def test_each_change_is_one_line_of_the_log_and_one_version() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    stop = save_stop(mission, by=by, facts=facts())
    save_stop(mission, by=by, facts=facts(title="Other"), stop=stop)
    remove_stop(stop, by=by)
    lines = LogEntry.objects.filter(target_type="programmes.missionstop")
    assert list(lines.order_by("id").values_list("verb", flat=True)) == [
        "add stop",
        "change stop",
        "remove stop",
    ]
    mission.refresh_from_db()
    assert mission.version == 4


def test_the_calendar_has_a_stable_uid_the_zone_and_no_notes_for_others() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    stop = save_stop(mission, by=by, facts=facts(zone="Asia/Seoul"))
    mission.refresh_from_db()
    read = {}
    for with_notes in (False, True):
        body = calendar_file(mission, [stop], with_notes=with_notes, now=sent.NOON)
        (event,) = Calendar.from_ical(body).walk("VEVENT")
        read[with_notes] = event
    event = read[False]
    assert str(event["uid"]) == f"mission-{mission.pk}-stop-{stop.pk}@madang"
    assert event["sequence"] == 2
    assert event["dtstart"].params["TZID"] == "Asia/Seoul"
    assert event["dtstart"].dt.isoformat() == "2027-03-28T10:00:00+09:00"
    assert "description" not in event
    assert str(read[True]["description"]) == "Bring a passport"


def test_the_paper_has_both_times() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    stop = save_stop(mission, by=by, facts=facts(zone="Asia/Seoul"))
    body = itinerary_pdf(mission, [stop], with_notes=False)
    text = PdfReader(BytesIO(body)).pages[0].extract_text()
    found = [part in text for part in ("10:00–12:00", "04:00–06:00 Riga", "Bring")]
    assert found == [True, True, False]


def test_notes_are_read_by_whoever_travels_hosts_or_manages() -> None:
    by = sent.manager()
    mission = sent.selected(by, "Firm 1")
    save_stop(mission, by=by, facts=facts())
    traveller = sent.leader(mission.applications.get())
    other = sent.lead(sent.organisation("Other"), "Olga O")
    page = f"/missions/{mission.slug}/itinerary/"
    shown = [
        b"Bring a passport" in sign_in(person).get(page).content
        for person in (by, traveller, other)
    ]
    assert shown == [True, True, False]


def test_a_form_keeps_what_was_typed() -> None:
    by = sent.manager()
    mission = sent.mission(by)
    typed = {
        "kind": "visit",
        "title": "Filling line",
        "zone": "Europe/Riga",
        "day": "2027-03-28",
        "starts": "03:30",
        "ends": "05:00",
    }
    answer = sign_in(by).post(f"/missions/{mission.slug}/itinerary/new/", typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["starts"]
    assert answer.context["form"]["title"].value() == "Filling line"


def test_the_workbook_has_a_sheet_for_each_part_and_runs_no_formula() -> None:
    manager = sent.manager()
    mission = sent.opened(manager)
    application = sent.applied(mission, "Firm 1")
    mission.applications.update(motive="=1+1")
    sent.stop(mission, manager)
    body = sign_in(manager).get(f"/missions/{mission.slug}/mission.xlsx").content
    book = load_workbook(BytesIO(body))
    assert book.sheetnames == [
        "Applications",
        "Itinerary",
        "Guests",
        "Hosts",
        "Direct links",
        "Results",
    ]
    row = [cell.value for cell in book["Applications"][2]]
    assert row[:5] == ["Firm 1", "LV", application.delegate.name, "Submitted", "=1+1"]
    assert book["Applications"]["E2"].data_type == "s"
    assert [cell.value for cell in book["Itinerary"][2]][3:5] == [time(9), time(11)]
