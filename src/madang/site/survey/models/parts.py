"""The parts of an answer: who saved each last, and to which colleague it is handed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.survey.models.answers import Answer


class AnswerPart(models.Model):
    """A part of an answer that somebody saved, or that is handed to a colleague, who then writes this part alone."""

    class Key(models.TextChoices):
        WHO = "who", _("Who we are")
        SEEK = "seek", _("What we seek")
        OFFER = "offer", _("What we offer")
        WISHES = "wishes", _("Wishes and exceptions")
        PEOPLE = "people", _("Languages and delegates")
        QUESTIONS = "questions", _("Questions of the organisers")

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="saved_parts"
    )
    part = models.CharField(max_length=10, choices=Key.choices)
    saved_by = models.CharField(max_length=200, blank=True)
    saved_at = models.DateTimeField(null=True)
    # Empty while whoever leads the entry writes this part.
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts_in_hand",
    )
    note = models.CharField(_("Message"), max_length=400, blank=True)
    given_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["answer", "id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "part"], name="answer_part_once"),
            models.CheckConstraint(
                condition=Q(person=None) | Q(given_at__isnull=False),
                name="answer_part_in_hand_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.get_part_display()}"

    @property
    def state(self) -> str:
        """Where a part in a colleague's hands stands: "given", "begun" or "done"; empty in nobody's hands."""
        if self.person_id is None or self.given_at is None:
            return ""
        if self.done_at is not None:
            return "done"
        is_begun = self.saved_at is not None and self.saved_at > self.given_at
        return "begun" if is_begun else "given"
