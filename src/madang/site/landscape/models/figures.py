"""Figures: an indicator says what is measured, an observation what one source says of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Audience, Claim, Modality


class Indicator(models.Model):
    """What is measured. Two observations can be compared only under one indicator."""

    class Measure(models.TextChoices):
        LEVEL = "level", pgettext_lazy("measure", "Level")
        COUNT = "count", pgettext_lazy("measure", "Count")
        SHARE = "share", pgettext_lazy("measure", "Share")
        RANK = "rank", pgettext_lazy("measure", "Rank")
        GROWTH = "growth_rate", pgettext_lazy("measure", "Growth")
        CHANGE = "change", pgettext_lazy("measure", "Change")
        MULTIPLE = "multiple", pgettext_lazy("measure", "Multiple")
        DURATION = "duration", pgettext_lazy("measure", "Duration")

    class Better(models.TextChoices):
        NONE = "", _("Neither")
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    name = models.CharField(_("Name"), max_length=200)
    measure = models.CharField(_("Measure"), max_length=12, choices=Measure.choices)
    unit = models.CharField(_("Unit"), max_length=40)
    sector = models.CharField(_("Field"), max_length=100, blank=True)
    # A rank says which way; of a share, `denominator` says of what (blank: no source says).
    better = models.CharField(
        _("Which way"), max_length=6, choices=Better.choices, blank=True
    )
    denominator = models.CharField(_("Share of what"), max_length=200, blank=True)
    definition = models.TextField(_("Definition"), blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "measure", "unit", "sector"], name="indicator_once"
            ),
            models.CheckConstraint(
                condition=~Q(measure="rank") | ~Q(better=""),
                name="rank_says_which_way",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """One figure as one source states it. Observations that contradict each other stand side by side; none is averaged."""

    class Status(models.TextChoices):
        STATED = "stated", _("Stated")
        DOUBTFUL = "doubtful", _("To be confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    key = models.SlugField(max_length=60, unique=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="observations"
    )
    value = models.DecimalField(_("Value"), max_digits=24, decimal_places=6)
    # Digits after the point as stated, in units of `scale`: "3.6 billion" is 1 digit at 1,000,000,000. They give the rounding interval.
    decimals = models.PositiveSmallIntegerField(_("Decimals, as stated"), default=0)
    scale = models.BigIntegerField(_("Scale, as stated"), default=1)
    qualifier = models.CharField(_("Qualifier"), max_length=20, default="exact")
    # ISO 3166-1 or the code of a ledger.Region.
    geography = models.CharField(_("Where"), max_length=20, blank=True, db_index=True)
    counterpart = models.CharField(_("With"), max_length=20, blank=True)
    # EDTF, or an ISO 8601 duration such as P10Y.
    period = models.CharField(_("Period"), max_length=30, blank=True)
    base_period = models.CharField(_("Base period"), max_length=30, blank=True)
    modality = models.CharField(
        _("How it is said"), max_length=12, choices=Modality.choices
    )
    cited_source = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_observations",
    )
    # The claim carries source, passage and holder.
    claim = models.OneToOneField(Claim, models.PROTECT, related_name="observation")
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.STATED
    )
    is_background = models.BooleanField(default=False)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    audience = models.CharField(
        max_length=10, choices=Audience.choices, default=Audience.PUBLIC
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key
