"""Requests of one person to get in contact with another."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.events.models import Event


class ContactRequest(models.Model):
    """One person asks another for contact; cards are exchanged when both agree."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="contact_requests"
    )
    asker = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="contacts_asked"
    )
    asked = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="contacts_received"
    )
    message = models.CharField(_("Message"), max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "asker", "asked"], name="contact_request_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asker} → {self.asked}"
