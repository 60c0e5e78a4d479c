"""When and where: events, days, slots, halls, places, interpreters, registrations, delegates, availability."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person


class Event(models.Model):
    """A lounge: some days in which organisations meet at tables."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("In preparation")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    name = models.CharField(_("Name"), max_length=160)
    slug = models.SlugField(_("Short name in addresses"), max_length=80, unique=True)
    city = models.CharField(_("City"), max_length=80)
    country = models.CharField(_("Country"), max_length=2)
    venue = models.CharField(_("Venue"), max_length=160, blank=True)
    zone = models.CharField(_("Time zone"), max_length=60, default="Asia/Seoul")
    summary = models.TextField(_("What it is"), blank=True)
    slot_minutes = models.PositiveSmallIntegerField(_("Length of a meeting, minutes"), default=25)
    pause_minutes = models.PositiveSmallIntegerField(_("Pause between meetings, minutes"), default=5)
    most_per_day = models.PositiveSmallIntegerField(_("Most meetings a day for each delegate"), default=12)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREPARING)
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next_editions")
    # Grows with every change that a plan depends on; a job's result applies only to the version it read.
    version = models.PositiveBigIntegerField(default=1)
    is_listed = models.BooleanField(_("Shown to visitors"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name


class Day(models.Model):
    """One day of an event, with the hours of its tables in the event's zone."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="days")
    date = models.DateField(_("Date"))
    opens = models.TimeField(_("First meeting begins"))
    closes = models.TimeField(_("Last meeting ends"))

    class Meta:
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["event", "date"], name="day_once"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="day_opens_before_it_closes"),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()


class Break(models.Model):
    """A stretch of a day in which nobody meets: plenary, lunch, coffee."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("Plenary")
        LUNCH = "lunch", _("Lunch")
        COFFEE = "coffee", _("Coffee")
        OTHER = "other", _("Other")

    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="breaks")
    name = models.CharField(_("Name"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    starts = models.TimeField(_("Begins"))
    ends = models.TimeField(_("Ends"))

    class Meta:
        ordering = ["day", "starts"]
        constraints = [models.CheckConstraint(condition=Q(starts__lt=F("ends")), name="break_begins_before_it_ends")]

    def __str__(self) -> str:
        return self.name


class Slot(models.Model):
    """One stretch of time in which a meeting can take place, in UTC. `session` counts the stretches between breaks."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slots")
    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    session = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="slot_once"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="slot_begins_before_it_ends"),
        ]

    def __str__(self) -> str:
        return self.starts_at.isoformat()


class Hall(models.Model):
    """A room with zones of tables."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="halls")
    name = models.CharField(_("Name"), max_length=80)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="hall_once")]

    def __str__(self) -> str:
        return self.name


class Zone(models.Model):
    """A part of a hall; its side of the yard gives the colour and the thick wall on every page."""

    class Side(models.TextChoices):
        NORTH = "n", _("North")
        EAST = "e", _("East")
        SOUTH = "s", _("South")
        WEST = "w", _("West")
        CENTRE = "c", _("Centre")

    hall = models.ForeignKey(Hall, on_delete=models.CASCADE, related_name="zones")
    name = models.CharField(_("Name"), max_length=80)
    side = models.CharField(_("Side of the yard"), max_length=1, choices=Side.choices, default=Side.EAST)

    class Meta:
        ordering = ["hall", "id"]
        constraints = [models.UniqueConstraint(fields=["hall", "name"], name="zone_once")]

    def __str__(self) -> str:
        return self.name


class Registration(models.Model):
    """An organisation's part in an event, from invitation on."""

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        REGISTERED = "registered", _("Registered")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="registrations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="registrations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED, db_index=True)
    most_meetings = models.PositiveSmallIntegerField(_("Most meetings in all"), null=True, blank=True)
    interpreter_wanted = models.BooleanField(_("Needs an interpreter"), default=False)
    invited_at = models.DateTimeField(auto_now_add=True)
    registered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "organisation"], name="registration_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class WorkingLanguage(models.Model):
    """A language in which an organisation's delegates can hold a meeting (BCP 47)."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=12)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["registration", "code"], name="working_language_once")]

    def __str__(self) -> str:
        return self.code


class Place(models.Model):
    """Where one meeting at a time is held: a shared table, or a suite kept for its owner."""

    class Kind(models.TextChoices):
        TABLE = "table", _("Shared table")
        SUITE = "suite", _("Suite")
        ROUND = "round", _("Round table")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="places")
    name = models.CharField(_("Name"), max_length=80)
    code = models.CharField(_("Sign"), max_length=12)
    kind = models.CharField(_("Kind"), max_length=6, choices=Kind.choices, default=Kind.TABLE)
    owner = models.ForeignKey(Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="places")
    seats = models.PositiveSmallIntegerField(_("Seats"), default=4)
    is_open = models.BooleanField(_("Open"), default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["zone", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="place_code_once"),
            models.CheckConstraint(condition=Q(owner__isnull=True) | Q(kind="suite"), name="only_suites_have_owners"),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceClosure(models.Model):
    """A slot in which a place is closed."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="closures")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="place_closures")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "slot"], name="place_closure_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.slot}"


