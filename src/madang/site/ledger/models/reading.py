"""The reading desk: a text as it was read, and what may be a fact in it. Nothing of it is in the ledger until a person says so."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.ledger.models.claims import Claim, Stage
from madang.site.ledger.models.sources import Source
from madang.site.ledger.models.ties import Tie


class Reading(models.Model):
    """The text of a source while curators work on it. The text is the publisher's: it goes when the desk is cleared."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="readings"
    )
    text = models.TextField(blank=True)
    language = models.CharField(max_length=12, blank=True)
    # False where the language is passed through with few rules.
    is_supported = models.BooleanField(default=True)
    read_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(cleared_at__isnull=True),
                name="one_open_reading",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | Q(text=""),
                name="cleared_reading_has_no_text",
            ),
        ]

    def __str__(self) -> str:
        return str(self.source)


class FactCandidate(models.Model):
    """What may be a tie, as the reader found it: its place, what it would be, and what a curator said of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        LATER = "later", _("For later")
        ACCEPTED = "accepted", _("Accepted")
        SAME = "same", _("Same tie")
        REFUSED = "refused", _("Refused")

    class Refusal(models.TextChoices):
        NO_TIE = "no_tie", _("Not a tie")
        WRONG = "wrong", _("Read wrongly")
        FURNITURE = "furniture", _("Not part of the article")
        TWICE = "twice", _("Said twice")
        OTHER = "other", _("Something else")

    reading = models.ForeignKey(
        Reading, on_delete=models.CASCADE, related_name="candidates"
    )
    # Code points of the text: the sentence, and the words that say it.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    trigger_start = models.PositiveIntegerField()
    trigger = models.CharField(max_length=120)
    # Blank for an event, which is an occasion and no tie.
    kind = models.CharField(max_length=20, choices=Tie.Kind.choices, blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices, blank=True)
    # Names as the text has them, each with its country or "": read with the candidate, never searched.
    parties = models.JSONField(default=list)
    subject = models.CharField(max_length=400, blank=True)
    date = models.CharField(max_length=30, blank=True)
    # Which rule of the reader found it, and how sure it is, 0 to 1.
    rule = models.CharField(max_length=60)
    confidence = models.FloatField()
    state = models.CharField(
        max_length=8, choices=State.choices, default=State.OPEN, db_index=True
    )
    refusal = models.CharField(max_length=9, choices=Refusal.choices, blank=True)
    tie = models.ForeignKey(Tie, models.SET_NULL, null=True, blank=True)
    claim = models.ForeignKey(Claim, models.SET_NULL, null=True, blank=True)
    # Of what was entered: how many values there were, and how many of them stood as they were proposed.
    values_entered = models.PositiveSmallIntegerField(default=0)
    values_kept = models.PositiveSmallIntegerField(default=0)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["start", "trigger_start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="candidate_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(values_kept__lte=F("values_entered")),
                name="candidate_keeps_no_more_than_it_has",
            ),
        ]

    def __str__(self) -> str:
        return self.trigger
