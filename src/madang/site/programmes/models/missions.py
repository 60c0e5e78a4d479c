"""Missions: a call, applications, selected delegates, an itinerary in two zones, results."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event
from madang.site.landscape.models import CalendarItem
from madang.site.ledger.models import Claim, Occasion, Position, Tie


class Mission(models.Model):
    """A delegation of one country or region that visits another."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Applications open")
        SELECTED = "selected", _("Delegates selected")
        UNDER_WAY = "under_way", _("Under way")
        REPORTED = "reported", _("Reported")
        CANCELLED = "cancelled", _("Cancelled")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    aim = models.TextField(_("What it is for"))
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="organised_missions"
    )
    # Whoever runs the mission's pages here.
    manager = models.ForeignKey(Person, models.PROTECT, related_name="managed_missions")
    leader = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="led_missions"
    )
    contact = models.ForeignKey(
        Position,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_of_missions",
    )
    from_country = models.CharField(pgettext_lazy("country", "From"), max_length=2)
    to_country = models.CharField(pgettext_lazy("country", "To"), max_length=2)
    home_zone = models.CharField(_("Time zone at home"), max_length=60)
    host_zone = models.CharField(_("Time zone of the visit"), max_length=60)
    first_day = models.DateField(_("First day"))
    last_day = models.DateField(_("Last day"))
    seats = models.PositiveSmallIntegerField(_("Seats for organisations"), default=8)
    apply_until = models.DateTimeField(_("Applications until"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    occasion = models.ForeignKey(
        Occasion, models.SET_NULL, null=True, blank=True, related_name="missions"
    )
    # The bilateral rounds: an event whose timetable the engine plans.
    event = models.OneToOneField(
        Event, models.SET_NULL, null=True, blank=True, related_name="mission"
    )
    entry = models.ForeignKey(
        CalendarItem, models.SET_NULL, null=True, blank=True, related_name="missions"
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="mission_ends_after_its_start",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> str:
        """Return the mission's days as an EDTF date or interval."""
        first, last = self.first_day.isoformat(), self.last_day.isoformat()
        return first if first == last else f"{first}/{last}"


class MissionHost(models.Model):
    """An organisation that receives the mission."""

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="hosted_missions"
    )
    note = models.CharField(_("What for"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "organisation"], name="mission_host_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} hosts {self.mission}"


class MissionApplication(models.Model):
    """An organisation's application for a seat; once selected, its delegate."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        SELECTED = "selected", _("Selected")
        WAITING = "waiting", _("Waiting list")
        DECLINED = "declined", _("Not selected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="applications")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="mission_applications"
    )
    delegate = models.ForeignKey(
        Person, models.PROTECT, related_name="mission_applications"
    )
    motive = models.TextField(_("What you want to achieve"), blank=True)
    offer = models.TextField(_("What you bring"), blank=True)
    whom = models.TextField(_("Whom you want to meet"), blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    reason = models.CharField(_("Reason"), max_length=400, blank=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "organisation"], name="mission_application_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.mission}"


class MissionStop(models.Model):
    """A stop of the itinerary: its times are shown in the zone of the place and in the zone at home."""

    class Kind(models.TextChoices):
        TRAVEL = "travel", _("Travel")
        VISIT = "visit", _("Visit")
        PITCH = "pitch", _("Pitch event")
        MEETINGS = "meetings", _("Bilateral meetings")
        RECEPTION = "reception", _("Reception")
        FREE = "free", _("Free time")

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="stops")
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("Title"), max_length=200)
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("To"))
    zone = models.CharField(_("Time zone"), max_length=60)
    place = models.CharField(
        pgettext_lazy("where", "Place"), max_length=200, blank=True
    )
    host = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="stops"
    )
    note = models.TextField(_("Note"), blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="stop_ends_after_its_start",
            )
        ]

    def __str__(self) -> str:
        return self.title


class MissionResult(models.Model):
    """What a delegate says came of it. It becomes a claim in the ledger; talks stay talks."""

    class Kind(models.TextChoices):
        NOTHING = "nothing", _("Nothing yet")
        CONTACT = "contact", _("A contact")
        TALKS = "talks", _("Talks")
        LETTER = "loi", _("Letter of intent")
        MEMORANDUM = "mou", _("Memorandum of understanding")
        CONTRACT = "contract", _("Contract")

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="results")
    application = models.ForeignKey(
        MissionApplication, models.PROTECT, related_name="results"
    )
    kind = models.CharField(_("What came of it"), max_length=10, choices=Kind.choices)
    partner = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mission_results",
    )
    text = models.TextField(_("In your words"))
    # What was signed, for a letter, memorandum or contract: without it nothing was.
    document = models.CharField(_("Title of the document"), max_length=200, blank=True)
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    is_public = models.BooleanField(_("Everybody may read it"), default=False)
    reported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(auto_now_add=True)
    claim = models.OneToOneField(
        Claim, models.SET_NULL, null=True, blank=True, related_name="mission_result"
    )
    tie = models.ForeignKey(
        Tie, models.SET_NULL, null=True, blank=True, related_name="mission_results"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application}: {self.kind}"
