"""What calendars were told."""

from django.db import models

from madang.site.events.models import Delegate, Interpreter, Place


class CalendarAddress(models.Model):
    """The secret and revocable address of somebody's calendar: a delegate's, an interpreter's or a place's."""

    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, null=True, related_name="calendar_addresses"
    )
    interpreter = models.ForeignKey(
        Interpreter,
        on_delete=models.CASCADE,
        null=True,
        related_name="calendar_addresses",
    )
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, null=True, related_name="calendar_addresses"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Calendar of {self.delegate or self.interpreter or self.place}"


class CalendarEntry(models.Model):
    """What one calendar was last told of a meeting: kept after it is gone, so that the calendar learns of the cancellation."""

    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, null=True, related_name="calendar_entries"
    )
    interpreter = models.ForeignKey(
        Interpreter,
        on_delete=models.CASCADE,
        null=True,
        related_name="calendar_entries",
    )
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, null=True, related_name="calendar_entries"
    )
    uid = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.CharField(max_length=300)
    location = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            # Exactly one of the three owners is set; empty ones never collide.
            models.UniqueConstraint(
                fields=["uid", "delegate"], name="calendar_entry_of_delegate_once"
            ),
            models.UniqueConstraint(
                fields=["uid", "interpreter"], name="calendar_entry_of_interpreter_once"
            ),
            models.UniqueConstraint(
                fields=["uid", "place"], name="calendar_entry_of_place_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title
