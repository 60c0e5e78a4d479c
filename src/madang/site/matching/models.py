"""Who should meet: runs of the matching, suggestions with reasons for both sides, and what people decided."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.events.models import Event, Registration
from madang.site.survey.models import Item

LEAST_LEVEL, MOST_LEVEL = -2, 2


class Levels(models.Model):
    """How much each thing counts, in five steps: -2 not at all, 0 as shipped, 2 most. The bridge turns them into the engine's numbers."""

    NAMES = ("field", "stage", "country", "kind", "text", "wishes", "both")

    field = models.SmallIntegerField(default=0)
    stage = models.SmallIntegerField(default=0)
    country = models.SmallIntegerField(default=0)
    kind = models.SmallIntegerField(default=0)
    text = models.SmallIntegerField(default=0)
    wishes = models.SmallIntegerField(default=0)
    both = models.SmallIntegerField(default=0)

    class Meta:
        abstract = True

    def levels(self) -> dict[str, int]:
        """Return the level of each thing by its name."""
        return {name: getattr(self, name) for name in self.NAMES}


def _within() -> Q:
    bounds = Q()
    for name in Levels.NAMES:
        bounds &= Q(**{f"{name}__gte": LEAST_LEVEL, f"{name}__lte": MOST_LEVEL})
    return bounds


class Weighting(Levels):
    """One version of how much each thing counts in an event's matching. Versions are never changed, only followed by others."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="weightings"
    )
    number = models.PositiveIntegerField()
    is_current = models.BooleanField(default=False)
    # An earlier version that this one takes up again.
    repeats = models.PositiveIntegerField(null=True)
    set_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"], name="weighting_number_once"
            ),
            models.UniqueConstraint(
                fields=["event"],
                condition=Q(is_current=True),
                name="one_current_weighting",
            ),
            models.CheckConstraint(condition=_within(), name="weighting_within_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.number}"


class WeightingPreview(Levels):
    """What other levels would change in an event, computed before they are saved; the newest of an event alone is kept."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="weighting_previews"
    )
    job_id = models.BigIntegerField(null=True)
    # The event's weighting against which it was computed; 0: as shipped.
    compared_with = models.PositiveIntegerField(default=0)
    # What would change, for the page alone; empty until the job is done. Nothing filters on it.
    result = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=_within(), name="preview_within_bounds")
        ]

    def __str__(self) -> str:
        return f"Preview {self.pk}"


class Run(models.Model):
    """One run of the matching over the answers as they stood at a version of the event."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="matching_runs"
    )
    job_id = models.BigIntegerField(null=True)
    version = models.PositiveBigIntegerField()
    is_current = models.BooleanField(default=False)
    # Empty: as shipped.
    weighting = models.ForeignKey(
        Weighting, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(is_current=True), name="one_current_run"
            )
        ]

    def __str__(self) -> str:
        return f"Run {self.pk}"


class Suggestion(models.Model):
    """Two organisations that could gain from a meeting. `left` is the one with the smaller id. Scores are 0 to 1000."""

    # The next run makes it anew, so it keeps no import from being taken back.
    is_computed = True

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="suggestions")
    left = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="suggestions_left"
    )
    right = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="suggestions_right"
    )
    score = models.PositiveSmallIntegerField(db_index=True)
    left_gain = models.PositiveSmallIntegerField()
    right_gain = models.PositiveSmallIntegerField()
    # 1 is the best; empty where the other is not in this side's list.
    rank_for_left = models.PositiveSmallIntegerField(null=True)
    rank_for_right = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "left", "right"], name="suggestion_once"
            ),
            models.CheckConstraint(
                condition=Q(left__lt=F("right")), name="suggestion_ordered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} – {self.right}"


class Reason(models.Model):
    """Why a suggestion is one. `gain_of` says whose gain it is; without a `reader` both sides read it, and it cites nothing confidential."""

    # The next run makes it anew, so it keeps no import from being taken back.
    is_computed = True

    class Strength(models.TextChoices):
        FULL = "full", _("In full")
        PART = "part", _("In part")
        AGAINST = "against", _("Against")

    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, related_name="reasons"
    )
    gain_of = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="+"
    )
    # Only this side reads it, because it cites a confidential item or a wish of theirs; empty: both sides do.
    reader = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, related_name="+"
    )
    kind = models.CharField(max_length=30)
    strength = models.CharField(max_length=8, choices=Strength.choices)
    # The need of one side and the offer of the other, where the reason has them.
    seek = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    offer = models.ForeignKey(
        Item, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Terms that made the reason, as facet:term, separated by a bar; the words are put together on the page.
    terms = models.CharField(max_length=400, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.terms}"


class Decision(models.Model):
    """What an organisation, or the organiser, said of a pair: kept from run to run."""

    class Verdict(models.TextChoices):
        WANTED = "wanted", _("Wanted")
        NOT_FOR_US = "not_for_us", _("Not for us")
        NEVER = "never", _("Kept apart by the organiser")
        HELD = "held", _("Met")

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="matching_decisions"
    )
    by = models.ForeignKey(
        Registration, on_delete=models.CASCADE, null=True, related_name="decisions_made"
    )
    left = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    # Why the organiser keeps a pair apart, and who of them did: for organisers alone.
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    set_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "by", "left", "right"], name="decision_once"
            ),
            # The organiser's own, which have no side.
            models.UniqueConstraint(
                fields=["event", "left", "right"],
                condition=Q(by__isnull=True),
                name="organiser_decision_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.left} – {self.right}: {self.verdict}"


class ApartRule(models.Model):
    """Organisations that the organiser keeps apart by what they are: everybody of the one side from everybody of the other."""

    class By(models.TextChoices):
        ORGANISATION = "organisation", _("One organisation")
        GROUP = "group", _("Members of a group or association")
        KIND = "kind", _("Kind of organisation")
        COUNTRY = "country", _("Country")

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="apart_rules"
    )
    first_by = models.CharField(max_length=12, choices=By.choices)
    first_code = models.CharField(max_length=30, blank=True)
    first_organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    second_by = models.CharField(max_length=12, choices=By.choices)
    second_code = models.CharField(max_length=30, blank=True)
    second_organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    reason = models.CharField(_("Reason"), max_length=300)
    set_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    # An ended rule stays to be read, and can be set again.
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    first_by__in=["organisation", "group"],
                    first_organisation__isnull=False,
                    first_code="",
                )
                | Q(first_by__in=["kind", "country"], first_organisation__isnull=True)
                & ~Q(first_code=""),
                name="apart_first_named",
            ),
            models.CheckConstraint(
                condition=Q(
                    second_by__in=["organisation", "group"],
                    second_organisation__isnull=False,
                    second_code="",
                )
                | Q(second_by__in=["kind", "country"], second_organisation__isnull=True)
                & ~Q(second_code=""),
                name="apart_second_named",
            ),
        ]

    def __str__(self) -> str:
        first = self.first_code or str(self.first_organisation)
        return f"{first} – {self.second_code or self.second_organisation}"


class ListUpdate(models.Model):
    """How often an organisation's own changes have made its list anew on one day, and what still waits."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="list_update"
    )
    # A day of the event's zone.
    day = models.DateField()
    times = models.PositiveSmallIntegerField(default=0)
    # When a change that came after the last time of a day is taken up; empty: nothing waits.
    waits_until = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.times}"
