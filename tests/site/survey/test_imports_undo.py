"""A file is taken back row for row, or not at all and with the reason."""

import pytest

from madang.site.events.models import (
    Event,
    Registration,
)
from madang.site.meetings.models import Meeting
from madang.site.survey.actions.importing.files import (
    apply_file,
)
from madang.site.survey.actions.importing.undoing import undo_file
from madang.site.survey.models import (
    Answer,
    ImportFile,
    Item,
    NeverMatch,
)
from madang.site.survey.rules import SurveyRefusal
from tests.site.survey import made_up
from tests.site.survey.imported import kept, snapshot


def test_undo_is_exact_for_what_was_new_and_what_was_changed(
    event: Event, alder: Registration
) -> None:
    never = NeverMatch.objects.create(
        answer=Answer.objects.create(registration=alder),
        name="Ministry of Health, Tarsena",
    )
    Item.objects.create(answer=alder.answer, role="seek", text="Written online")
    before = snapshot()
    file = kept(event, made_up.lounge())
    apply_file(by=None, file=file)
    never.refresh_from_db()
    assert never.target is not None
    assert snapshot() != before
    undo_file(by=None, file=file)
    assert snapshot() == before
    file.refresh_from_db()
    assert file.state == "undone"


def test_two_files_are_taken_back_in_turn(empty: Event) -> None:
    states = [snapshot()]
    files = []
    rows = [list(row) for row in made_up.ENGLISH]
    rows[4][9] = "another need"
    for content in (made_up.lounge(), made_up.xlsx({"Demand survey": rows})):
        files.append(kept(empty, content))
        apply_file(by=None, file=files[-1])
        states.append(snapshot())
    with pytest.raises(SurveyRefusal) as refusal:
        undo_file(by=None, file=files[0])
    assert str(refusal.value) == "Not taken back: Alder Bio was changed since (row 5)."
    assert snapshot() == states[2]
    undo_file(by=None, file=files[1])
    assert snapshot() == states[1]
    undo_file(by=None, file=files[0])
    assert snapshot() == states[0]


def test_undo_is_refused_once_a_meeting_is_asked_for(empty: Event) -> None:
    file = kept(empty, made_up.lounge())
    apply_file(by=None, file=file)
    host, guest = empty.registrations.all()
    Meeting.objects.create(event=empty, host=host, guest=guest)
    before = snapshot()
    with pytest.raises(SurveyRefusal, match="was built on it"):
        undo_file(by=None, file=file)
    assert snapshot() == before
    assert ImportFile.objects.get().state == "applied"
