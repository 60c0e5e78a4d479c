"""A file is applied whole or not at all, updates when it comes again, and is taken back row for row."""

import pytest

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import (
    DelegateAbsence,
    Event,
    InterpreterAbsence,
    Registration,
)
from madang.site.survey.actions.importing.files import (
    apply_file,
    try_file,
)
from madang.site.survey.bridge import find_terms
from madang.site.survey.models import (
    ImportRow,
    Item,
    NeverMatch,
    Wish,
)
from madang.site.survey.queries.imports import read_file
from madang.site.survey.rules import SurveyRefusal
from tests.conftest import take_part
from tests.site.survey import made_up
from tests.site.survey.imported import imported, kept, snapshot

NUMBERS = {"created": 0, "updated": 0, "unchanged": 0}


def test_a_workbook_fills_an_empty_event(empty: Event) -> None:
    counts = imported(empty, made_up.lounge())
    assert counts.by_kind == {
        "directory.organisation": NUMBERS | {"created": 2},
        "events.place": NUMBERS | {"created": 3},
        "events.interpreter": NUMBERS | {"created": 2},
    }
    empty.refresh_from_db()
    assert (empty.zone, empty.slot_minutes, empty.pause_minutes) == (
        "Asia/Seoul",
        25,
        0,
    )
    starts = [slot.starts_at.strftime("%d %H:%M") for slot in empty.slots.all()]
    assert (len(starts), starts[0], starts[6], starts[7], starts[-1]) == (
        16,
        "02 00:30",
        "02 03:00",
        "02 04:30",
        "02 07:50",
    )
    alder = empty.registrations.get(organisation__name="Alder Bio")
    assert (alder.state, alder.most_meetings, alder.interpreter_wanted) == (
        "registered",
        12,
        False,
    )
    assert list(alder.languages.values_list("code", flat=True)) == ["ko", "en"]
    assert list(alder.delegates.values_list("position", "role", "person")) == [
        (1, "CEO", None),
        (2, "Licensing", None),
    ]
    assert DelegateAbsence.objects.filter(delegate__registration=alder).count() == 2 * 9
    lead = Person.objects.get(organisation=alder.organisation)
    assert (lead.name, lead.email, lead.is_lead, lead.user) == (
        "kim",
        "kim@alder.example.org",
        True,
        None,
    )
    answer = alder.answer
    assert (answer.state, answer.source) == ("submitted", "workbook")
    assert sorted(answer.consents.values_list("audience", flat=True)) == [
        "matched",
        "participants",
    ]
    assert list(answer.items.values_list("role", "text")) == [
        ("offer", "Process for a measles vaccine"),
        ("offer", "Training places"),
        ("seek", "technology transfer partners"),
    ]
    places = [
        (each.name, each.code, each.zone.name, each.kind, each.seats, each.owner)
        for each in empty.places.all()
    ]
    assert places == [
        ("Table 1", "A1", "A", "table", 4, None),
        ("Table 2", "A2", "A", "table", 4, None),
        ("Suite Alder", "C1", "C", "suite", 8, alder),
    ]
    pairs = [
        (
            each.name,
            each.pairs.get().first,
            each.pairs.get().second,
            each.absences.count(),
        )
        for each in empty.interpreters.all()
    ]
    assert pairs == [("Han Jisoo", "en", "ko", 0), ("Ilze Ozola", "en", "lv", 9)]


def test_the_same_file_again_changes_nothing(empty: Event) -> None:
    imported(empty, made_up.lounge())
    before = snapshot()
    empty.refresh_from_db()
    version = empty.version
    counts = imported(empty, made_up.lounge())
    assert (
        counts.total("created"),
        counts.total("updated"),
        counts.total("unchanged"),
    ) == (0, 0, 7)
    assert snapshot() == before
    empty.refresh_from_db()
    assert empty.version == version


def test_a_changed_file_updates_what_changed_and_keeps_the_keys_of_the_rest(
    empty: Event,
) -> None:
    imported(empty, made_up.lounge())
    kept_item = Item.objects.get(text="Training places").pk
    rows = [list(row) for row in made_up.ENGLISH]
    rows[4][8] = "- Training places\n- A second process"
    rows[4][4] = 3
    rows[4][13] = "organiser only"
    rows[4][14], rows[4][15] = "X", "O"
    counts = imported(empty, made_up.xlsx({"Demand survey": rows}))
    assert counts.by_kind == {
        "directory.organisation": NUMBERS | {"updated": 1, "unchanged": 1}
    }
    alder = empty.registrations.get(organisation__name="Alder Bio")
    assert list(
        alder.answer.items.filter(role="offer").values_list("text", flat=True)
    ) == ["Training places", "A second process"]
    assert Item.objects.get(text="Training places").pk == kept_item
    assert alder.delegates.count() == 3
    assert alder.answer.consents.count() == 0
    assert DelegateAbsence.objects.filter(delegate__registration=alder).count() == 3 * 7


