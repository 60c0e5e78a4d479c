"""Where a claim is from: the publication, and the place in it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Who may read a row of the ledger."""

    PUBLIC = "public", _("Everybody")
    INTERNAL = "internal", _("Curators")


class Source(models.Model):
    """A publication, letter or register entry. What the publication does not say stays blank; what was inferred has a field of its own."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        NOTICE = "notice", _("Press notice")
        REGISTER = "register", _("Register")
        DOCUMENT = "document", _("Signed document")
        LETTER = "letter", _("Answer of a party")
        MEETING = "meeting", _("Report of a meeting")

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(
        _("Kind"), max_length=10, choices=Kind.choices, default=Kind.ARTICLE
    )
    title = models.CharField(_("Title"), max_length=300, blank=True)
    publisher = models.CharField(_("Publisher"), max_length=200, blank=True)
    publisher_inferred = models.CharField(
        _("Publisher, inferred"), max_length=200, blank=True
    )
    author = models.CharField(_("Byline"), max_length=200, blank=True)
    section = models.CharField(_("Section"), max_length=100, blank=True)
    # EDTF (ISO 8601-2).
    published = models.CharField(_("Published"), max_length=30, blank=True)
    published_inferred = models.CharField(
        _("Published, inferred"), max_length=30, blank=True
    )
    published_basis = models.CharField(
        _("How the date was inferred"), max_length=200, blank=True
    )
    crawled_inferred = models.CharField(
        _("Captured, inferred"), max_length=30, blank=True
    )
    read_on = models.DateField(_("Read on"), null=True, blank=True)
    language = models.CharField(_("Language"), max_length=12, blank=True)
    chrome_language = models.CharField(
        _("Language around the text"), max_length=12, blank=True
    )
    translated_from = models.CharField(_("Translated from"), max_length=60, blank=True)
    address = models.URLField(_("Address"), max_length=500, blank=True)
    licence = models.CharField(_("Licence"), max_length=100, blank=True)
    # Known or not known: None where nobody looked.
    is_gated = models.BooleanField(_("Behind a sign-in"), null=True, blank=True)
    file_name = models.CharField(_("File"), max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title or self.publisher or self.publisher_inferred or self.key


class Passage(models.Model):
    """A place in a source: code points from the start of its text. `exact` quotes it; `paraphrase` says it in our own words."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="passages"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField(_("Quotation"), blank=True)
    prefix = models.CharField(max_length=80, blank=True)
    suffix = models.CharField(max_length=80, blank=True)
    paraphrase = models.TextField(_("In our own words"), blank=True)
    # The quotation was not in the source's text when that was read last.
    is_lost = models.BooleanField(default=False)

    class Meta:
        ordering = ["source", "start", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "start", "end"], name="passage_once"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__gt=F("start")),
                name="passage_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return self.exact[:80] or self.paraphrase[:80]
