"""Anything that happened in the world: a visit, a summit, a mission, an edition of a series. It may refer to an event run here."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.core.edtf import span
from madang.site.core.folding import folded
from madang.site.directory.models import Organisation
from madang.site.events.models import Event
from madang.site.ledger.models.claims import Modality
from madang.site.ledger.models.sources import Audience


class Occasion(models.Model):
    """A visit, summit, mission, fair or forum; a series has editions, a summit has parts."""

    class Kind(models.TextChoices):
        DELEGATION = "delegation_outward", _("Official visit or mission")
        PROMOTION = "promotion_event", _("Promotion event")
        MEETINGS = "b2b_meetings", _("Bilateral meetings")
        FAIR = "trade_fair", _("Trade fair")
        SERIES = "event_series", _("Series")
        CONFERENCE = "conference", _("Conference")
        SUMMIT = "summit", _("Summit")
        ROUND_TABLE = "round_table", _("Round table")
        LOUNGE = "networking_lounge", _("Business lounge")
        PARTNERING = "partnering_programme", _("Partnering programme")
        CALENDAR = "calendar_item", _("Date in a calendar")

    class Expected(models.TextChoices):
        NOTHING = "", "–"
        UNCONFIRMED = (
            "date_passed_outcome_unconfirmed",
            _("Date passed, outcome unconfirmed"),
        )

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind.choices)
    name = models.CharField(_("Name"), max_length=250)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    series = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="editions"
    )
    # The fair at which a visit took place.
    within = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="visits"
    )
    event = models.OneToOneField(
        Event, models.SET_NULL, null=True, blank=True, related_name="occasion"
    )
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organised_occasions",
    )
    lead = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_occasions",
    )
    headed_by_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="headed_occasions",
    )
    headed_by = models.ForeignKey(
        "ledger.Position",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="headed_occasions",
    )
    from_country = models.CharField(
        pgettext_lazy("country", "From"), max_length=2, blank=True
    )
    to_country = models.CharField(
        pgettext_lazy("country", "To"), max_length=2, blank=True
    )
    country = models.CharField(_("Country"), max_length=2, blank=True)
    city = models.CharField(_("City"), max_length=120, blank=True)
    venue = models.CharField(_("Venue"), max_length=200, blank=True)
    venue_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_occasions",
    )
    # EDTF (ISO 8601-2), blank where no source says.
    start = models.CharField(_("First day"), max_length=30, blank=True)
    end = models.CharField(_("Last day"), max_length=30, blank=True)
    # The days that it may have been, computed from both: what a list sorts and narrows by.
    first_day = models.DateField(null=True, editable=False, db_index=True)
    last_day = models.DateField(null=True, editable=False, db_index=True)
    # Its words without case, accents and punctuation: what a search compares.
    search_key = models.CharField(max_length=450, default="", editable=False)
    date_basis = models.CharField(
        _("How the date is known"), max_length=200, blank=True
    )
    duration_days = models.PositiveSmallIntegerField(
        _("Days, as stated"), null=True, blank=True
    )
    recurrence = models.CharField(_("Recurs"), max_length=30, blank=True)
    topic = models.CharField(_("Topic"), max_length=250, blank=True)
    # "Heads of companies": participants whom no source names.
    participants_text = models.CharField(
        _("Participants without names"), max_length=250, blank=True
    )
    participants_count = models.PositiveIntegerField(null=True, blank=True)
    countries_count = models.PositiveIntegerField(null=True, blank=True)
    company_representatives = models.PositiveIntegerField(null=True, blank=True)
    is_participants_complete = models.BooleanField(null=True, blank=True)
    is_hosts_complete = models.BooleanField(null=True, blank=True)
    audience_count = models.PositiveIntegerField(null=True, blank=True)
    audience_qualifier = models.CharField(max_length=20, blank=True)
    audience_who = models.CharField(max_length=250, blank=True)
    modality = models.CharField(
        _("How it is said"), max_length=12, choices=Modality.choices, blank=True
    )
    status_expected = models.CharField(
        max_length=40, choices=Expected.choices, blank=True, default=Expected.NOTHING
    )
    is_cancelled = models.BooleanField(_("Cancelled"), default=False)
    # True once a curator has taken it back, with a reason.
    is_withdrawn = models.BooleanField(_("Withdrawn"), default=False)
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )

    class Meta:
        ordering = ["id"]
        # The order of a timeline, which is read from either end.
        indexes = [
            models.Index(
                fields=["first_day", "last_day", "id"], name="occasion_in_time"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(headed_by__isnull=True)
                | Q(headed_by_organisation__isnull=True),
                name="occasion_has_one_head",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the first and the last day in step with the dates, and what a search compares with the name."""
        self.first_day = span(self.start).first
        self.last_day = span(self.end or self.start).last
        self.search_key = folded(self.name)
        super().save(*args, **kwargs)


class OccasionParty(models.Model):
    """An organisation that took part in an occasion, hosted it or was met."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("Participant")
        HOST = "host", _("Met on the spot")
        SIDE = "side", _("Side")

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="occasion_parts"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "organisation", "role"], name="occasion_party_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} at {self.occasion}"


class OccasionNote(models.Model):
    """A line about an occasion: an aim, a topic, a step of its programme, a part of its audience."""

    class Kind(models.TextChoices):
        OBJECTIVE = "objective", _("Aim")
        TOPIC = "topic", _("Topic")
        STEP = "step", _("Step")
        AUDIENCE = "audience", _("Audience")

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "order", "id"]

    def __str__(self) -> str:
        return self.text
