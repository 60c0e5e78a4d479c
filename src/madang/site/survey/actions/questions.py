"""An event's own questions: asked, changed with what becomes of answers, moved, removed, taken over from the edition before."""

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import log
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event
from madang.site.survey.models import (
    Question,
    QuestionAnswer,
    QuestionAudience,
    QuestionChoice,
)
from madang.site.survey.queries.question_changes import (
    CHOOSING,
    QuestionContent,
    consequences_of,
    same_choices,
)
from madang.site.survey.queries.questions import words_of
from madang.site.survey.reading.answer_sheets import fixed_headings
from madang.site.survey.rules import SurveyRefusal

MOST_QUESTIONS = 30
MOST_CHOICES = 20
# With the five of the survey itself twelve, which take eight minutes.
MOST_REQUIRED = 7


def _check_open(event: Event) -> None:
    if event.state == Event.State.CLOSED:
        raise SurveyRefusal(_("The event is closed. Its questions stay as they are."))


def _check(event: Event, content: QuestionContent, own: Question | None) -> None:
    others = event.questions.exclude(pk=own.pk if own is not None else 0)
    words = {each.casefold() for each in (content.text, content.text_ko) if each}
    for each in others:
        if words & {each.text.casefold(), each.text_ko.casefold()}:
            raise SurveyRefusal(_("Another question has these words already."))
    # In the sheet of answers such a question could not be told from another column.
    if words & fixed_headings():
        raise SurveyRefusal(
            _("These words are the heading of another column. Write a whole question.")
        )
    _check_choices(content)
    _check_required(others, content)


def _check_choices(content: QuestionContent) -> None:
    if content.kind not in CHOOSING:
        return
    said = [
        each.casefold()
        for pair in content.choices
        for each in dict.fromkeys(pair)
        if each
    ]
    if len(content.choices) < 2 or len(content.choices) > MOST_CHOICES:
        text = _("Write two to %(most)s choices, one in each line.")
        raise SurveyRefusal(text % {"most": MOST_CHOICES})
    if len(set(said)) < len(said):
        raise SurveyRefusal(_("Two choices have the same words."))


def _check_required(others: QuerySet[Question], content: QuestionContent) -> None:
    if not content.is_required:
        return
    asked = [
        {each.kind for each in other.audiences.all()}
        for other in others.filter(is_required=True).prefetch_related("audiences")
    ]
    for kind in content.audiences or Organisation.Kind.values:
        if sum(1 for kinds in asked if not kinds or kind in kinds) >= MOST_REQUIRED:
            facts = {"most": MOST_REQUIRED, "kind": Organisation.Kind(kind).label}
            text = _(
                "At most %(most)s of your questions may need an answer, beside the five of the survey; “%(kind)s” has as many already. Let another one be optional first."
            )
            raise SurveyRefusal(text % facts)


def _write(question: Question, content: QuestionContent) -> None:
    for name in ("kind", "text", "text_ko", "help", "help_ko", "is_required"):
        setattr(question, name, getattr(content, name))
    question.save()
    question.audiences.exclude(kind__in=content.audiences).delete()
    known = set(question.audiences.values_list("kind", flat=True))
    QuestionAudience.objects.bulk_create(
        QuestionAudience(question=question, kind=kind)
        for kind in dict.fromkeys(content.audiences)
        if kind not in known
    )


def _write_choices(question: Question, content: QuestionContent) -> None:
    wanted = content.choices if content.kind in CHOOSING else ()
    stays = same_choices(question, content) if wanted else {}
    question.choices.exclude(pk__in=stays).delete()
    # Words may change places with each other: none stands twice in between.
    for key in stays:
        QuestionChoice.objects.filter(pk=key).update(text=f"\x01{key}")
    for key, place in stays.items():
        english, korean = wanted[place]
        QuestionChoice.objects.filter(pk=key).update(
            text=english, text_ko=korean, position=place
        )
    QuestionChoice.objects.bulk_create(
        QuestionChoice(question=question, text=english, text_ko=korean, position=place)
        for place, (english, korean) in enumerate(wanted)
        if place not in stays.values()
    )


