"""A mission's pitch event with its audience, the direct links that guests ask for, and enquiries to a location's contact."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models import Position
from madang.site.meetings.models import Meeting
from madang.site.programmes.models.missions import (
    Mission,
    MissionApplication,
    MissionStop,
)


class Pitch(models.Model):
    """A pitch event at a stop: delegates present, guests listen and ask for a meeting."""

    stop = models.OneToOneField(MissionStop, models.CASCADE, related_name="pitch")
    topic = models.CharField(_("Topic"), max_length=250)
    capacity = models.PositiveIntegerField(_("Seats for guests"), default=200)
    # Whoever knows the address may register; a new one makes the old one useless.
    token = models.CharField(max_length=43, unique=True)
    is_open = models.BooleanField(_("Guests may register"), default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.topic


class PitchGuest(models.Model):
    """Somebody in the audience. A guest needs no account."""

    pitch = models.ForeignKey(Pitch, models.CASCADE, related_name="guests")
    name = models.CharField(_("Name"), max_length=120)
    organisation_name = models.CharField(_("Organisation"), max_length=200)
    country = models.CharField(_("Country"), max_length=2)
    email = models.EmailField(_("E-mail"))
    language = models.CharField(_("Language of mail"), max_length=10, default="en")
    has_agreed = models.BooleanField(
        _("The delegates I ask may see my name and address"), default=False
    )
    # The guest's own page: only the hash of its address is kept.
    token_hash = models.CharField(max_length=64, unique=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    checked_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["pitch", "email"], name="guest_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation_name}"


class DirectLink(models.Model):
    """A guest asks a delegate for a meeting."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    guest = models.ForeignKey(PitchGuest, models.CASCADE, related_name="links")
    application = models.ForeignKey(
        MissionApplication, models.CASCADE, related_name="links"
    )
    message = models.CharField(_("What about"), max_length=400, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.ASKED, db_index=True
    )
    reason = models.CharField(_("Reason"), max_length=400, blank=True)
    # In the bilateral rounds, once both sides agreed.
    meeting = models.OneToOneField(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="direct_link"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guest", "application"], name="direct_link_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.guest} asks {self.application}"


class Enquiry(models.Model):
    """An investor's or partner's question to the contact person of a location, cluster or mission."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("question", "Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    contact = models.ForeignKey(Position, models.PROTECT, related_name="enquiries")
    about_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="enquiries"
    )
    about_mission = models.ForeignKey(
        Mission, models.SET_NULL, null=True, blank=True, related_name="enquiries"
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="enquiries"
    )
    name = models.CharField(_("Your name"), max_length=120)
    organisation_name = models.CharField(_("Organisation"), max_length=200, blank=True)
    country = models.CharField(_("Country"), max_length=2, blank=True)
    email = models.EmailField(_("E-mail"))
    text = models.TextField(_("Your question"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(_("Answer"), blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.name} to {self.contact}"
