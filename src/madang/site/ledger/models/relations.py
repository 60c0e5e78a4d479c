"""How two things of the ledger relate: subject, predicate, object."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.ledger.models.claims import Modality
from madang.site.ledger.models.occasions import Occasion
from madang.site.ledger.models.records import Initiative, Position, Region
from madang.site.ledger.models.sources import Audience
from madang.site.ledger.models.ties import Tie


class Relation(models.Model):
    """Subject, predicate, object: what a source says of two things of the ledger. Each end is exactly one of the columns."""

    class Predicate(models.TextChoices):
        PARTICIPATED = "participated_in", _("took part in")
        BASED = "based_in", _("is based in")
        SPIN_OFF = "spin_off_of", _("is a spin-off of")
        SUBSIDIARY = "subsidiary_of", _("is a subsidiary of")
        SUCCESSOR = "successor_of", _("is the successor of")
        MERGED = "merged_into", _("merged into")
        PART = "part_of", _("is part of")
        ORGANISED = "organised", _("organised")
        ORGANISES = "organises", _("organises")
        OWNS_CAMPAIGN = "owns_campaign", _("runs the campaign")
        OWNS_PROGRAMME = "owns_programme", _("runs the programme")
        HOSTED = "hosted", _("hosted")
        COLLABORATES = "collaborates_with", _("works with")
        APPLIES = "applies_to", _("applies to")
        WORKS = "works_at", _("works at")
        MANAGES = "manages", _("manages")
        CEO = "ceo_of", _("is chief executive of")
        CHAIR = "chair_of", _("chairs")
        OFFICE = "holds_office", _("holds the office")
        MEMBER = "member_of", _("is a member of")
        VISITED = "visited_during", _("was visited during")
        SIGNED = "signed_during", _("was signed during")
        BEGAN = "began_during", _("began during")
        CONTROLLED = "controlled_by", _("is controlled by")
        ATTRIBUTED = "attributed_to", _("is attributed to")
        SECTOR = "operates_in_sector", _("works in the field")

    subject_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="said_of"
    )
    subject_position = models.ForeignKey(
        Position, models.PROTECT, null=True, blank=True, related_name="said_of"
    )
    subject_tie = models.ForeignKey(
        Tie, models.PROTECT, null=True, blank=True, related_name="said_of"
    )
    predicate = models.CharField(max_length=20, choices=Predicate.choices)
    object_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="said_about"
    )
    object_occasion = models.ForeignKey(
        Occasion, models.PROTECT, null=True, blank=True, related_name="said_about"
    )
    object_initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="said_about"
    )
    object_region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="said_about"
    )
    object_country = models.CharField(max_length=2, blank=True)
    object_sector = models.CharField(max_length=120, blank=True)
    modality = models.CharField(
        max_length=12, choices=Modality.choices, default=Modality.ASSERTED
    )
    # EDTF (ISO 8601-2), blank where no source says.
    since = models.CharField(_("Since"), max_length=30, blank=True)
    until = models.CharField(_("Until"), max_length=30, blank=True)
    is_background = models.BooleanField(default=False)
    # A membership of which every such relation is internal is internal itself: queries.relations.
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    # True once no claim about it stands any longer.
    is_withdrawn = models.BooleanField(_("Withdrawn"), default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    subject_organisation__isnull=False,
                    subject_position__isnull=True,
                    subject_tie__isnull=True,
                )
                | Q(
                    subject_organisation__isnull=True,
                    subject_position__isnull=False,
                    subject_tie__isnull=True,
                )
                | Q(
                    subject_organisation__isnull=True,
                    subject_position__isnull=True,
                    subject_tie__isnull=False,
                ),
                name="relation_has_one_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.target}"

    @property
    def subject(self) -> "Organisation | Position | Tie | None":
        """Return what the relation is said of."""
        return self.subject_organisation or self.subject_position or self.subject_tie

    @property
    def target(self) -> object:
        """Return what the subject is said to relate to: a row, a country's code or a field's name."""
        return (
            self.object_organisation
            or self.object_occasion
            or self.object_initiative
            or self.object_region
            or self.object_country
            or self.object_sector
        )
