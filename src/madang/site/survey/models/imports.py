"""Files that answers were imported from, and what each row became."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import Event


class ImportFile(models.Model):
    """A workbook or table that was read: its name, its SHA-256, and what became of it."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("Preview")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Taken back")

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="import_files"
    )
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    # The mapping of sheets and columns as the organiser mended it: sheet → column → field.
    mapping = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PREVIEW
    )
    uploaded_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of an applied file: what it made or changed, and the state before it, so that it can be taken back."""

    class Change(models.TextChoices):
        CREATED = "created", _("Created")
        UPDATED = "updated", _("Updated")
        UNCHANGED = "unchanged", _("Unchanged")

    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    target_type = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    change = models.CharField(max_length=10, choices=Change.choices)
    # A snapshot for undo alone; nothing filters on it.
    before = models.JSONField(null=True)

    class Meta:
        ordering = ["file", "sheet", "number"]
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="import_row_target")
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, row {self.number}"
