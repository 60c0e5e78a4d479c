"""What becomes of given answers when an organiser changes a question: counted before anything happens."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import ngettext

from madang.site.survey.models import Answer, Question, QuestionAnswer

CHOOSING = (Question.Kind.ONE.value, Question.Kind.SEVERAL.value)


@dataclass(frozen=True)
class QuestionContent:
    """A question as it shall be: its kind, words and help in English and Korean, whom it is asked, and its choices as (English, Korean).

    No `audiences` means every organisation; they are kinds of organisation. Choices count for "one" and "several" alone.
    """

    kind: str
    text: str
    text_ko: str = ""
    help: str = ""
    help_ko: str = ""
    is_required: bool = False
    audiences: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Consequences:
    """What a change does: sentences for whoever decides, the keys of answers that go, and of choices that go."""

    lines: list[str] = field(default_factory=list)
    gone: frozenset[int] = frozenset()

    @property
    def mark(self) -> str:
        """A word that changes with the sentences: a confirmation counts for what was read."""
        return f"{len(self.lines)}-{len(self.gone)}-{'|'.join(self.lines)}"


def same_choices(question: Question, content: QuestionContent) -> dict[int, int]:
    """Return which choices stay, as key → new place: those whose English or Korean words stay."""
    places: dict[int, int] = {}
    for choice in question.choices.all():
        for place, (english, korean) in enumerate(content.choices):
            is_same = choice.text == english or (
                korean != "" and choice.text_ko == korean
            )
            if is_same and place not in places.values():
                places[choice.pk] = place
                break
    return places


def consequences_of(question: Question, content: QuestionContent) -> Consequences:
    """Return what becomes of the answers to a question when it becomes `content`; no sentence when nothing is given yet."""
    answers = question.answers.prefetch_related("choices").order_by("pk")
    count = len(answers)
    late = _sent_without(question, content)
    if not count:
        return Consequences(late)
    gone = _gone(question, content, answers)
    lines = [
        *_of_words(question, content, count),
        *_of_gone(len(gone), count),
        *_of_trimmed(question, content, answers, gone),
        *_of_audience(content, answers),
        *late,
    ]
    return Consequences(lines, frozenset(gone))


def _of_words(question: Question, content: QuestionContent, count: int) -> list[str]:
    if (question.text, question.text_ko) == (content.text, content.text_ko):
        return []
    text = ngettext(
        "%(count)s answer was given to the earlier words. It stays, under the new ones.",
        "%(count)s answers were given to the earlier words. They stay, under the new ones.",
        count,
    )
    return [text % {"count": count}]


def _of_gone(gone: int, count: int) -> list[str]:
    if not gone:
        return []
    text = ngettext(
        "%(gone)s of %(count)s answer does not fit any more and is removed for good.",
        "%(gone)s of %(count)s answers do not fit any more and are removed for good.",
        count,
    )
    return [text % {"gone": gone, "count": count}]


def _of_trimmed(
    question: Question,
    content: QuestionContent,
    answers: QuerySet[QuestionAnswer],
    gone: set[int],
) -> list[str]:
    if question.kind not in CHOOSING or content.kind not in CHOOSING:
        return []
    stays = same_choices(question, content)
    count = sum(
        1
        for row in answers
        if row.pk not in gone and any(c.pk not in stays for c in row.choices.all())
    )
    text = ngettext(
        "%(count)s answer loses a choice that goes, and keeps its others.",
        "%(count)s answers lose a choice that goes, and keep their others.",
        count,
    )
    return [text % {"count": count}] if count else []


def _of_audience(
    content: QuestionContent, answers: QuerySet[QuestionAnswer]
) -> list[str]:
    if not content.audiences:
        return []
    others = answers.exclude(
        answer__registration__organisation__kind__in=content.audiences
    )
    count = others.count()
    text = ngettext(
        "%(count)s answer is of an organisation that is no longer asked. You still read it, the organisation does not.",
        "%(count)s answers are of organisations that are no longer asked. You still read them, the organisations do not.",
        count,
    )
    return [text % {"count": count}] if count else []


def _sent_without(question: Question | None, content: QuestionContent) -> list[str]:
    """Return a sentence on answers that were sent without what is required from now on."""
    if question is None or not content.is_required or question.is_required:
        return []
    sent = Answer.objects.filter(
        registration__event=question.event, state=Answer.State.SUBMITTED
    )
    if content.audiences:
        sent = sent.filter(registration__organisation__kind__in=content.audiences)
    count = sent.exclude(question_answers__question=question).count()
    text = ngettext(
        "%(count)s organisation has sent its answers without this one. They stay sent, marked as to be mended.",
        "%(count)s organisations have sent their answers without this one. They stay sent, marked as to be mended.",
        count,
    )
    return [text % {"count": count}] if count else []


def _gone(
    question: Question, content: QuestionContent, answers: QuerySet[QuestionAnswer]
) -> set[int]:
    """Return the keys of answers that do not fit the new kind and choices."""
    if content.kind == question.kind and content.kind not in CHOOSING:
        return set()
    if content.kind == Question.Kind.TEXT:
        # Whatever was answered can be said in words.
        return set()
    if question.kind not in CHOOSING or content.kind not in CHOOSING:
        return {row.pk for row in answers}
    stays = same_choices(question, content)
    most = 1 if content.kind == Question.Kind.ONE else len(content.choices)
    return {
        row.pk
        for row in answers
        if not 1 <= sum(1 for c in row.choices.all() if c.pk in stays) <= most
    }
