"""Codes of the mail that confirm one act, as a signature. Only a keyed hash is kept."""

from django.db import models

from madang.site.directory.models.people import Person


class OneTimeCode(models.Model):
    """A code that was mailed to a person for one purpose and one thing. It counts once, for ten minutes, for five tries."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="codes")
    # "sign-contract", and the row that it is about.
    purpose = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    # The hash of the code together with what it confirms: another document, and it is another code.
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "purpose", "target_id"], name="code_of")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.target_id}"
