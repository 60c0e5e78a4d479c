"""What a person follows, and what there is to read about it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.landscape.models.calendar import CalendarItem
from madang.site.ledger.models import Audience


class Follow(models.Model):
    """One thing that a person follows."""

    class Kind(models.TextChoices):
        PAIR = "pair", _("Country pair")
        COUNTRY = "country", _("Country")
        ORGANISATION = "organisation", _("Organisation or cluster")
        FIELD = "field", _("Field")
        ENTRY = "entry", _("Call or date")

    person = models.ForeignKey(Person, models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    # A pair in the order of the alphabet; a country alone in the first.
    country_a = models.CharField(max_length=2, blank=True)
    country_b = models.CharField(max_length=2, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="followers"
    )
    field = models.CharField(max_length=40, blank=True)
    entry = models.ForeignKey(
        CalendarItem, models.CASCADE, null=True, blank=True, related_name="followers"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                "person",
                "kind",
                "country_a",
                "country_b",
                Coalesce("organisation", 0),
                "field",
                Coalesce("entry", 0),
                name="follow_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="pair") | Q(country_a__lt=F("country_b")),
                name="pair_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} follows {self.kind}"


class FeedItem(models.Model):
    """Something new: written once when it happens, shown to whoever follows one of its marks."""

    class Kind(models.TextChoices):
        TIE = "tie", _("Tie")
        FIGURE = "figure", _("Figure")
        ARTICLE = "article", _("Article")
        ENTRY = "entry", _("Calendar")
        CALL = "call", _("Call")
        NEED = "need", _("Need")
        MISSION = "mission", _("Mission")

    class News(models.TextChoices):
        NEW = "", _("New")
        MOVED = "moved", _("New date")
        HELD = "held", _("Took place")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")
        OPEN = "open", _("Applications are open")
        DELEGATES = "delegates", _("The delegates are selected")
        OUTCOME = "outcome", _("What came of it")

    # The same key twice is the same news.
    key = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # What is new of the thing that `title` names; the two become a sentence when they are read, in the reader's language.
    news = models.CharField(max_length=12, choices=News.choices, blank=True)
    title = models.CharField(max_length=300)
    text = models.CharField(max_length=400, blank=True)
    link = models.CharField(max_length=200)
    country_a = models.CharField(max_length=2, blank=True, db_index=True)
    country_b = models.CharField(max_length=2, blank=True, db_index=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="feed_items"
    )
    other_organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    field = models.CharField(max_length=40, blank=True, db_index=True)
    # Of a mission: from where to where, and its days (EDTF).
    from_country = models.CharField(max_length=2, blank=True)
    to_country = models.CharField(max_length=2, blank=True)
    days = models.CharField(max_length=30, blank=True)
    entry = models.ForeignKey(
        CalendarItem, models.CASCADE, null=True, blank=True, related_name="feed_items"
    )
    audience = models.CharField(
        max_length=10, choices=Audience.choices, default=Audience.PUBLIC
    )
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.title


class WeeklyMail(models.Model):
    """Somebody's wish to have their feed by mail once a week; without the row there is no mail."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="weekly_mail")
    next_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.person)
