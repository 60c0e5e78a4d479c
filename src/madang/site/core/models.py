"""Rows that every app writes and none owns: the log, the outbox, jobs with their progress."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogEntry(models.Model):
    """One change of state: who did what to which row, and when. Never changed, never deleted (a database trigger says so)."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    # An id and a label, no foreign key: the entry outlives the person.
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_label = models.CharField(max_length=200)
    verb = models.CharField(max_length=80, db_index=True)
    target_type = models.CharField(max_length=80)
    target_id = models.BigIntegerField(null=True)
    target_label = models.CharField(max_length=300)
    event_id = models.BigIntegerField(null=True, db_index=True)
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["target_type", "target_id"], name="log_target")]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.verb} {self.target_label}"


class OutboxMail(models.Model):
    """A mail that waits in the database until it is sent: written in the transaction of the change that it tells of."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        KEPT = "kept", _("Kept here")

    # The same key twice is the same mail: a job that runs again sends nothing twice.
    key = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField()
    subject = models.CharField(max_length=300)
    body = models.TextField()
    attachment_name = models.CharField(max_length=120, blank=True)
    attachment_type = models.CharField(max_length=80, blank=True)
    attachment = models.BinaryField(blank=True, default=b"")
    event_id = models.BigIntegerField(null=True, db_index=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING, db_index=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipient}"


class Job(models.Model):
    """Long work in the background, with progress, heartbeat, cancel and resume."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")
        OUTDATED = "outdated", _("Outdated")

    kind = models.CharField(max_length=40, db_index=True)
    event_id = models.BigIntegerField(null=True, db_index=True)
    # What the job works on (a plan, a run, a file) and the version of the answers that it read.
    target_id = models.BigIntegerField(null=True)
    version = models.BigIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    requested_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    seconds_allowed = models.PositiveIntegerField(default=60)
    seconds_used = models.FloatField(default=0)
    is_cancel_requested = models.BooleanField(default=False)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class JobPoint(models.Model):
    """One reading of a job's progress: the value reached and the bound proven after so many seconds."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="points")
    seconds = models.FloatField()
    value = models.BigIntegerField()
    bound = models.BigIntegerField(null=True)
    count = models.IntegerField(default=0)
    stage = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s: {self.value} of at most {self.bound}"


class KeptAnswer(models.Model):
    """What a program was answered to a write, under the key that it sent: the same key again gets the same answer."""

    owner = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="answer_once_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.key}"
