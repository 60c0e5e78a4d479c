"""What an organisation answers to the organisers' own questions."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.survey.actions.answers import changed, check_version, writable
from madang.site.survey.models import Answer, Question, QuestionAnswer
from madang.site.survey.queries.questions import Value, asked_of
from madang.site.survey.queries.versions import version_of_questions


@transaction.atomic
def save_question_answers(
    *,
    by: Person | None,
    registration: Registration,
    values: Mapping[int, Value],
    version: str | None = None,
) -> bool:
    """Save answers by the questions' keys, each of the type of its question; None takes an answer away.

    Questions that are not named, or that this organisation is not asked, stay as they are. Returns whether anything
    changed. Raises OutdatedPart as `save_about`.
    """
    answer = writable(by, registration, part="questions")
    asked = asked_of(registration, answer)
    check_version(
        answer, "questions", known=version, stands=version_of_questions(asked)
    )
    is_changed = False
    for each in asked:
        key = each.question.pk
        if key in values and values[key] != each.value:
            _write(answer, each.question, values[key])
            is_changed = True
    if is_changed:
        changed(answer, by=by, verb="save part", detail="questions", part="questions")
    return is_changed


def _write(answer: Answer, question: Question, value: Value) -> None:
    if value is None or value == () or value == "":
        answer.question_answers.filter(question=question).delete()
        return
    row, _is_new = QuestionAnswer.objects.update_or_create(
        answer=answer,
        question=question,
        defaults={
            "text": value if isinstance(value, str) else "",
            "number": value if isinstance(value, Decimal) else None,
            "is_yes": value if isinstance(value, bool) else None,
        },
    )
    keys = value if isinstance(value, tuple) else ()
    row.choices.set(question.choices.filter(pk__in=keys))
