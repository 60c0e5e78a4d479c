"""The organisers' own questions, in two languages, and what was answered. Only the organisers and the organisation itself read the answers."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.events.models import Event
from madang.site.survey.models.answers import Answer


def in_reader_language(english: str, korean: str) -> str:
    """Return the Korean words to a Korean reader where there are any, the English ones otherwise; one of them may be empty."""
    first, second = (korean, english) if get_language() == "ko" else (english, korean)
    return first or second


class Question(models.Model):
    """A question that an event's organisers ask, of every organisation or of some kinds alone."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Text")
        NUMBER = "number", _("Number")
        ONE = "one", _("One of several choices")
        SEVERAL = "several", _("Several choices")
        YES_NO = "yes_no", _("Yes or no")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    kind = models.CharField(_("Answered with"), max_length=8, choices=Kind.choices)
    text = models.CharField(_("Question in English"), max_length=200)
    text_ko = models.CharField(_("Question in Korean"), max_length=200, blank=True)
    help = models.CharField(_("Help in English"), max_length=300, blank=True)
    help_ko = models.CharField(_("Help in Korean"), max_length=300, blank=True)
    is_required = models.BooleanField(_("Needs an answer"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "text"], name="question_once")
        ]

    def __str__(self) -> str:
        return in_reader_language(self.text, self.text_ko)

    @property
    def hint(self) -> str:
        """The help in the reader's language."""
        return in_reader_language(self.help, self.help_ko)


class QuestionAudience(models.Model):
    """A kind of organisation that is asked a question. A question without any is asked of everybody."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="audiences"
    )
    kind = models.CharField(max_length=30, choices=Organisation.Kind.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "kind"], name="question_audience_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class QuestionChoice(models.Model):
    """One of the choices of a question."""

    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="choices"
    )
    text = models.CharField(max_length=120)
    text_ko = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "text"], name="question_choice_once"
            )
        ]

    def __str__(self) -> str:
        return in_reader_language(self.text, self.text_ko)


class QuestionAnswer(models.Model):
    """What an organisation answered to a question: text, a number, yes or no, or choices, by the question's kind."""

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="question_answers"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="answers"
    )
    text = models.TextField(blank=True)
    number = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    is_yes = models.BooleanField(null=True)
    choices = models.ManyToManyField(QuestionChoice, related_name="chosen_in")

    class Meta:
        ordering = ["question__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "question"], name="question_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
