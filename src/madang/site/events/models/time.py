"""When: events, their days, breaks, slots and deadlines."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """A lounge: some days in which organisations meet at tables."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("In preparation")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    name = models.CharField(_("Name"), max_length=160)
    slug = models.SlugField(_("Short name in addresses"), max_length=80, unique=True)
    city = models.CharField(_("City"), max_length=80)
    country = models.CharField(_("Country"), max_length=2)
    venue = models.CharField(_("Venue"), max_length=160, blank=True)
    zone = models.CharField(_("Time zone"), max_length=60, default="Asia/Seoul")
    summary = models.TextField(_("What it is"), blank=True)
    slot_minutes = models.PositiveSmallIntegerField(
        _("Length of a meeting, minutes"), default=25
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("Pause between meetings, minutes"), default=5
    )
    most_per_day = models.PositiveSmallIntegerField(
        _("Most meetings a day for each delegate"), default=12
    )
    most_in_a_row = models.PositiveSmallIntegerField(
        _("Most meetings in a row for each delegate"), null=True, blank=True
    )
    walking_minutes = models.PositiveSmallIntegerField(
        _("Minutes to walk between two zones"), null=True, blank=True
    )
    nobody_left_out = models.BooleanField(
        _("Nobody left out comes before the total"), default=False
    )
    state = models.CharField(
        max_length=12, choices=State.choices, default=State.PREPARING
    )
    previous = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="next_editions",
    )
    # Grows with every change that a plan depends on; a job's result applies only to the version it read.
    version = models.PositiveBigIntegerField(default=1)
    is_listed = models.BooleanField(_("Shown to visitors"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name


class Day(models.Model):
    """One day of an event, with the hours of its tables in the event's zone."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("Date"))
    opens = models.TimeField(_("First meeting begins"))
    closes = models.TimeField(_("Last meeting ends"))

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["event", "date"], name="day_once"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="day_opens_before_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()


class Break(models.Model):
    """A stretch of a day in which nobody meets: plenary, lunch, coffee."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("Plenary")
        LUNCH = "lunch", _("Lunch")
        COFFEE = "coffee", _("Coffee")
        OTHER = "other", _("Other")

    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="breaks")
    name = models.CharField(_("Name"), max_length=80)
    kind = models.CharField(
        _("Kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER
    )
    starts = models.TimeField(_("Begins"))
    ends = models.TimeField(_("Ends"))

    class Meta:
        ordering = ["day", "starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")), name="break_begins_before_it_ends"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Slot(models.Model):
    """One stretch of time in which a meeting can take place, in UTC. `session` counts the stretches between breaks."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    session = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="slot_once"),
            models.CheckConstraint(
                condition=Q(starts_at__lt=F("ends_at")),
                name="slot_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.starts_at.isoformat()


class Deadline(models.Model):
    """A day by which something must be done, and how long before it a reminder goes out."""

    class Kind(models.TextChoices):
        SURVEY = "survey", _("Survey answered")
        REQUESTS = "requests", _("Meetings asked for")
        ANSWERS = "answers", _("Requests answered")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(_("What"), max_length=10, choices=Kind.choices)
    due_at = models.DateTimeField(_("Due"))
    remind_days_before = models.PositiveSmallIntegerField(
        _("Reminder, days before"), default=3
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    KIND_ORDER: ClassVar[list[str]] = ["survey", "requests", "answers"]

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "kind"], name="deadline_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.due_at:%Y-%m-%d %H:%M}"
