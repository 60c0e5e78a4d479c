"""What readers say is wrong in the ledger, and what a curator decided. Who said so is known until the answer, and to curators alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models.ties import Tie


class Dispute(models.Model):
    """A reader's word that something about a tie or an organisation is wrong; with the answer, a line of its public history."""

    class Decision(models.TextChoices):
        OPEN = "", _("Not answered yet")
        CORRECTED = "corrected", _("Corrected")
        KEPT = "kept", _("Stays as it is")
        UNCLEAR = "unclear", _("Cannot be settled yet")
        UNUSABLE = "unusable", _("Not about this entry")

    tie = models.ForeignKey(
        Tie, models.PROTECT, null=True, blank=True, related_name="disputes"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="disputes"
    )
    what = models.TextField(_("What is wrong"), max_length=2000)
    source = models.CharField(_("Where it can be read"), max_length=500, blank=True)
    # Both go with the answer.
    name = models.CharField(_("Your name"), max_length=150, blank=True)
    email = models.EmailField(_("Your e-mail"), blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    decision = models.CharField(
        _("Decision"), max_length=10, choices=Decision.choices, blank=True
    )
    # For everybody to read.
    reason = models.CharField(_("Reason"), max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="answered_disputes"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tie__isnull=True, organisation__isnull=False)
                | Q(tie__isnull=False, organisation__isnull=True),
                name="dispute_is_about_one_row",
            ),
            models.CheckConstraint(
                condition=Q(decision="", reason="", answered_at__isnull=True)
                | Q(name="", email="", answered_at__isnull=False) & ~Q(reason="") & ~Q(decision=""),
                name="dispute_answered_says_why_and_not_who",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.about}"

    @property
    def about(self) -> Tie | Organisation | None:
        """Return the row that it is about."""
        return self.tie or self.organisation
