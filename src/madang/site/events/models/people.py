"""Who comes: registrations of organisations, their delegates, what keeps them away, and the staff."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.events.models.time import Event, Slot


class Registration(models.Model):
    """An organisation's part in an event, from invitation on."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        REGISTERED = "registered", _("Registered")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Tier(models.IntegerChoices):
        FIRST = 1, _("First tier")
        SECOND = 2, _("Second tier")
        THIRD = 3, _("Third tier")

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="registrations"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="registrations"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.INVITED, db_index=True
    )
    most_meetings = models.PositiveSmallIntegerField(
        _("Most meetings in all"), null=True, blank=True
    )
    interpreter_wanted = models.BooleanField(_("Needs an interpreter"), default=False)
    # A hosted buyer comes at the organiser's cost and must have so many meetings; empty: not hosted. Not the plan's must-have.
    hosted_quota = models.PositiveSmallIntegerField(
        _("Meetings that it must have"), null=True, blank=True
    )
    hosted_tier = models.PositiveSmallIntegerField(
        _("Tier"), choices=Tier.choices, null=True, blank=True
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    registered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "organisation"], name="registration_once"
            ),
            models.CheckConstraint(
                condition=Q(hosted_quota__isnull=True, hosted_tier__isnull=True)
                | Q(
                    hosted_quota__isnull=False,
                    hosted_quota__gte=1,
                    hosted_tier__isnull=False,
                    hosted_tier__gte=1,
                    hosted_tier__lte=3,
                ),
                name="hosted_with_quota_and_tier",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class WorkingLanguage(models.Model):
    """A language in which an organisation's delegates can hold a meeting (BCP 47)."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="languages"
    )
    code = models.CharField(max_length=12)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "code"], name="working_language_once"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Delegate(models.Model):
    """One chair of an organisation at an event: "2 of 3". The person may be named later."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="delegates"
    )
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="delegations",
    )
    role = models.CharField(_("Role"), max_length=120, blank=True)
    most_per_day = models.PositiveSmallIntegerField(
        _("Most meetings a day"), null=True, blank=True
    )

    class Meta:
        ordering = ["registration", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "position"], name="delegate_position_once"
            ),
            models.UniqueConstraint(
                fields=["registration", "person"],
                condition=Q(person__isnull=False),
                name="delegate_person_once",
            ),
        ]

    def __str__(self) -> str:
        return (
            str(self.person) if self.person else f"{self.registration} {self.position}"
        )


class DelegateAbsence(models.Model):
    """A slot in which a delegate cannot meet."""

    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, related_name="absences"
    )
    slot = models.ForeignKey(
        Slot, on_delete=models.CASCADE, related_name="delegate_absences"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delegate", "slot"], name="delegate_absence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegate} {self.slot}"


class Staff(models.Model):
    """Who works for an event, and as what. Interpreters and delegates have rows of their own."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        DESK = "desk", _("Desk")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="staff")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="staffing"
    )
    role = models.CharField(_("Role"), max_length=10, choices=Role.choices)

    class Meta:
        ordering = ["role", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "person", "role"], name="staff_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"
