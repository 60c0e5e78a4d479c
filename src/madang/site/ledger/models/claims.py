"""Claims: who says what of which row, on which passage. Append-only: a correction is a new claim that supersedes the old one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models.sources import Audience, Passage


class Modality(models.TextChoices):
    """How a source says it."""

    ASSERTED = "asserted", _("Stated as a fact")
    PLANNED = "planned", _("Planned")
    IN_PROGRESS = "in_progress", _("In progress")
    FORECAST = "forecast", _("Forecast")
    ATTRIBUTED = "attributed", _("Attributed by somebody")
    AMBIGUOUS = "ambiguous", _("Ambiguous")


class Stage(models.TextChoices):
    """How far a tie has come, as far as evidence goes."""

    PLANNED = "planned", _("Planned")
    TALKS = "talks", _("Talks")
    SIGNED = "signed", _("Signed")
    ONGOING = "ongoing", _("Ongoing")
    ESTABLISHED = "established", _("Established")
    IN_FORCE = "in_force", _("In force")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended")
    NOT_SIGNED = "not_signed", _("Not signed")


class Claim(models.Model):
    """One statement about one row of the ledger, or about the world. Never changed: it can only be superseded."""

    class Aspect(models.TextChoices):
        EXISTENCE = "existence", _("That it is so")
        STAGE = "stage", _("Stage")
        DATE = "date", _("Date")
        SUBJECT = "subject", _("Subject")
        NAME = "name", _("Name")
        IDENTIFIER = "identifier", _("Number in a register")
        OUTCOME = "outcome", _("What came of it")
        HELD = "held", _("That it took place")
        PARTY = "party", _("Party")
        CAUTION = "caution", _("Caution")
        FIGURE = "figure", _("Figure")
        PROFILE = "profile", _("Profile of the cluster")
        STATEMENT = "statement", _("Statement")

    class Holder(models.TextChoices):
        ARTICLE = "article", _("The article")
        QUOTED = "quoted", _("A quoted person")
        PARTY = "party", _("A party")
        REGISTRY = "registry", _("A register")
        CURATOR = "curator", _("A curator")

    class Theme(models.TextChoices):
        ACTIVITY = "activity", _("Activity")
        ATTRIBUTION = "attribution", _("Attribution")
        CAUSAL = "causal_attribution", _("Cause, as attributed")
        COMPETENCE = "competence", _("Competence")
        EXPECTATION = "expectation", _("Expectation")
        NEED = "need", _("Need")
        OBJECTIVE = "objective", _("Objective")
        OUTLOOK = "outlook", _("Outlook")
        PLEDGE = "pledge", _("Pledge")
        POLICY = "policy", _("Policy")
        QUOTE = "quote", _("Quotation")
        RISK = "risk", _("Risk")
        SUMMARY = "summary", _("Summary")
        TREND = "trend", _("Trend")

    # Blank but for statements that are cited by a key of their own.
    key = models.SlugField(max_length=60, blank=True)
    aspect = models.CharField(
        _("What is claimed"), max_length=10, choices=Aspect.choices
    )
    # About exactly one of these, or about none for a statement. That a tie has a party is about both, so that whom nobody may
    # name is not named by it.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    position = models.ForeignKey(
        "ledger.Position", models.PROTECT, null=True, blank=True, related_name="claims"
    )
    region = models.ForeignKey(
        "ledger.Region", models.PROTECT, null=True, blank=True, related_name="claims"
    )
    occasion = models.ForeignKey(
        "ledger.Occasion", models.PROTECT, null=True, blank=True, related_name="claims"
    )
    tie = models.ForeignKey(
        "ledger.Tie", models.PROTECT, null=True, blank=True, related_name="claims"
    )
    initiative = models.ForeignKey(
        "ledger.Initiative",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
    )
    relation = models.ForeignKey(
        "ledger.Relation", models.PROTECT, null=True, blank=True, related_name="claims"
    )
    # The value, in the column of its aspect.
    stage = models.CharField(max_length=12, choices=Stage.choices, blank=True)
    edtf = models.CharField(max_length=30, blank=True)
    text = models.CharField(_("In words"), max_length=600, blank=True)
    theme = models.CharField(max_length=20, choices=Theme.choices, blank=True)
    modality = models.CharField(
        _("How it is said"),
        max_length=12,
        choices=Modality.choices,
        default=Modality.ASSERTED,
    )
    holder = models.CharField(
        _("Who says so"), max_length=10, choices=Holder.choices, default=Holder.ARTICLE
    )
    holder_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="held_claims"
    )
    holder_position = models.ForeignKey(
        "ledger.Position",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="held_claims",
    )
    passages = models.ManyToManyField(
        Passage, through="Citation", related_name="claims"
    )
    is_background = models.BooleanField(default=False)
    # Says nothing but that the claim which it supersedes was entered wrongly.
    is_withdrawal = models.BooleanField(default=False)
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    curator = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="curated_claims"
    )
    note = models.CharField(_("Note of the curator"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    # Set once, when a later claim takes this one's place.
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="claim_key_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.aspect} {self.pk}"


class Citation(models.Model):
    """A passage on which a claim rests."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="citations")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="citations")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "passage"], name="citation_once")
        ]

    def __str__(self) -> str:
        return f"{self.claim} rests on {self.passage}"
