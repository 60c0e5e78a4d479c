"""Consultations: hours that an adviser offers, and who booked them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person


class Consultation(models.Model):
    """One bookable stretch of an adviser's time."""

    class State(models.TextChoices):
        FREE = "free", _("Free")
        BOOKED = "booked", _("Booked")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Channel(models.TextChoices):
        VIDEO = "video", _("Video call")
        TELEPHONE = "telephone", _("Telephone")
        OFFICE = "office", _("At the office")

    adviser = models.ForeignKey(Person, models.PROTECT, related_name="advice")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="consultations"
    )
    subject = models.CharField(_("What about"), max_length=150)
    starts_at = models.DateTimeField(_("From"), db_index=True)
    ends_at = models.DateTimeField(_("To"))
    zone = models.CharField(_("Time zone"), max_length=60)
    channel = models.CharField(
        _("Where"), max_length=10, choices=Channel.choices, default=Channel.VIDEO
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.FREE, db_index=True
    )
    booked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="booked"
    )
    question = models.CharField(_("Your question"), max_length=400, blank=True)
    booked_at = models.DateTimeField(null=True)
    # Why it was cancelled; what was said, in a line.
    reason = models.CharField(_("Reason"), max_length=400, blank=True)
    note = models.CharField(_("What came of it"), max_length=400, blank=True)
    # iCalendar: a stable UID is made of the key, the sequence counts the changes.
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["adviser", "starts_at"],
                condition=~Q(state="cancelled"),
                name="adviser_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="consultation_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["booked", "held"]) | Q(booked_by__isnull=False),
                name="booked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adviser}, {self.starts_at:%Y-%m-%d %H:%M}"
