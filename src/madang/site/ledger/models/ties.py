"""Ties between organisations and countries: memorandum, talks, contract, trial, office, fund … What a row shows is computed from its claims."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.core.edtf import span
from madang.site.core.folding import folded
from madang.site.directory.models import Organisation
from madang.site.ledger.models.claims import Claim, Modality, Stage
from madang.site.ledger.models.occasions import Occasion
from madang.site.ledger.models.sources import Audience


class Tie(models.Model):
    """An agreement between parties, or something that one of them does in the other's country."""

    class Family(models.TextChoices):
        AGREEMENT = "agreement", _("Agreement")
        ACTIVITY = "activity", _("Activity")

    class Kind(models.TextChoices):
        MEMORANDUM = "mou", _("Memorandum of understanding")
        LETTER = "loi", _("Letter of intent")
        TALKS = "talks", _("Talks")
        COLLABORATION = "collaboration", _("Collaboration")
        BUSINESS = "business_agreement", _("Business agreement")
        CONTRACT = "contract", _("Contract")
        LICENCE = "licence", _("Licence")
        TRIAL = "clinical_trial", _("Clinical trial")
        OFFICE = "office_opened", _("Office")
        FACILITY = "facility_opened", _("Facility")
        EXPANSION = "expansion", _("Expansion")
        ACCELERATOR = "accelerator_opening", _("Accelerator site")
        FUND = "fund", _("Fund")
        CENTRE = "joint_centre", _("Joint centre")
        CONSORTIUM = "consortium_founding", _("Consortium")
        FUNDING = "funding_application", _("Application for funding")
        VISIT = "company_visit", _("Visit to companies")

    class Level(models.TextChoices):
        G2G = "G2G", _("Government to government")
        B2G = "B2G", _("Company and public body")
        B2B = "B2B", _("Company to company")
        ACADEMIC = "academic", _("Academic")
        ASSOCIATION = "association", _("Association to association")
        INVESTOR = "agency-investor", _("Agency and investor")

    key = models.SlugField(max_length=60, unique=True)
    family = models.CharField(max_length=10, choices=Family.choices)
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind.choices)
    stage = models.CharField(
        _("Stage"), max_length=12, choices=Stage.choices, blank=True
    )
    level = models.CharField(
        _("Level"), max_length=20, choices=Level.choices, blank=True
    )
    subject = models.CharField(_("Subject"), max_length=400, blank=True)
    # What was opened or expanded, where the kind does not say it.
    what = models.CharField(_("What"), max_length=200, blank=True)
    # EDTF (ISO 8601-2), blank where no source says.
    date = models.CharField(_("Date"), max_length=30, blank=True)
    # The days that the date may be, computed from it: what a list sorts and narrows by.
    first_day = models.DateField(null=True, editable=False, db_index=True)
    last_day = models.DateField(null=True, editable=False, db_index=True)
    # Its words without case, accents and punctuation: what a search compares.
    search_key = models.CharField(max_length=450, default="", editable=False)
    date_basis = models.CharField(
        _("How the date is known"), max_length=200, blank=True
    )
    date_note = models.CharField(_("Note on the date"), max_length=100, blank=True)
    party_count = models.PositiveSmallIntegerField(
        _("Parties, as stated"), null=True, blank=True
    )
    city = models.CharField(_("City"), max_length=120, blank=True)
    country = models.CharField(_("Country where it happens"), max_length=2, blank=True)
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="ties"
    )
    # A visit to companies is made by an occasion, not by an organisation.
    acting_occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="acts"
    )
    modality = models.CharField(
        _("How it is said"),
        max_length=12,
        choices=Modality.choices,
        default=Modality.ASSERTED,
    )
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    # True once no claim about it stands any longer.
    is_withdrawn = models.BooleanField(_("Withdrawn"), default=False)
    # A meeting held in Madang from which the tie came: meetings.Meeting.
    meeting = models.ForeignKey(
        "meetings.Meeting", models.SET_NULL, null=True, blank=True, related_name="ties"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        # The order of a timeline, which is read from either end.
        indexes = [
            models.Index(fields=["first_day", "last_day", "id"], name="tie_in_time")
        ]
        constraints = [
            # Talks are talks: what was signed is another kind of tie.
            models.CheckConstraint(
                condition=~Q(kind="talks") | ~Q(stage__in=["signed", "in_force"]),
                name="talks_are_not_signed",
            )
        ]

    def __str__(self) -> str:
        return self.key

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the first and the last day in step with the date, and what a search compares with the subject."""
        days = span(self.date)
        self.first_day, self.last_day = days.first, days.last
        self.search_key = folded(self.subject)
        super().save(*args, **kwargs)


class TieParty(models.Model):
    """An organisation's part in a tie."""

    class Role(models.TextChoices):
        PARTY = "party", _("Party")
        ACTOR = "actor", _("Acts")
        HOST = "host", _("Visited")
        FUNDER = "funder", _("Funder")

    tie = models.ForeignKey(Tie, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="tie_parts"
    )
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.PARTY)
    order = models.PositiveSmallIntegerField(default=0)
    # That it has this part, where it was entered apart from the tie.
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="parties"
    )

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tie", "organisation", "role"], name="tie_party_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.tie}"


class TieCountry(models.Model):
    """A country that a tie belongs to: as stated, or that of a party or of the place."""

    tie = models.ForeignKey(Tie, models.CASCADE, related_name="countries")
    country = models.CharField(max_length=2, db_index=True)
    # False if nobody lists it and it is only where a party or the place is.
    is_stated = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tie", "country"], name="tie_country_once")
        ]

    def __str__(self) -> str:
        return f"{self.country}: {self.tie}"


class TieAttribution(models.Model):
    """Somebody says that a tie came of an occasion. An attribution is a claim of its holder, not a cause."""

    tie = models.ForeignKey(Tie, models.CASCADE, related_name="attributions")
    occasion = models.ForeignKey(
        Occasion, models.PROTECT, related_name="attributed_ties"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tie", "occasion"], name="tie_attribution_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tie} is attributed to {self.occasion}"


class TieCaution(models.Model):
    """What whoever reads the source must not conclude from it."""

    tie = models.ForeignKey(Tie, models.CASCADE, related_name="cautions")
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)
    # On what it rests; it is shown while its claim stands.
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="cautions"
    )

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text
