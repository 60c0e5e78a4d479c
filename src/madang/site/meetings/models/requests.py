"""Two organisations meet: the request, its answers, who comes, and what they said afterwards."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import Delegate, Event, Registration


class Meeting(models.Model):
    """A meeting of two organisations, from the first question to the feedback. Nothing is planned that a side did not agree to."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CANCELLED = "cancelled", _("Cancelled")

    class Origin(models.TextChoices):
        REQUEST = "request", _("Request")
        PROPOSAL = "proposal", _("Proposal of the organiser")

    class Said(models.TextChoices):
        NOTHING = "", _("Not answered")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    class Decline(models.TextChoices):
        NO_FIT = "no_fit", _("It does not fit what we look for")
        NO_TIME = "no_time", _("No time left")
        KNOWN = "known", _("We are in contact already")
        LATER = "later", _("Later, not at this event")
        OTHER = "other", _("Another reason")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="meetings")
    host = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="hosted"
    )
    guest = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="guesting"
    )
    origin = models.CharField(
        max_length=10, choices=Origin.choices, default=Origin.REQUEST
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.ASKED, db_index=True
    )
    host_said = models.CharField(
        max_length=3, choices=Said.choices, blank=True, default=Said.NOTHING
    )
    guest_said = models.CharField(
        max_length=3, choices=Said.choices, blank=True, default=Said.NOTHING
    )
    message = models.CharField(_("Why this meeting"), max_length=400, blank=True)
    decline_reason = models.CharField(
        _("Reason"), max_length=10, choices=Decline.choices, blank=True
    )
    decline_note = models.CharField(_("Note"), max_length=400, blank=True)
    # What the plan maximises: 10 to 60 from the score of the pair; a must-have comes before everything.
    weight = models.PositiveSmallIntegerField(default=10)
    is_must = models.BooleanField(_("Must take place"), default=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(host=F("guest")), name="meeting_of_two"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(host_said="yes", guest_said="yes"),
                name="accepted_means_both_said_yes",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=1000),
                name="meeting_weight_range",
            ),
        ]
        indexes = [models.Index(fields=["event", "state"], name="meeting_event_state")]

    def __str__(self) -> str:
        return f"{self.host} – {self.guest}"

    def say(self, side: Registration, word: str) -> None:
        """Note a side's "yes" or "no" in the row, without saving it: a meeting needs both, one no ends it."""
        if self.host_id == side.pk:
            self.host_said = word
        else:
            self.guest_said = word
        if word == self.Said.NO:
            self.state = self.State.DECLINED
        elif self.host_said == self.guest_said == self.Said.YES:
            self.state = self.State.ACCEPTED
        if self.state != self.State.ASKED:
            self.answered_at = timezone.now()


class OpenPair(models.Model):
    """The one open meeting of a pair at an event, smaller registration first: two people cannot ask the same thing twice."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="open_pair"
    )
    left = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="open_pair_once"),
            models.CheckConstraint(
                condition=Q(left__lt=F("right")), name="open_pair_ordered"
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class MeetingDelegate(models.Model):
    """A delegate named for a meeting by their own side. No row for a side: any of its delegates may come."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="named_delegates"
    )
    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, related_name="named_in"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "delegate"], name="meeting_delegate_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegate} in {self.meeting}"


class Feedback(models.Model):
    """What one side says of a meeting afterwards."""

    class Verdict(models.TextChoices):
        NOT_HELD = "not_held", _("Did not take place")
        NO_INTEREST = "no_interest", _("No interest")
        INFORMATIVE = "informative", _("Informative")
        COOPERATION = "cooperation", _("Cooperation possible")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="feedback"
    )
    by = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="feedback_given"
    )
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    # Read by this side alone.
    note = models.TextField(blank=True)
    # The page said, when this was given, that the organisers read it with the name of the side.
    is_told = models.BooleanField(default=False)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "by"], name="feedback_once")
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_verdict_display()}"
