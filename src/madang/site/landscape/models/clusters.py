"""Clusters: what one says of itself, and since when it was looked at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Claim, Position


class ClusterProfile(models.Model):
    """The profile of a cluster, association or technology park; members are directory.Membership rows."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="cluster_profile"
    )
    region = models.CharField(_("Region"), max_length=20, blank=True)
    city = models.CharField(_("City"), max_length=120, blank=True)
    founded = models.CharField(_("Founded"), max_length=30, blank=True)
    mission = models.TextField(_("What it is for"), blank=True)
    fields = models.CharField(_("Fields"), max_length=300, blank=True)
    # Blank where nobody has said; zero is a figure.
    staff = models.DecimalField(
        _("Staff, full-time equivalents"),
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
    )
    small_members = models.PositiveIntegerField(_("Small firms"), null=True, blank=True)
    large_members = models.PositiveIntegerField(_("Large firms"), null=True, blank=True)
    research_members = models.PositiveIntegerField(
        _("Research institutes"), null=True, blank=True
    )
    public_members = models.PositiveIntegerField(
        _("Public bodies"), null=True, blank=True
    )
    target_countries = models.CharField(
        _("Target countries"), max_length=100, blank=True
    )
    contact = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="clusters"
    )
    # The claim on which it rests; none for one that was entered before claims bore profiles.
    claim = models.OneToOneField(
        Claim, models.PROTECT, null=True, blank=True, related_name="cluster_profile"
    )
    is_withdrawn = models.BooleanField(_("Withdrawn"), default=False)
    source_note = models.CharField(_("Where this is from"), max_length=300, blank=True)
    validated_on = models.DateField(_("Looked at on"), null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.organisation)


class ProfileStatement(models.Model):
    """What a claim says in one column of a profile. A correction has a claim, and statements, of its own."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="profile_statements")
    column = models.CharField(max_length=20)
    value = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "column"], name="profile_statement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.column}: {self.value}"
