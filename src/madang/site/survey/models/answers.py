"""What they want: answers to the demand survey, their items, wishes and consent."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import Registration


class Answer(models.Model):
    """An organisation's answer to the demand survey of an event."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")

    class Source(models.TextChoices):
        ONLINE = "online", _("Online")
        WORKBOOK = "workbook", _("Workbook")

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="answer"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    source = models.CharField(
        max_length=10, choices=Source.choices, default=Source.ONLINE
    )
    about = models.TextField(_("Who you are"), blank=True)
    objectives = models.TextField(_("What would make this event a success"), blank=True)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Answer of {self.registration}"


class Item(models.Model):
    """One thing that an organisation seeks or offers."""

    class Role(models.TextChoices):
        SEEK = "seek", _("Seeks")
        OFFER = "offer", _("Offers")

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="items")
    role = models.CharField(_("Seek or offer"), max_length=5, choices=Role.choices)
    text = models.TextField(_("In your words"), blank=True)
    priority = models.PositiveSmallIntegerField(_("Priority, 1 to 5"), default=3)
    is_confidential = models.BooleanField(_("Confidential"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    # Proposals that somebody declined, as facet:term between blanks: they are not made again.
    declined_terms = models.TextField(blank=True)
    # The vocabulary's version by which the item was last read for proposals.
    vocabulary_version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["answer", "role", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=5),
                name="item_priority_1_to_5",
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ItemTerm(models.Model):
    """A term of an item in one of the vocabulary's facets; a capacity has its number beside it.

    A term that was read from the item's words and that nobody has confirmed yet counts half, and nobody else sees it.
    """

    class Facet(models.TextChoices):
        DEAL = "deal", _("Kind of deal")
        FIELD = "field", _("Field")
        MODALITY = "modality", _("Modality")
        STAGE = "stage", _("Stage")
        PARTNER = "partner_type", _("Kind of partner")
        COUNTRY = "country", _("Country")
        SIZE = "size", _("Size of the partner")
        LANGUAGE = "language", _("Language")
        OBJECTIVE = "objective", _("Aim")
        STANDING = "standing", _("Patents and approvals")
        CAPACITY = "capacity", _("Capacity")
        AVAILABILITY = "availability", _("How to meet")

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="terms")
    facet = models.CharField(max_length=12, choices=Facet.choices)
    term = models.CharField(max_length=120)
    is_confirmed = models.BooleanField(default=True)
    # The number of a capacity, in the term's unit.
    amount = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "facet", "term"], name="item_term_once"
            )
        ]
        indexes = [models.Index(fields=["facet", "term"], name="item_term_lookup")]

    def __str__(self) -> str:
        return f"{self.facet}: {self.term}"


class Wish(models.Model):
    """Somebody whom an organisation would like to meet, by name; linked once the name is known at the event."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="wishes")
    name = models.CharField(_("Organisation"), max_length=200)
    target = models.ForeignKey(
        Registration,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="wished_by",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "name"], name="wish_once")
        ]

    def __str__(self) -> str:
        return self.name


class NeverMatch(models.Model):
    """Somebody whom an organisation must never be shown to, and who never learns of it."""

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="never_matches"
    )
    name = models.CharField(_("Organisation"), max_length=200)
    target = models.ForeignKey(
        Registration,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="avoided_by",
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "name"], name="never_match_once")
        ]

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """Whether an audience may see an organisation's profile. No row means no."""

    class Audience(models.TextChoices):
        MATCHED = "matched", _("Organisations it is matched with")
        PARTICIPANTS = "participants", _("All participants")
        PUBLIC = "public", _("The public")

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="consents"
    )
    audience = models.CharField(max_length=12, choices=Audience.choices)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "audience"], name="consent_once")
        ]

    def __str__(self) -> str:
        return self.get_audience_display()
