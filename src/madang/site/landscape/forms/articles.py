"""Forms of articles: what narrows the list, and what an article says."""

from typing import Any, TypedDict

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Organisation
from madang.site.landscape.actions.articles import ArticleMarks
from madang.site.landscape.models import Article, ArticleTag
from madang.site.landscape.queries.articles import contacts_to_name
from madang.site.landscape.queries.following import organisations_to_follow
from madang.site.ledger.models import Source
from madang.site.survey.vocabulary import FIELDS


class Found(TypedDict):
    """What narrows the list of articles; empty for everything."""

    text: str
    section: str
    country: str
    field: str


def countries_named(codes: set[str]) -> choices.Choices:
    """Return (code, name) of the countries that rows name, in the order of their names."""
    return [each for each in choices.countries() if each[0] and each[0] in codes]


class ArticleFilterForm(forms.Form):
    """What narrows the list of articles."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    section = forms.ChoiceField(
        label=_("Section"),
        required=False,
        choices=[("", _("all")), *Article.Section.choices],
        widget=forms.HiddenInput(),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    field = forms.ChoiceField(
        label=_("Field"), required=False, widget=forms.Select(attrs={"class": "input"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tags = ArticleTag.objects.filter(article__state="published")
        found = set(tags.values_list("country", "field").order_by().distinct())
        here = countries_named({code for code, _term in found})
        terms = {term for _code, term in found}
        names = [(term, name) for term, name in FIELDS.items() if term in terms]
        self.fields["country"].choices = [("", _("all")), *here]  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", _("all")), *names]  # type: ignore[attr-defined]

    def found(self) -> Found:
        """Return what narrows the list; what does not fit is left out."""
        self.is_valid()
        clean = self.cleaned_data
        return {
            "text": clean.get("q", "").strip(),
            "section": clean.get("section", ""),
            "country": clean.get("country", ""),
            "field": clean.get("field", ""),
        }


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an article says, and what it is about."""

    language = forms.ChoiceField(label=_("Language"), choices=choices.languages)
    countries = forms.MultipleChoiceField(
        label=_("Countries"),
        required=False,
        choices=lambda: choices.countries()[1:],
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    fields_named = forms.MultipleChoiceField(
        label=_("Fields"),
        required=False,
        choices=lambda: list(FIELDS.items()),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    organisations = forms.ModelMultipleChoiceField(
        label=_("Organisations"),
        required=False,
        queryset=Organisation.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )

    class Meta:
        model = Article
        fields = [
            "section",
            "title",
            "byline",
            "organisation",
            "contact",
            "teaser",
            "body",
            "is_gated",
            "source",
            "language",
            "published_on",
        ]
        widgets = {
            "teaser": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 14}),
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {
            "organisation": _("Published by"),
            "contact": _("Contact person"),
            "source": _("Source"),
        }
        help_texts = {
            "body": _("Paragraphs with an empty line between them. Addresses become links; nothing else is formatted."),
            "is_gated": _("Everybody reads title and teaser; the text is for whoever is signed in."),
            "source": _("Of a headline: where the text stands."),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = organisations_to_follow()
        self.fields["teaser"].required = False
        self.fields["organisation"].queryset = named  # type: ignore[attr-defined]
        self.fields["organisations"].queryset = named  # type: ignore[attr-defined]
        self.fields["contact"].queryset = contacts_to_name()  # type: ignore[attr-defined]
        self.fields["source"].queryset = Source.objects.order_by("-pk")  # type: ignore[attr-defined]
        if self.instance.pk is None:
            self.initial.setdefault("published_on", timezone.localdate())
            self.initial.setdefault("language", get_language())
            return
        tags = list(self.instance.tags.all())
        self.initial["countries"] = [tag.country for tag in tags if tag.country]
        self.initial["fields_named"] = [tag.field for tag in tags if tag.field]
        self.initial["organisations"] = [
            tag.organisation_id for tag in tags if tag.organisation_id
        ]

    def facts(self) -> dict[str, Any]:
        """Return what the article says, in its own columns."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def marks(self) -> ArticleMarks:
        """Return what the article is about."""
        return {
            "countries": self.cleaned_data["countries"],
            "fields": self.cleaned_data["fields_named"],
            "organisations": list(self.cleaned_data["organisations"]),
        }


class ContactForm(forms.Form):
    """A role that takes readers' questions, and how it is reached."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none()
    )
    title = forms.CharField(label=_("Role"), max_length=150)
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_to_follow()  # type: ignore[attr-defined]