def test_a_blank_cell_leaves_what_is_there(empty: Event) -> None:
    imported(empty, made_up.lounge())
    content = made_up.xlsx(
        {
            "S": [
                ["Organisation", "Country", "Max meetings", "We seek"],
                ["ALDER BIO", "", "", ""],
            ]
        }
    )
    assert imported(empty, content).by_kind == {
        "directory.organisation": NUMBERS | {"unchanged": 1}
    }
    assert Organisation.objects.get(name="Alder Bio").country == "KR"


def test_a_dry_run_leaves_no_trace(empty: Event) -> None:
    file = kept(empty, made_up.lounge())
    before, lines = snapshot(), LogEntry.objects.count()
    assert try_file(file).total("created") == 7
    assert snapshot() == before
    assert (LogEntry.objects.count(), ImportRow.objects.count()) == (lines, 0)


def test_a_file_with_an_error_changes_nothing(empty: Event) -> None:
    rooms = [*made_up.ROOMS, ["Suite Nobody", "C", 8, "Nobody Known"]]
    file = kept(empty, made_up.xlsx({"Demand survey": made_up.ENGLISH, "Rooms": rooms}))
    before = snapshot()
    with pytest.raises(
        SurveyRefusal, match="Nothing was imported: 1 error in the file"
    ):
        apply_file(by=None, file=file)
    assert snapshot() == before
    assert [
        (each.row, each.message, each.found)
        for each in read_file(file, find_terms).reading.errors
    ] == [
        (
            5,
            "expected an organisation of this event or file as the owner",
            "Nobody Known",
        )
    ]


def test_addresses_of_others_and_other_days_are_errors(
    event: Event, birch: Registration
) -> None:
    rows = [
        ["Organisation", "E-mail", "We seek", "2027-03-09 AM"],
        ["Alder", "lead@birch-institute.example.org", "x", "O"],
        ["Cedar", "one@cedar.example.org", "x", "O"],
        ["Dogwood", "one@cedar.example.org", "x", "O"],
    ]
    errors = read_file(
        kept(event, made_up.xlsx({"S": rows})), find_terms
    ).reading.errors
    assert [(each.row, each.column, each.message, each.found) for each in errors] == [
        (
            1,
            "D",
            "no day of this event; add the day in the set-up, or leave the column out",
            "2027-03-09 AM",
        ),
        (
            2,
            "",
            "the address belongs to somebody of Birch Institute; write another one",
            "lead@birch-institute.example.org",
        ),
        (
            4,
            "",
            "the same address as in row 3; an address is one person’s",
            "one@cedar.example.org",
        ),
    ]


def test_an_organisation_of_the_directory_is_taken_up(
    event: Event, empty: Event
) -> None:
    take_part(event, "Alder Bio")
    rows = [
        ["Organisation", "We seek", "Wish to meet", "Never match"],
        ["Alder Bio, Inc.", "x", "Birch; Cedar", "Dogwood"],
        ["Birch", "y", "", ""],
    ]
    imported(empty, made_up.xlsx({"S": rows}))
    assert Organisation.objects.filter(name_key="alder bio").count() == 1
    assert list(Wish.objects.values_list("name", "target__organisation__name")) == [
        ("Birch", "Birch"),
        ("Cedar", None),
    ]
    assert NeverMatch.objects.get().name == "Dogwood"


def test_the_file_its_digest_and_each_row_stay_on_record(empty: Event) -> None:
    file = kept(empty, made_up.lounge(), "answers.xlsx")
    apply_file(by=None, file=file)
    assert len(file.sha256) == 64
    rows = list(
        file.rows.filter(target_type="directory.organisation").values_list(
            "sheet", "number", "change"
        )
    )
    assert rows == [("Demand survey", 5, "created"), ("Demand survey", 6, "created")]
    verbs = list(
        LogEntry.objects.filter(target_type="survey.importfile")
        .order_by("pk")
        .values_list("verb", "detail")
    )
    assert verbs == [
        ("upload survey file", file.sha256),
        ("import survey file", "7 new, 0 updated, 0 unchanged"),
    ]
    with pytest.raises(SurveyRefusal, match="applied already"):
        apply_file(by=None, file=file)


def test_absences_of_slots_outside_the_file_stay(event: Event) -> None:
    birch = take_part(event, "Birch Institute")
    slot = event.slots.last()
    DelegateAbsence.objects.create(delegate=birch.delegates.get(), slot=slot)
    rows = [["Organisation", "We seek", "2027-03-02 PM"], ["Birch Institute", "x", "O"]]
    imported(event, made_up.xlsx({"S": rows}))
    assert DelegateAbsence.objects.get().slot == slot
    assert InterpreterAbsence.objects.count() == 0
