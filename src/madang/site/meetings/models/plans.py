"""When and where they meet: versions of the timetable, what each reached, and what it left out."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import (
    Delegate,
    Event,
    Interpreter,
    Place,
    Registration,
    RoundTable,
    Slot,
)
from madang.site.meetings.models.requests import Meeting


class Plan(models.Model):
    """One version of the timetable: a snapshot with its certificate. At most one is published."""

    class State(models.TextChoices):
        WORKING = "working", _("Being made")
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        DISCARDED = "discarded", _("Discarded")

    class Repair(models.TextChoices):
        """How many published meetings a repair may move for the sake of others."""

        NOBODY = "nobody", _("Move nobody")
        FEW = "few", _("Move at most five")
        MOST = "most", _("Place most")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WORKING
    )
    made_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # How a repair of `made_from` may move others; empty for a version that was planned anew or by hand.
    repair = models.CharField(max_length=6, choices=Repair.choices, blank=True)
    job_id = models.BigIntegerField(null=True)
    version = models.PositiveBigIntegerField()
    seed = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    agreed = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    placed_bound = models.PositiveIntegerField(null=True)
    weight = models.PositiveBigIntegerField(default=0)
    weight_bound = models.PositiveBigIntegerField(null=True)
    is_verified = models.BooleanField(default=False)
    is_edited = models.BooleanField(default=False)
    # Grows with every change by hand: two desks that read the same timetable cannot overwrite each other.
    revision = models.PositiveIntegerField(default=0)
    # The problem and the schedule as files, for `madang verify`: bytes, not something to filter on.
    problem_file = models.BinaryField(default=b"")
    schedule_file = models.BinaryField(default=b"")
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.CharField(max_length=200)
    verified_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"], name="plan_number_once"
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(state="published"),
                name="one_published_plan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event}, version {self.number}"


class PlanStage(models.Model):
    """What a plan reached in one stage of the strict order, and what was proven about it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=12)
    value = models.BigIntegerField()
    bound = models.BigIntegerField(null=True)
    proof = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "stage"], name="plan_stage_once")
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.value}"


class Placement(models.Model):
    """A meeting or a round table in one plan: when, where, with which interpreter. Unique in the published plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="placements")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="placements"
    )
    round_table = models.ForeignKey(
        RoundTable, on_delete=models.PROTECT, null=True, related_name="placements"
    )
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="placements")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="placements"
    )
    interpreter = models.ForeignKey(
        Interpreter,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
    )
    is_pinned = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ["slot__starts_at", "place__position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "meeting"], name="placement_once"),
            models.UniqueConstraint(
                fields=["place", "slot"],
                condition=Q(is_published=True),
                name="published_place_once",
            ),
            models.UniqueConstraint(
                fields=["interpreter", "slot"],
                condition=Q(is_published=True, interpreter__isnull=False),
                name="published_interpreter_once",
            ),
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, round_table__isnull=True)
                | Q(meeting__isnull=True, round_table__isnull=False),
                name="placement_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting or self.round_table} at {self.slot}"


class Attendance(models.Model):
    """A delegate in a placement. `slot` repeats the placement's so that the database can refuse two at once."""

    placement = models.ForeignKey(
        Placement, on_delete=models.CASCADE, related_name="attendances"
    )
    delegate = models.ForeignKey(
        Delegate, on_delete=models.PROTECT, related_name="attendances"
    )
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="attendances")
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "delegate"], name="attendance_once"
            ),
            models.UniqueConstraint(
                fields=["delegate", "slot"],
                condition=Q(is_published=True),
                name="published_delegate_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} in {self.placement}"


class Unplaced(models.Model):
    """An agreed meeting that a plan has no place for: the reason, what blocks it, and the cheapest remedy."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="unplaced")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="unplaced_in"
    )
    reason = models.CharField(max_length=30, db_index=True)
    remedy = models.CharField(max_length=30, blank=True)
    # What the remedy names; which of them are filled depends on its kind.
    remedy_slot = models.ForeignKey(
        Slot, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    remedy_delegate = models.ForeignKey(
        Delegate, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    remedy_registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    remedy_place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    remedy_meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Further meetings that would have to give way together with `remedy_meeting`.
    remedy_others = models.ManyToManyField(Meeting, related_name="+")
    remedy_languages = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["reason", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "meeting"], name="unplaced_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.reason}"


class RepairLine(models.Model):
    """What a repair did with one meeting. Where it was and is, the versions say; `cause` is why it could not stay."""

    class Kind(models.TextChoices):
        MOVED = "moved", _("Moved for others")
        AGAIN = "again", _("Placed again")
        ADDED = "added", _("New")
        FILLED = "filled", _("From the waiting list")
        LOST = "lost", _("No place")

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="repairs")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="repaired_in"
    )
    kind = models.CharField(max_length=6, choices=Kind.choices)
    cause = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "meeting"], name="repair_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.kind}"
