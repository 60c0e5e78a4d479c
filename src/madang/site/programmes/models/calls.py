"""Calls and applications: questions, drafts, reviews, the decision."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.landscape.models import CalendarItem
from madang.site.programmes.models.programmes import Programme


class Call(models.Model):
    """A call of a programme: who may apply, by when, for how much."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        DECIDED = "decided", _("Decided")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Kind(models.TextChoices):
        COHORT = "cohort", _("Seats in a programme")
        FUNDING = "funding", _("Funds for a project")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="calls")
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("Title"), max_length=200)
    kind = models.CharField(_("For"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("What is offered and expected"))
    who_may_apply = models.TextField(_("Who may apply"))
    opens_at = models.DateTimeField(_("Opens"))
    closes_at = models.DateTimeField(_("Closes"))
    zone = models.CharField(_("Time zone"), max_length=60)
    seats = models.PositiveSmallIntegerField(_("Seats"), null=True, blank=True)
    budget = models.DecimalField(
        _("Budget"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    most_each = models.DecimalField(
        _("At most for each"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    # Funds are for those who concluded the support contract.
    needs_contract = models.BooleanField(
        _("Only with a signed contract"), default=False
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    entry = models.ForeignKey(
        CalendarItem, models.SET_NULL, null=True, blank=True, related_name="calls"
    )

    class Meta:
        ordering = ["closes_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.title


class CallQuestion(models.Model):
    """A question of a call."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    text = models.CharField(_("Question"), max_length=300)
    help = models.CharField(_("Help"), max_length=300, blank=True)
    most_characters = models.PositiveIntegerField(_("At most"), default=2000)
    is_required = models.BooleanField(_("Needs an answer"), default=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.text


class Application(models.Model):
    """An organisation's application. Drafts are saved; what is submitted no longer changes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        REVIEW = "review", _("In review")
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    call = models.ForeignKey(Call, models.CASCADE, related_name="applications")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="applications"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="applications")
    title = models.CharField(_("Title of the project"), max_length=200)
    amount = models.DecimalField(
        _("Amount applied for"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"],
                condition=~Q(state="withdrawn"),
                name="application_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ApplicationAnswer(models.Model):
    """The answer to one question of the call."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    question = models.ForeignKey(CallQuestion, models.PROTECT, related_name="answers")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["question__order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "question"], name="application_answer_once"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Review(models.Model):
    """A reviewer's opinion. The applicant never sees whose it is."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(Person, models.PROTECT, related_name="reviews")
    score = models.PositiveSmallIntegerField(
        _("Score, 1 to 5"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    text = models.TextField(_("Opinion"), blank=True)
    # A reviewer with an interest steps back, and says so.
    has_conflict = models.BooleanField(_("I have an interest in it"), default=False)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "reviewer"], name="review_once"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(1, 5)),
                name="score_of_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.application}"


class ApplicationDecision(models.Model):
    """The decision on an application, with its reason. There is one, and it stands."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REJECTED = "rejected", _("Rejected")

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="decision"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField(_("Reason, for the applicant"))
    amount = models.DecimalField(
        _("Amount granted"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application}: {self.outcome}"
