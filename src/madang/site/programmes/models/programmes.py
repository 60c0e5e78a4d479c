"""Programmes: interest before a call, a cohort with its milestones, the accelerator partner, grants applied for elsewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models import Initiative, Occasion, Position


class Programme(models.Model):
    """A market-opening, support or accelerator programme run here."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        INTEREST = "interest", _("Interest wanted")
        OPEN = "open", _("Call open")
        RUNNING = "running", _("Cohort at work")
        ENDED = "ended", _("Ended")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=30, choices=Initiative.Kind.choices)
    aim = models.TextField(_("What it is for"))
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="owned_programmes"
    )
    manager = models.ForeignKey(
        Person, models.PROTECT, related_name="managed_programmes"
    )
    accelerator = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accelerated_programmes",
    )
    contact = models.ForeignKey(
        Position,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_of_programmes",
    )
    home_country = models.CharField(_("For companies of"), max_length=2, blank=True)
    target_country = models.CharField(
        _("Opens the market of"), max_length=2, blank=True
    )
    field = models.CharField(_("Field"), max_length=40, blank=True)
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, blank=True, related_name="programmes"
    )
    occasion = models.ForeignKey(
        Occasion, models.SET_NULL, null=True, blank=True, related_name="programmes"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ExpressionOfInterest(models.Model):
    """An organisation says, before there is a call, that it would take part."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="interests")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="interests"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="interests")
    text = models.TextField(_("What you would use it for"))
    is_withdrawn = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="interest_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.programme}"


class CohortMember(models.Model):
    """An organisation that was taken into a programme."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        COMPLETED = "completed", _("Completed")
        LEFT = "left", _("Left")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="cohort")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="cohorts"
    )
    application = models.OneToOneField(
        "programmes.Application",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cohort_member",
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    joined_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="cohort_member_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.programme}"


class Milestone(models.Model):
    """Something that a cohort member has to reach and report by a day."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("milestone", "Open")
        REPORTED = "reported", _("Reported")
        ACCEPTED = "accepted", _("Accepted")
        SKIPPED = "skipped", _("Skipped")

    member = models.ForeignKey(CohortMember, models.CASCADE, related_name="milestones")
    title = models.CharField(_("Milestone"), max_length=200)
    due_on = models.DateField(_("Due"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    report = models.TextField(_("Report"), blank=True)
    reported_at = models.DateTimeField(null=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["due_on", "order", "id"]

    def __str__(self) -> str:
        return self.title


class GrantElsewhere(models.Model):
    """A grant that a programme or one of its members applied for at another body."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        APPLIED = "applied", _("Applied for")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants_elsewhere",
    )
    funder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="grants_asked"
    )
    name = models.CharField(_("Grant"), max_length=200)
    amount = models.DecimalField(
        _("Amount"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
