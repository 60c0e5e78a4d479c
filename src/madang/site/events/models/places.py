"""Where: halls, zones, places, interpreters (planned like tables) and round tables."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.events.models.people import Delegate, Registration
from madang.site.events.models.time import Event, Slot


class Hall(models.Model):
    """A room with zones of tables."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="halls")
    name = models.CharField(_("Name"), max_length=80)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="hall_once")
        ]

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
    side = models.CharField(
        _("Side of the yard"), max_length=1, choices=Side.choices, default=Side.EAST
    )

    class Meta:
        ordering = ["hall", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hall", "name"], name="zone_once")
        ]

    def __str__(self) -> str:
        return self.name


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
    kind = models.CharField(
        _("Kind"), max_length=6, choices=Kind.choices, default=Kind.TABLE
    )
    owner = models.ForeignKey(
        Registration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="places",
    )
    seats = models.PositiveSmallIntegerField(_("Seats"), default=4)
    is_open = models.BooleanField(_("Open"), default=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["zone", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "code"], name="place_code_once"),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(kind="suite"),
                name="only_suites_have_owners",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceClosure(models.Model):
    """A slot in which a place is closed."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="closures")
    slot = models.ForeignKey(
        Slot, on_delete=models.CASCADE, related_name="place_closures"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "slot"], name="place_closure_once")
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.slot}"


class Interpreter(models.Model):
    """Somebody who carries a conversation between two languages; planned like a table."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="interpreters"
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interpreting",
    )
    name = models.CharField(_("Name"), max_length=120)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="interpreter_once")
        ]

    def __str__(self) -> str:
        return self.name


class InterpreterPair(models.Model):
    """Two languages between which an interpreter works, in alphabetical order."""

    interpreter = models.ForeignKey(
        Interpreter, on_delete=models.CASCADE, related_name="pairs"
    )
    first = models.CharField(max_length=12)
    second = models.CharField(max_length=12)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["interpreter", "first", "second"], name="interpreter_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="interpreter_pair_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.second}"


class InterpreterAbsence(models.Model):
    """A slot in which an interpreter does not work."""

    interpreter = models.ForeignKey(
        Interpreter, on_delete=models.CASCADE, related_name="absences"
    )
    slot = models.ForeignKey(
        Slot, on_delete=models.CASCADE, related_name="interpreter_absences"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interpreter", "slot"], name="interpreter_absence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.interpreter} {self.slot}"


class RoundTable(models.Model):
    """A session of many parties with a topic and a chair, at a fixed time and place."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="round_tables"
    )
    title = models.CharField(_("Title"), max_length=160)
    topic = models.TextField(_("Topic"), blank=True)
    chair = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="chaired"
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="round_tables"
    )
    slot = models.ForeignKey(
        Slot, on_delete=models.PROTECT, related_name="round_tables"
    )
    seats = models.PositiveSmallIntegerField(_("Seats"), default=9)

    class Meta:
        ordering = ["slot__starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "slot"], name="round_table_place_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class RoundTableSeat(models.Model):
    """A delegate's seat at a round table."""

    round_table = models.ForeignKey(
        RoundTable, on_delete=models.CASCADE, related_name="taken"
    )
    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, related_name="round_table_seats"
    )
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round_table", "delegate"], name="round_table_delegate_once"
            ),
            models.UniqueConstraint(
                fields=["round_table", "number"], name="round_table_seat_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_table} {self.number}"
