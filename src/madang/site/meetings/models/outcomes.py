"""What stays after a meeting: earlier words of each side, what it does next, and what its organisers may read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.meetings.models.requests import Feedback, Meeting


class FeedbackWord(models.Model):
    """One verdict that a side gave, kept when a later one takes its place. Read by this side alone."""

    # It follows from the feedback, so it keeps no import from being taken back.
    is_computed = True

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="feedback_words")
    by = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=12, choices=Feedback.Verdict.choices)
    said_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-said_at", "-id"]
        indexes = [models.Index(fields=["meeting", "by"], name="feedback_word_of_side")]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_verdict_display()}"


class FeedbackRule(models.Model):
    """Whether an event's organisers read what each side said of each meeting; without a row they read counts alone."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="feedback_rule")
    is_told = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.event}: {self.is_told}"


class NextStep(models.Model):
    """What is to be done after a meeting, by when and by whom: a note of one side that nobody else reads."""

    class Doer(models.TextChoices):
        US = "us", _("We do it")
        THEM = "them", _("The other side does it")
        BOTH = "both", _("Both together")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="next_steps")
    by = models.ForeignKey(Registration, models.CASCADE, related_name="next_steps")
    text = models.CharField(_("What is done next"), max_length=300)
    due = models.DateField(_("By when"), db_index=True)
    doer = models.CharField(
        _("Who does it"), max_length=4, choices=Doer.choices, default=Doer.US
    )
    # Who of this side sees to it, and gets the mail the day before.
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="next_steps"
    )
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    changed_at = models.DateTimeField(auto_now=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["state", "due"], name="next_step_due")]

    def __str__(self) -> str:
        return self.text
