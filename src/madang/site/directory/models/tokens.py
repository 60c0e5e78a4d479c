"""Tokens with which a program acts for a person. Only the hash is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models.people import Person


class ApiToken(models.Model):
    """A secret that a program sends. It may do what its person may do, and no more than its scope says."""

    class Scope(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read and write")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("What it is for"), max_length=80)
    scope = models.CharField(
        _("Scope"), max_length=5, choices=Scope.choices, default=Scope.READ
    )
    token_hash = models.CharField(max_length=64, unique=True)
    # The first letters, so that a person can tell their tokens apart.
    hint = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.hint}… ({self.name})"
