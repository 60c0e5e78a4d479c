"""Needs that a country or organisation publishes, and the companies that answer them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person


class Need(models.Model):
    """A published need: "demand for heat-stable vaccines"."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Closed")

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("What is needed"), max_length=200)
    text = models.TextField(_("In words"))
    country = models.CharField(_("Country"), max_length=2, db_index=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="needs")
    person = models.ForeignKey(Person, models.PROTECT, related_name="published_needs")
    # A term of the vocabulary.
    field = models.CharField(_("Field"), max_length=40, blank=True, db_index=True)
    answers_until = models.DateTimeField(_("Answers until"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-published_at", "-id"]

    def __str__(self) -> str:
        return self.title


class NeedAnswer(models.Model):
    """A company's answer to a need. Other companies never see it."""

    class State(models.TextChoices):
        SENT = "sent", _("Sent")
        INVITED = "invited", _("Invited to talk")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    need = models.ForeignKey(Need, models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="need_answers"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="need_answers")
    text = models.TextField(_("What you can supply"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.SENT)
    reason = models.CharField(_("Reason"), max_length=400, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "organisation"], name="need_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.need}"
