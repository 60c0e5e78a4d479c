"""Take answers to an event's own questions in from a workbook: one row an organisation of the event."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import name_key
from madang.site.events.models import Event, Registration
from madang.site.survey.actions.question_answers import save_question_answers
from madang.site.survey.models import Question
from madang.site.survey.queries.answers import own_answer, registrations_of
from madang.site.survey.queries.questions import asked_of, questions_of
from madang.site.survey.reading.answer_sheets import answers_form, name_of
from madang.site.survey.rules import SurveyRefusal


def take_in_answers(cells: Cells, outcome: Outcome, *, event: Event) -> None:
    """Save what the sheet says for own questions. A blank cell leaves its answer as it is; everything else of the sheet is only read by people."""
    questions = list(questions_of(event))
    by_key: dict[str, list[Registration]] = {}
    for each in registrations_of(event):
        by_key.setdefault(each.organisation.name_key, []).append(each)
    for sheet in read_sheets([answers_form(questions)], cells, outcome):
        take = partial(_take, event, questions, by_key)
        take_rows(sheet, outcome, take, (SurveyRefusal,))


def _take(
    event: Event,
    questions: list[Question],
    by_key: dict[str, list[Registration]],
    values: dict[str, Any],
) -> str:
    found = by_key.get(name_key(values["organisation"]), [])
    if len(found) != 1:
        text = (
            _("an organisation of this event")
            if not found
            else _("one organisation: several of this event have this name")
        )
        raise Refusal(text, field="organisation")
    registration = found[0]
    registration.event = event
    asked = asked_of(registration, own_answer(registration))
    wanted = {each.question.pk for each in asked}
    given = {
        each.pk: values[name_of(each)]
        for each in questions
        if values.get(name_of(each)) not in (None, "")
    }
    for each in questions:
        if each.pk in given and each.pk not in wanted:
            kind = registration.organisation.get_kind_display()
            text = _("nothing: “%(kind)s” is not asked this") % {"kind": kind}
            raise Refusal(text, field=name_of(each))
    had_any = any(each.is_answered for each in asked)
    if not given or not save_question_answers(
        by=None, registration=registration, values=given
    ):
        return "known"
    return "changed" if had_any else "new"
