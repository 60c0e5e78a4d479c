"""News, opinion, reports and rankings, with a byline and a contact; a teaser for everybody and a body for those who registered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models import Claim, Position, Source


class Article(models.Model):
    """A piece of writing published here, or a headline that links to where it stands."""

    class Section(models.TextChoices):
        NEWS = "news", _("News")
        OPINION = "opinion", _("Opinion")
        REPORT = "report", _("Rankings and reports")
        BLOG = "blog", _("Blog")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    slug = models.SlugField(max_length=80, unique=True)
    section = models.CharField(_("Section"), max_length=8, choices=Section.choices)
    title = models.CharField(_("Title"), max_length=300)
    byline = models.CharField(_("Byline"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    contact = models.ForeignKey(
        Position, models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    teaser = models.TextField(_("Teaser, for everybody"))
    body = models.TextField(_("Text"), blank=True)
    # The text is for people who registered, which is free.
    is_gated = models.BooleanField(_("Text after free registration"), default=False)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    # Of a headline found in a source: the claim that carries the place of it there.
    claim = models.OneToOneField(
        Claim, models.PROTECT, null=True, blank=True, related_name="article"
    )
    language = models.CharField(_("Language"), max_length=12, default="en")
    published_on = models.DateField(_("Date"))
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PUBLISHED
    )
    written_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-published_on", "-id"]

    def __str__(self) -> str:
        return self.title


class ArticleTag(models.Model):
    """What an article is about: a country, a field or an organisation."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        FIELD = "field", _("Field")
        ORGANISATION = "organisation", _("Organisation")

    article = models.ForeignKey(Article, models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    country = models.CharField(max_length=2, blank=True, db_index=True)
    # A term of the vocabulary of therapeutic areas and fields.
    field = models.CharField(max_length=40, blank=True, db_index=True)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="article_tags"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.country or self.field or str(self.organisation)
