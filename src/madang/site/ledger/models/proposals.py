"""What a party of a meeting says came of it: a proposal that a curator accepts, mends or refuses; and what an event shows of its outcomes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.ledger.models.claims import Stage
from madang.site.ledger.models.ties import Tie
from madang.site.meetings.models import Meeting, NextStep


class TieProposal(models.Model):
    """A tie that one side of a meeting proposes. It is no row of the ledger until a curator accepts it."""

    class Reader(models.TextChoices):
        INTERNAL = "internal", _("Curators and our own organisation")
        PARTNER = "partner", _("Also the other party, who is asked to confirm it")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Word(models.TextChoices):
        NOTHING = "", _("Not answered")
        YES = "yes", _("Confirmed")
        NO = "no", _("Denied")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="tie_proposals")
    by = models.ForeignKey(Registration, models.CASCADE, related_name="tie_proposals")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    step = models.ForeignKey(
        NextStep, models.SET_NULL, null=True, blank=True, related_name="tie_proposals"
    )
    kind = models.CharField(_("Kind"), max_length=20, choices=Tie.Kind.choices)
    stage = models.CharField(
        _("Stage"), max_length=12, choices=Stage.choices, blank=True
    )
    subject = models.CharField(_("Subject"), max_length=400)
    # EDTF (ISO 8601-2).
    date = models.CharField(_("Date"), max_length=30, blank=True)
    evidence = models.TextField(_("What shows it"), max_length=2000)
    address = models.URLField(_("Address"), max_length=500, blank=True)
    came_of_it = models.BooleanField(_("It came of our meeting at this event"))
    reader = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Reader.choices,
        default=Reader.INTERNAL,
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PROPOSED, db_index=True
    )
    # Why the curator refused it, or what was mended.
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)
    tie = models.OneToOneField(
        Tie, models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    other_said = models.CharField(
        max_length=3, choices=Word.choices, blank=True, default=Word.NOTHING
    )
    other_said_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="talks")
                | ~models.Q(stage__in=["signed", "in_force"]),
                name="proposed_talks_are_not_signed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | models.Q(tie__isnull=False),
                name="accepted_proposal_has_tie",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class OutcomesPage(models.Model):
    """That an event's organisers publish what came of it."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="outcomes_page")
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.event)
