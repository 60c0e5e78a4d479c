"""The organisers' own questions: what an organisation is asked, what it answered, and all answers for the organisers."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from madang.site.events.models import Event, Registration
from madang.site.survey.models import Answer, Question, QuestionAnswer

# What was answered: text, a number, yes or no, or the keys of choices; None for nothing.
Value = str | Decimal | bool | tuple[int, ...] | None


@dataclass(frozen=True)
class Asked:
    """A question as one organisation is asked it, with what it answered so far."""

    question: Question
    answer: QuestionAnswer | None

    @property
    def field(self) -> str:
        """The name of the form's field."""
        return f"question-{self.question.pk}"

    @property
    def value(self) -> Value:
        """What is answered so far; None for nothing."""
        return value_of(self.answer) if self.answer is not None else None

    @property
    def is_answered(self) -> bool:
        """Whether something is answered."""
        return self.value is not None

    @property
    def words(self) -> str:
        """The answer in the reader's language; empty for none."""
        return words_of(self.answer) if self.answer is not None else ""


def value_of(row: QuestionAnswer) -> Value:
    """Return what was answered, by the question's kind; None for nothing. Prefetch `choices` where there are many."""
    kind = row.question.kind
    if kind == Question.Kind.TEXT:
        return row.text or None
    if kind == Question.Kind.NUMBER:
        return row.number
    if kind == Question.Kind.YES_NO:
        return row.is_yes
    return tuple(sorted(each.pk for each in row.choices.all())) or None


def words_of(row: QuestionAnswer) -> str:
    """Return an answer in the reader's language; empty for nothing."""
    value = value_of(row)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return str(number_format(plain_number(value), force_grouping=True))
    if isinstance(value, tuple):
        return "; ".join(str(each) for each in row.choices.all())
    return value


def plain_number(value: Decimal) -> str:
    """Return a number as it was written: no zeros after the point, no powers of ten."""
    return f"{value.normalize():f}"


def questions_of(event: Event) -> QuerySet[Question]:
    """Return an event's questions in their order, with choices, kinds of organisation asked, and how many `answered`."""
    counted = event.questions.annotate(answered=Count("answers"))
    return counted.prefetch_related("choices", "audiences").order_by("position", "pk")


def question_of(event: Event, pk: int) -> Question:
    """Return a question of an event; 404 for any other."""
    found = questions_of(event).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def is_asked(question: Question, kind: str) -> bool:
    """Return whether organisations of a kind are asked a question."""
    kinds = {each.kind for each in question.audiences.all()}
    return not kinds or kind in kinds


def asked_of(registration: Registration, answer: Answer | None) -> list[Asked]:
    """Return what an organisation is asked besides the survey itself, in order; `answer` is its own, from `own_answer`."""
    rows = answer.question_answers.all() if answer is not None else []
    known = {row.question_id: row for row in rows}
    questions = registration.event.questions.prefetch_related("choices", "audiences")
    kind = registration.organisation.kind
    return [
        Asked(each, known.get(each.pk)) for each in questions if is_asked(each, kind)
    ]


def all_asked(answer: Answer | None) -> list[Asked]:
    """Return all that an organisation answered to the organisers' questions, also to those that it is no longer asked."""
    rows = list(answer.question_answers.all()) if answer is not None else []
    rows.sort(key=lambda row: (row.question.position, row.question_id))
    return [Asked(row.question, row) for row in rows]


def answers_to(question: Question) -> QuerySet[QuestionAnswer]:
    """Return what was answered to a question, by the organisations' names."""
    rows = question.answers.select_related(
        "question", "answer__registration__organisation"
    )
    return rows.prefetch_related("choices").order_by(
        "answer__registration__organisation__name", "pk"
    )


def tally(question: Question) -> list[tuple[str, int]]:
    """Return how often each choice, or yes and no, was answered; nothing for text and numbers."""
    if question.kind == Question.Kind.YES_NO:
        rows = question.answers
        return [
            (_("yes"), rows.filter(is_yes=True).count()),
            (_("no"), rows.filter(is_yes=False).count()),
        ]
    counted = question.choices.annotate(times=Count("chosen_in"))
    return [(str(each), each.times) for each in counted]
