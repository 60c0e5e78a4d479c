"""Contracts that are prepared and not offered yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.programmes.models.calls import Application
from madang.site.programmes.models.programmes import Programme


class ContractDraft(models.Model):
    """What a contract will say. It has no document and nobody signs it; offering it makes the contract and deletes the draft."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="contract_drafts"
    )
    beneficiary = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contract_drafts"
    )
    application = models.ForeignKey(
        Application,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contract_drafts",
    )
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Text"))
    sign_until = models.DateField(_("Sign until"))
    runs_from = models.DateField(_("Runs from"))
    runs_until = models.DateField(_("Runs until"))
    # Name, unit and number of each support, in order; nobody searches them.
    items = models.JSONField(default=list)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "beneficiary", "title"],
                name="contract_draft_once",
            )
        ]

    def __str__(self) -> str:
        return self.title
