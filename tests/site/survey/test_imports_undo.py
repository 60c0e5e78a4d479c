"""A file is taken back row for row, or not at all and with the reason."""

import pytest

from madang.site.events.models import (
    Event,
    Registration,
)
from madang.site.matching.models import Decision, Run, Suggestion
from madang.site.meetings.models import Meeting
from madang.site.survey.actions.importing.files import (
    apply_file,
)
from madang.site.survey.actions.importing.undoing import undo_file
from madang.site.survey.actions.names import link_names
from madang.site.survey.models import (
    Answer,
    ImportFile,
    Item,
    NeverMatch,
    Wish,
)
from madang.site.survey.rules import SurveyRefusal
from tests.conftest import take_part
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


def test_a_name_that_was_linked_since_does_not_keep_a_file_from_being_taken_back(
    empty: Event,
) -> None:
    file = kept(
        empty,
        made_up.xlsx(
            {
                "S": [
                    ["Organisation", "We seek", "Wish to meet"],
                    ["Alder", "x", "Cedar"],
                ]
            }
        ),
    )
    apply_file(by=None, file=file)
    cedar = take_part(empty, "Cedar")
    assert link_names(empty) == 1
    undo_file(by=None, file=file)
    assert list(empty.registrations.all()) == [cedar]
    assert Wish.objects.count() == 0


def test_suggestions_go_with_a_file_and_decisions_keep_it(empty: Event) -> None:
    file = kept(empty, made_up.lounge())
    apply_file(by=None, file=file)
    left, right = sorted(empty.registrations.all(), key=lambda each: each.pk)
    run = Run.objects.create(event=empty, version=1, is_current=True)
    Suggestion.objects.create(
        run=run, left=left, right=right, score=500, left_gain=500, right_gain=500
    )
    decision = Decision.objects.create(
        event=empty, by=left, left=left, right=right, verdict="wanted"
    )
    with pytest.raises(SurveyRefusal) as refusal:
        undo_file(by=None, file=file)
    assert str(refusal.value) == "Not taken back: 1 × decision would go with it."
    assert Suggestion.objects.count() == 1
    decision.delete()
    undo_file(by=None, file=file)
    assert (Suggestion.objects.count(), empty.registrations.count()) == (0, 0)
