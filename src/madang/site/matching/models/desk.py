"""What an organiser sets for the matching: how much each thing counts, and who is kept apart by rules."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.events.models import Event

LEAST_LEVEL, MOST_LEVEL = -2, 2


class Levels(models.Model):
    """How much each thing counts, in five steps: -2 not at all, 0 as shipped, 2 most. The bridge turns them into the engine's numbers."""

    NAMES = (
        "deal",
        "subject",
        "stage",
        "territory",
        "partner",
        "words",
        "language",
        "giving",
        "wishes",
    )

    deal = models.SmallIntegerField(default=0)
    # Field and modality.
    subject = models.SmallIntegerField(default=0)
    stage = models.SmallIntegerField(default=0)
    territory = models.SmallIntegerField(default=0)
    partner = models.SmallIntegerField(default=0)
    words = models.SmallIntegerField(default=0)
    language = models.SmallIntegerField(default=0)
    # What it counts to be of use to the other side.
    giving = models.SmallIntegerField(default=0)
    wishes = models.SmallIntegerField(default=0)

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
