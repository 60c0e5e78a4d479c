"""The calendar: events of the world, missions, deadlines of calls. What nobody confirmed says so."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.events.models import Event
from madang.site.ledger.models import Audience, Occasion


class CalendarItem(models.Model):
    """A date that people plan by. Its status is computed from the date and from what was confirmed (queries.calendar)."""

    class Kind(models.TextChoices):
        EVENT = "event", _("Event")
        MISSION = "mission", _("Mission")
        CALL = "call", _("Call")
        CONSULTATION = "consultation", _("Consultation")

    class Confirmed(models.TextChoices):
        NO = "", _("Not confirmed")
        HELD = "held", _("Took place")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    key = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("Title"), max_length=250)
    theme = models.CharField(_("Theme"), max_length=150, blank=True)
    # EDTF; only days are put into iCalendar, a longer period only on the page.
    start = models.CharField(_("First day"), max_length=30)
    end = models.CharField(_("Last day"), max_length=30, blank=True)
    # First and last calendar day, computed from the two: what lists are sorted and filtered by.
    first_day = models.DateField(null=True, db_index=True)
    last_day = models.DateField(null=True, db_index=True)
    venue = models.CharField(_("Venue"), max_length=200, blank=True)
    city = models.CharField(_("City"), max_length=120, blank=True)
    country = models.CharField(_("Country"), max_length=2, blank=True, db_index=True)
    field = models.CharField(_("Field"), max_length=40, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="calendar_items",
    )
    occasion = models.ForeignKey(
        Occasion, models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    # A path of this site: "/programmes/calls/first-trial/".
    link = models.CharField(_("Page"), max_length=200, blank=True)
    confirmed = models.CharField(
        _("What is known"),
        max_length=10,
        choices=Confirmed.choices,
        blank=True,
        default=Confirmed.NO,
    )
    source_note = models.CharField(_("Where this is from"), max_length=300, blank=True)
    audience = models.CharField(
        max_length=10, choices=Audience.choices, default=Audience.PUBLIC
    )
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["first_day", "id"]

    def __str__(self) -> str:
        return self.title
