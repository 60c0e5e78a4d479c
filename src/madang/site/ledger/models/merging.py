"""Decisions that two organisations are one, and what it takes to undo them exactly."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person


class MergeDecision(models.Model):
    """Somebody decided that one organisation is another one. It stands until it is undone; neither organisation is deleted."""

    kept = models.ForeignKey(Organisation, models.PROTECT, related_name="merges")
    away = models.ForeignKey(Organisation, models.PROTECT, related_name="merges_away")
    reason = models.CharField(_("Why they are the same"), max_length=300)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)
    # How many entries showed under the kept organisation from then on.
    moved = models.PositiveIntegerField(default=0)
    undone_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.CharField(_("Why it was undone"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kept=F("away")), name="merge_of_two_organisations"
            ),
            models.UniqueConstraint(
                fields=["away"],
                condition=Q(undone_at__isnull=True),
                name="merged_away_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.away} → {self.kept}"


class MergedCell(models.Model):
    """One column of one row that shows another organisation than the one it belongs to by itself."""

    # "ledger.TieParty", its primary key, "organisation".
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    column = models.CharField(max_length=40)
    base = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["table", "row", "column"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "row", "column"], name="merged_cell_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row} {self.column}"


class MergedRow(models.Model):
    """A row set aside whole because it would say the same as another one; it comes back when the decision is undone."""

    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    # Every column as it was, organisations put to those that the row belongs to by itself.
    content = models.JSONField()
    # Organisations by column.
    bases = models.JSONField()

    class Meta:
        ordering = ["table", "row"]
        constraints = [
            models.UniqueConstraint(fields=["table", "row"], name="merged_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class MergeAnswer(models.Model):
    """A curator looked at two organisations that may be one: they are not, or it is for later."""

    class Answer(models.TextChoices):
        DIFFERENT = "different", _("Not the same")
        LATER = "later", _("Later")

    # The one that was entered first.
    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="merge_answer_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="merge_answer_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}: {self.answer}"


class MergeCandidate(models.Model):
    """Two organisations that may be one, as the rules find them; the list is made anew when a curator asks for it."""

    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    # Between 0 and 1: how much speaks for it.
    score = models.FloatField()
    # Codes of the rules that found it.
    reasons = models.CharField(max_length=200)
    doubts = models.CharField(max_length=200, blank=True)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="merge_candidate_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="merge_candidate_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
