"""People, and the letters and links by which they come in. A Person is not a User."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models.organisations import Organisation
from madang.site.directory.models.users import User


class Person(models.Model):
    """A human being who may be planned, written to, or named; needs no account."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    user = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    name = models.CharField(_("Name"), max_length=120)
    name_local = models.CharField(
        _("Name in its own script"), max_length=120, blank=True
    )
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    job_title = models.CharField(_("Role"), max_length=120, blank=True)
    zone = models.CharField(_("Time zone"), max_length=60, blank=True)
    language = models.CharField(_("Language of mail"), max_length=10, default="en")
    is_lead = models.BooleanField(_("Leads the organisation's entry"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="person_email_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A letter to a person: whoever holds its link may sign in as this person. Only the hash of the link is kept."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Invitation of {self.person}"


class OneUseLink(models.Model):
    """A link in a mail that answers one question once, without signing in. Only the hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.target_id}"
