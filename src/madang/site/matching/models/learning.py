"""What became of requests, and what was learned from it for one event."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import Event, Registration


class Reply(models.Model):
    """What one side said to a meeting with another: its last word, with what it had been shown. Requests that wait have no row."""

    # It follows from requests, so it keeps no import from being taken back.
    is_computed = True

    class Said(models.TextChoices):
        """The words of `madang.engine.match.learning.Said`, but for "waiting"."""

        YES = "yes", _("Yes")
        NO_FIT = "no_fit", _("It does not fit")
        NO_TIME = "no_time", _("No time left")
        KNOWN = "known", _("In contact already")
        LATER = "later", _("Later, not at this event")
        OTHER = "other", _("Another reason")
        EXPIRED = "expired", _("Not answered in time")

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="matching_replies"
    )
    by = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="replies_given"
    )
    to = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="replies_received"
    )
    said = models.CharField(max_length=8, choices=Said.choices)
    # What this side said after the two had met, as `madang.engine.match.aftermath.Word` has it; blank before.
    after = models.CharField(max_length=12, blank=True)
    # The place of the other in this side's list when it answered; empty where it was not in the list.
    rank_shown = models.PositiveSmallIntegerField(null=True)
    # What the score saw in the pair soon after the answer, in the order of its features; read by the learning alone.
    features = models.JSONField(default=list)
    features_version = models.PositiveIntegerField(null=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["by", "to"], name="reply_once"),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("to")), name="reply_to_another"
            ),
        ]
        indexes = [models.Index(fields=["event", "said_at"], name="reply_event_time")]

    def __str__(self) -> str:
        return f"{self.by} – {self.to}: {self.said}"


class Learning(models.Model):
    """One version of what an event's replies taught. What is learned of single participants is never stored."""

    is_computed = True

    class Used(models.TextChoices):
        SHIPPED = "shipped", _("the shipped weights")
        LEARNED = "learned", _("the learned weights")
        TREES = "trees", _("the ranker of trees")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="learnings")
    number = models.PositiveIntegerField()
    # Which score the weights belong to, with its features in order.
    score_version = models.PositiveIntegerField()
    features = models.JSONField()
    shipped = models.JSONField()
    weights = models.JSONField()
    errors = models.JSONField()
    intercept = models.FloatField()
    position = models.FloatField()
    # How far participants differ in saying and in hearing yes, in logits.
    giving = models.FloatField()
    receiving = models.FloatField()
    # Replies that taught something, all that were read, and until when they were said.
    answers = models.PositiveIntegerField()
    replies = models.PositiveIntegerField()
    until = models.DateTimeField()
    # On the latest replies: how many, mean log loss of each, and in which share of draws the learned ones were better.
    later = models.PositiveIntegerField()
    shipped_loss = models.FloatField()
    learned_loss = models.FloatField()
    better = models.FloatField()
    # The same for the trees against the better of the two; empty where they were not tried.
    trees_better = models.FloatField(null=True)
    used = models.CharField(max_length=8, choices=Used.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="learning_once")
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.number}"


class LearningSwitch(models.Model):
    """The organiser's word on whether an event's matching may use what was learned; without a row it may."""

    event = models.OneToOneField(
        Event, on_delete=models.CASCADE, related_name="learning_switch"
    )
    is_on = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.event}: {'on' if self.is_on else 'off'}"