class Interpreter(models.Model):
    """Somebody who carries a conversation between two languages; planned like a table."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="interpreters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="interpreting")
    name = models.CharField(_("Name"), max_length=120)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="interpreter_once")]

    def __str__(self) -> str:
        return self.name


class InterpreterPair(models.Model):
    """Two languages between which an interpreter works, in alphabetical order."""

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="pairs")
    first = models.CharField(max_length=12)
    second = models.CharField(max_length=12)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "first", "second"], name="interpreter_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="interpreter_pair_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.second}"


class InterpreterAbsence(models.Model):
    """A slot in which an interpreter does not work."""

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="absences")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="interpreter_absences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interpreter", "slot"], name="interpreter_absence_once")]

    def __str__(self) -> str:
        return f"{self.interpreter} {self.slot}"


class Delegate(models.Model):
    """One chair of an organisation at an event: "2 of 3". The person may be named later."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="delegates")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="delegations")
    role = models.CharField(_("Role"), max_length=120, blank=True)
    most_per_day = models.PositiveSmallIntegerField(_("Most meetings a day"), null=True, blank=True)

    class Meta:
        ordering = ["registration", "position"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "position"], name="delegate_position_once"),
            models.UniqueConstraint(fields=["registration", "person"], condition=Q(person__isnull=False), name="delegate_person_once"),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else f"{self.registration} {self.position}"


class DelegateAbsence(models.Model):
    """A slot in which a delegate cannot meet."""

    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="absences")
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="delegate_absences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["delegate", "slot"], name="delegate_absence_once")]

    def __str__(self) -> str:
        return f"{self.delegate} {self.slot}"


class RoundTable(models.Model):
    """A session of many parties with a topic and a chair, at a fixed time and place."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="round_tables")
    title = models.CharField(_("Title"), max_length=160)
    topic = models.TextField(_("Topic"), blank=True)
    chair = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="chaired")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="round_tables")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="round_tables")
    seats = models.PositiveSmallIntegerField(_("Seats"), default=9)

    class Meta:
        ordering = ["slot__starts_at", "id"]
        constraints = [models.UniqueConstraint(fields=["place", "slot"], name="round_table_place_once")]

    def __str__(self) -> str:
        return self.title


class RoundTableSeat(models.Model):
    """A delegate's seat at a round table."""

    round_table = models.ForeignKey(RoundTable, on_delete=models.CASCADE, related_name="taken")
    delegate = models.ForeignKey(Delegate, on_delete=models.CASCADE, related_name="round_table_seats")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round_table", "delegate"], name="round_table_delegate_once"),
            models.UniqueConstraint(fields=["round_table", "number"], name="round_table_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_table} {self.number}"


class Staff(models.Model):
    """Who works for an event, and as what. Interpreters and delegates have rows of their own."""

    class Role(models.TextChoices):
        ORGANISER = "organiser", _("Organiser")
        DESK = "desk", _("Desk")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="staff")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="staffing")
    role = models.CharField(_("Role"), max_length=10, choices=Role.choices)

    class Meta:
        ordering = ["role", "person__name"]
        constraints = [models.UniqueConstraint(fields=["event", "person", "role"], name="staff_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class Deadline(models.Model):
    """A day by which something must be done, and how long before it a reminder goes out."""

    class Kind(models.TextChoices):
        SURVEY = "survey", _("Survey answered")
        REQUESTS = "requests", _("Meetings asked for")
        ANSWERS = "answers", _("Requests answered")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(_("What"), max_length=10, choices=Kind.choices)
    due_at = models.DateTimeField(_("Due"))
    remind_days_before = models.PositiveSmallIntegerField(_("Reminder, days before"), default=3)
    reminded_at = models.DateTimeField(null=True, blank=True)
    KIND_ORDER: ClassVar[list[str]] = ["survey", "requests", "answers"]

    class Meta:
        ordering = ["due_at"]
        constraints = [models.UniqueConstraint(fields=["event", "kind"], name="deadline_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.due_at:%Y-%m-%d %H:%M}"