@transaction.atomic
def ask_question(
    *, by: Person | None, event: Event, content: QuestionContent
) -> Question:
    """Ask one more question, after the others. Raises SurveyRefusal for words that are taken, and for too many."""
    Event.objects.select_for_update().values_list("pk").get(pk=event.pk)
    _check_open(event)
    if event.questions.count() >= MOST_QUESTIONS:
        text = _("An event has at most %(most)s questions of its own.")
        raise SurveyRefusal(text % {"most": MOST_QUESTIONS})
    _check(event, content, None)
    last = event.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question(event=event, position=last + 1)
    _write(question, content)
    _write_choices(question, content)
    log.record("ask question", question, by=by, event_id=event.pk)
    return question


@transaction.atomic
def change_question(
    *, by: Person | None, question: Question, content: QuestionContent, mark: str = ""
) -> None:
    """Change a question. Once it is answered, `mark` repeats `Consequences.mark`, so that nobody loses an answer unread.

    Raises SurveyRefusal for another mark, and as `ask_question`.
    """
    event = question.event
    Event.objects.select_for_update().values_list("pk").get(pk=event.pk)
    _check_open(event)
    _check(event, content, question)
    found = consequences_of(question, content)
    if found.lines and found.mark != mark:
        raise SurveyRefusal(
            _("Something was answered in between. Read once more what becomes of it.")
        )
    question.answers.filter(pk__in=found.gone).delete()
    if content.kind == Question.Kind.TEXT and question.kind != Question.Kind.TEXT:
        _say_in_words(question)
    _write(question, content)
    _write_choices(question, content)
    log.record(
        "change question",
        question,
        by=by,
        event_id=event.pk,
        detail=f"{len(found.gone)} answers removed",
    )


def _say_in_words(question: Question) -> None:
    """Turn numbers, choices, yes and no into text, in English, before the question becomes one for text."""
    rows = question.answers.select_related("question").prefetch_related("choices")
    with override("en"):
        for row in rows:
            row.text = words_of(row)
    QuestionAnswer.objects.bulk_update(rows, ["text"])
    question.answers.update(number=None, is_yes=None)


@transaction.atomic
def remove_question(*, by: Person | None, question: Question) -> int:
    """Remove a question with its answers; return how many there were. Ask with that number before."""
    _check_open(question.event)
    count = question.answers.count()
    log.record(
        "remove question",
        question,
        by=by,
        event_id=question.event_id,
        detail=f"{count} answers removed",
    )
    question.delete()
    return count


@transaction.atomic
def move_question(*, by: Person | None, question: Question, step: int) -> None:
    """Move a question one place up (-1) or down (1); at the end nothing moves."""
    _check_open(question.event)
    rows = list(question.event.questions.select_for_update())
    place = next(n for n, each in enumerate(rows) if each.pk == question.pk)
    other = place + (1 if step > 0 else -1)
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, each in enumerate(rows, start=1):
        each.position = position
    Question.objects.bulk_update(rows, ["position"])
    log.record("move question", question, by=by, event_id=question.event_id)


def content_of(question: Question) -> QuestionContent:
    """Return what a question says."""
    return QuestionContent(
        kind=question.kind,
        text=question.text,
        text_ko=question.text_ko,
        help=question.help,
        help_ko=question.help_ko,
        is_required=question.is_required,
        audiences=tuple(each.kind for each in question.audiences.all()),
        choices=tuple((each.text, each.text_ko) for each in question.choices.all()),
    )


@transaction.atomic
def take_questions_over(*, by: Person | None, event: Event) -> int:
    """Ask what the edition before asked, without questions that are here already; return how many are new."""
    if event.previous is None:
        return 0
    known = {each.text.casefold() for each in event.questions.all()}
    asked = event.previous.questions.prefetch_related("audiences", "choices")
    fresh = [each for each in asked if each.text.casefold() not in known]
    for each in fresh:
        ask_question(by=by, event=event, content=content_of(each))
    return len(fresh)
