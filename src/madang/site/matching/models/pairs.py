"""Runs of the matching, suggestions with reasons for both sides, what people decided, and lists made anew."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import Event, Registration
from madang.site.matching.models.desk import Weighting


class Run(models.Model):
    """One run of the matching over the answers as they stood at a version of the event."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="matching_runs"
    )
    job_id = models.BigIntegerField(null=True)
    version = models.PositiveBigIntegerField()
    # Counts the event's runs. Who comes first among equals is drawn anew with each.
    number = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=False)
    # Empty: as shipped.
    weighting = models.ForeignKey(
        Weighting, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(is_current=True), name="one_current_run"
            )
        ]

    def __str__(self) -> str:
        return f"Run {self.pk}"


class Suggestion(models.Model):
    """Two organisations that could gain from a meeting. `left` is the one with the smaller id. Scores are 0 to 1000."""

    # The next run makes it anew, so it keeps no import from being taken back.
    is_computed = True

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="suggestions")
    left = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="suggestions_left"
    )
    right = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="suggestions_right"
    )
    score = models.PositiveSmallIntegerField(db_index=True)
    left_gain = models.PositiveSmallIntegerField()
    right_gain = models.PositiveSmallIntegerField()
    # 1 is the best; empty where the other is not in this side's list.
    rank_for_left = models.PositiveSmallIntegerField(null=True)
    rank_for_right = models.PositiveSmallIntegerField(null=True)
    # What both sides read, the strongest first: each a list as Reason has it. It cites nothing confidential. Reasons are
    # read with their pair and nobody looks for one, so they are no rows.
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "left", "right"], name="suggestion_once"
            ),
            models.CheckConstraint(
                condition=Q(left__lt=F("right")), name="suggestion_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} – {self.right}"


class Decision(models.Model):
    """What an organisation, or the organiser, said of a pair: kept from run to run."""

    class Verdict(models.TextChoices):
        WANTED = "wanted", _("Wanted")
        NOT_FOR_US = "not_for_us", _("Not for us")
        NEVER = "never", _("Kept apart by the organiser")
        HELD = "held", _("Met")

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="matching_decisions"
    )
    by = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, related_name="decisions_made"
    )
    left = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    # Why the organiser keeps a pair apart, and who of them did: for organisers alone.
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    set_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "by", "left", "right"], name="decision_once"
            ),
            # The organiser's own, which have no side.
            models.UniqueConstraint(
                fields=["event", "left", "right"],
                condition=Q(by__isnull=True),
                name="organiser_decision_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} – {self.right}: {self.verdict}"


class ListUpdate(models.Model):
    """How often an organisation's own changes have made its list anew on one day, and what still waits."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="list_update"
    )
    # A day of the event's zone.
    day = models.DateField()
    times = models.PositiveSmallIntegerField(default=0)
    # When a change that came after the last time of a day is taken up; empty: nothing waits.
    waits_until = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.times}"
