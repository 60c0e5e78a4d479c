"""Forms of a source, and of the passage that is part of each entry."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import User
from madang.site.ledger.actions.entries import EvidenceFacts
from madang.site.ledger.forms.fields import MOST_OFFERED, choice_field, date_field
from madang.site.ledger.models import Audience, Source
from madang.site.ledger.queries.sources import sources_seen_by

MOST_QUOTED = 300


class SourceForm(forms.Form):
    """What is known of a source."""

    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    kind = choice_field(_("Kind of source"), Source.Kind.choices)
    author = forms.CharField(label=_("Byline"), required=False, max_length=200)
    published = date_field(_("Published"))
    language = choice_field(_("Language"), choices.languages, required=False)
    address = forms.URLField(
        label=_("Address"), required=False, max_length=500, assume_scheme="https"
    )
    is_gated = forms.NullBooleanField(label=_("Behind a sign-in"), required=False)
    audience = choice_field(
        _("Who may read it"), Audience.choices, initial=Audience.PUBLIC
    )


class EvidenceForm(forms.Form):
    """The passage on which an entry rests: in a source that is entered already, or in a new one."""

    source = forms.ChoiceField(
        label=_("Source"),
        required=False,
        help_text=_("One that is entered already, or the fields below for a new one."),
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    source_kind = choice_field(
        _("Kind of source"), Source.Kind.choices, initial=Source.Kind.ARTICLE
    )
    published = date_field(_("Published"))
    address = forms.URLField(
        label=_("Address"), required=False, max_length=500, assume_scheme="https"
    )
    source_audience = choice_field(
        _("Who may read the source"), Audience.choices, initial=Audience.PUBLIC
    )
    exact = forms.CharField(
        label=_("Quotation"),
        required=False,
        max_length=MOST_QUOTED,
        help_text=_("Word for word, at most 300 characters."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    paraphrase = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    line = forms.IntegerField(label=_("Line"), required=False, min_value=1)
    first = forms.IntegerField(label=_("First character"), required=False, min_value=0)
    last = forms.IntegerField(label=_("Last character"), required=False, min_value=1)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.key: each for each in sources_seen_by(user)[:MOST_OFFERED]}
        chosen = self.initial.get("source") or self.data.get("source")
        if chosen and chosen not in self.offered:
            more = sources_seen_by(user).filter(key=chosen)
            self.offered |= {each.key: each for each in more}
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            ("", _("A new source")),
            *((key, str(each)[:80]) for key, each in self.offered.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse an entry without a source or without a passage, at the field where it is missing."""
        clean = super().clean() or {}
        known = clean.get("source") or clean.get("title") or clean.get("publisher")
        if not known and not {"title", "publisher", "source"} & set(self.errors):
            self.add_error(
                "source",
                _("Choose a source, or give the title or publisher of a new one."),
            )
        if not clean.get("exact") and not clean.get("paraphrase"):
            self.add_error(
                "paraphrase",
                _(
                    "Say what the passage says: quote it, or write it in your own words."
                ),
            )
        return clean

    def facts(self) -> EvidenceFacts:
        """Return the passage and its source as the verbs take them."""
        clean = self.cleaned_data
        return {
            "source": self.offered.get(clean["source"]),
            "new_source": {
                "title": clean["title"],
                "publisher": clean["publisher"],
                "kind": clean["source_kind"],
                "published": clean["published"],
                "address": clean["address"],
                "audience": clean["source_audience"],
            },
            "passage": {name: clean[name] for name in ("exact", "paraphrase", "line")}
            | {"start": clean["first"], "end": clean["last"]},
        }
