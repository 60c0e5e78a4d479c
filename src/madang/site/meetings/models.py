"""One meeting's life: request, plan, placement, calendar, feedback."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import Delegate, Event, Interpreter, Place, Registration, RoundTable, Slot


class Meeting(models.Model):
    """A meeting of two organisations, from the first question to the feedback. Nothing is planned that a side did not agree to."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CANCELLED = "cancelled", _("Cancelled")

    class Origin(models.TextChoices):
        REQUEST = "request", _("Request")
        PROPOSAL = "proposal", _("Proposal of the organiser")

    class Said(models.TextChoices):
        NOTHING = "", _("Not answered")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    class Decline(models.TextChoices):
        NO_FIT = "no_fit", _("It does not fit what we look for")
        NO_TIME = "no_time", _("No time left")
        KNOWN = "known", _("We are in contact already")
        LATER = "later", _("Later, not at this event")
        OTHER = "other", _("Another reason")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="meetings")
    host = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="hosted")
    guest = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="guesting")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.REQUEST)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED, db_index=True)
    host_said = models.CharField(max_length=3, choices=Said.choices, blank=True, default=Said.NOTHING)
    guest_said = models.CharField(max_length=3, choices=Said.choices, blank=True, default=Said.NOTHING)
    message = models.CharField(_("Why this meeting"), max_length=400, blank=True)
    decline_reason = models.CharField(_("Reason"), max_length=10, choices=Decline.choices, blank=True)
    decline_note = models.CharField(_("Note"), max_length=400, blank=True)
    # What the plan maximises: 10 to 60 from the score of the pair; a must-have comes before everything.
    weight = models.PositiveSmallIntegerField(default=10)
    is_must = models.BooleanField(_("Must take place"), default=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(host=F("guest")), name="meeting_of_two"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(host_said="yes", guest_said="yes"), name="accepted_means_both_said_yes"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=1000), name="meeting_weight_range"),
        ]
        indexes = [models.Index(fields=["event", "state"], name="meeting_event_state")]

    def __str__(self) -> str:
        return f"{self.host} – {self.guest}"


class OpenPair(models.Model):
    """The one open meeting of a pair at an event, smaller registration first: two people cannot ask the same thing twice."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="open_pair")
    left = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="open_pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="open_pair_ordered"),
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class MeetingDelegate(models.Model):
    """A delegate named for a meeting by their own side. No row for a side: any of its delegates may come."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="named_delegates")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="named_in")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "delegate"], name="meeting_delegate_once")]

    def __str__(self) -> str:
        return f"{self.delegate} in {self.meeting}"


class Plan(models.Model):
    """One version of the timetable: a snapshot with its certificate. At most one is published."""

    class State(models.TextChoices):
        WORKING = "working", _("Being made")
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        DISCARDED = "discarded", _("Discarded")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WORKING)
    made_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
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
            models.UniqueConstraint(fields=["event", "number"], name="plan_number_once"),
            models.UniqueConstraint(fields=["event"], condition=Q(state="published"), name="one_published_plan"),
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
        constraints = [models.UniqueConstraint(fields=["plan", "stage"], name="plan_stage_once")]

    def __str__(self) -> str:
        return f"{self.stage}: {self.value}"


class Placement(models.Model):
    """A meeting or a round table in one plan: when, where, with which interpreter. Unique in the published plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="placements")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="placements")
    round_table = models.ForeignKey(RoundTable, on_delete=models.PROTECT, null=True, related_name="placements")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="placements")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="placements")
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    is_pinned = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ["slot__starts_at", "place__position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "meeting"], name="placement_once"),
            models.UniqueConstraint(fields=["place", "slot"], condition=Q(is_published=True), name="published_place_once"),
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

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="attendances")
    delegate = models.ForeignKey(Delegate, on_delete=models.PROTECT, related_name="attendances")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="attendances")
    is_published = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["placement", "delegate"], name="attendance_once"),
            models.UniqueConstraint(fields=["delegate", "slot"], condition=Q(is_published=True), name="published_delegate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.delegate} in {self.placement}"


class Unplaced(models.Model):
    """An agreed meeting that a plan has no place for: the reason, what blocks it, and the cheapest remedy."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="unplaced")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="unplaced_in")
    reason = models.CharField(max_length=30, db_index=True)
    remedy = models.CharField(max_length=30, blank=True)
    # What the remedy names; which of them are filled depends on its kind.
    remedy_slot = models.ForeignKey(Slot, on_delete=models.SET_NULL, null=True, related_name="+")
    remedy_delegate = models.ForeignKey(Delegate, on_delete=models.SET_NULL, null=True, related_name="+")
    remedy_registration = models.ForeignKey(Registration, on_delete=models.SET_NULL, null=True, related_name="+")
    remedy_place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="+")
    remedy_meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="+")
    remedy_languages = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["reason", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "meeting"], name="unplaced_once")]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.reason}"


class CalendarAddress(models.Model):
    """The secret and revocable address of somebody's calendar: a delegate's, an interpreter's or a place's."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, null=True, related_name="calendar_addresses")
    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, null=True, related_name="calendar_addresses")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="calendar_addresses")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Calendar of {self.delegate or self.interpreter or self.place}"


class CalendarEntry(models.Model):
    """What one calendar was last told of a meeting: kept after it is gone, so that the calendar learns of the cancellation."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, null=True, related_name="calendar_entries")
    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, null=True, related_name="calendar_entries")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, null=True, related_name="calendar_entries")
    uid = models.CharField(max_length=120)
    sequence = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title = models.CharField(max_length=300)
    location = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["uid", "delegate", "interpreter", "place"], name="calendar_entry_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.title


class Feedback(models.Model):
    """What one side says of a meeting afterwards."""

    class Verdict(models.TextChoices):
        NOT_HELD = "not_held", _("Did not take place")
        NO_INTEREST = "no_interest", _("No interest")
        INFORMATIVE = "informative", _("Informative")
        COOPERATION = "cooperation", _("Cooperation possible")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="feedback")
    by = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="feedback_given")
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    note = models.TextField(blank=True)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "by"], name="feedback_once")]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_verdict_display()}"
