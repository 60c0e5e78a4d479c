"""Contracts concluded on the page: both sides sign the same bytes. And the support that a contract gives."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.programmes.models.calls import Application
from madang.site.programmes.models.programmes import Programme


class Contract(models.Model):
    """A contract as a PDF. Its bytes are fixed when it is offered; a signature names their SHA-256."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Waits for signatures")
        CONCLUDED = "concluded", _("Concluded")
        DECLINED = "declined", _("Declined")
        LAPSED = "lapsed", _("Lapsed")

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="contracts")
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, blank=True, related_name="contracts"
    )
    offered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Text"))
    document = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    sign_until = models.DateField(_("Sign until"))
    runs_from = models.DateField(_("From"))
    runs_until = models.DateField(_("Until"))
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.OFFERED, db_index=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    concluded_at = models.DateTimeField(null=True)
    # Who declined, and why.
    declined_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=400, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=["offered", "concluded"]),
                name="contract_of_an_application_once",
            ),
            models.CheckConstraint(
                condition=Q(runs_until__gte=F("runs_from")),
                name="contract_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ContractParty(models.Model):
    """One side of a contract, and its signature once it is given."""

    class Role(models.TextChoices):
        PROVIDER = "provider", _("Gives the support")
        BENEFICIARY = "beneficiary", _("Uses the support")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contract_parts"
    )
    role = models.CharField(max_length=12, choices=Role.choices)
    signed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    # The name as the signer wrote it, and the hash of what was signed.
    signed_name = models.CharField(_("Name of the signer"), max_length=120, blank=True)
    signed_sha256 = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "role"], name="contract_party_once"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | ~Q(signed_sha256=""),
                name="signature_names_its_bytes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.contract}"


class SupportItem(models.Model):
    """What a contract gives: so many hours of advice, a stand, a translation."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="items")
    name = models.CharField(_("Support"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=40)
    amount = models.PositiveIntegerField(_("How many"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class SupportRequest(models.Model):
    """A company uses some of the support of its contract."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    item = models.ForeignKey(SupportItem, models.CASCADE, related_name="requests")
    amount = models.PositiveIntegerField(_("How many"))
    text = models.CharField(_("What for"), max_length=400)
    person = models.ForeignKey(Person, models.PROTECT, related_name="support_requests")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    reason = models.CharField(_("Reason"), max_length=400, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="support_of_at_least_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} × {self.item}"
