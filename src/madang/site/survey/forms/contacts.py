"""The filter of the directory, and the request for contact."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core.templatetags.ui import country
from madang.site.directory.models import Organisation, Person
from madang.site.survey import vocabulary
from madang.site.survey.models import Item, ItemTerm


class FilterForm(forms.Form):
    """What narrows the directory; every field may be empty."""

    q = forms.CharField(
        label=gettext_lazy("Name or word"), required=False, max_length=100
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Seeks or offers"), required=False)
    term = forms.ChoiceField(label=gettext_lazy("What"), required=False)

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        """Offer the countries of those whom the reader sees."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"
        self._offer(
            "kind", [(value, str(label)) for value, label in Organisation.Kind.choices]
        )
        self._offer(
            "country",
            sorted(
                ((code, country(code)) for code in countries), key=lambda each: each[1]
            ),
        )
        self._offer("role", [(value, str(label)) for value, label in Item.Role.choices])
        self._offer("term", _terms())

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("All")), *choices]

    def values(self) -> dict[str, str]:
        """Return what narrows the list; a value that is not offered narrows nothing."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def _terms() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the vocabulary as groups of choices: "deal:licence" and its label."""
    groups = []
    for facet, label in ItemTerm.Facet.choices:
        terms = vocabulary.FACETS.get(facet, {})
        if terms:
            groups.append(
                (
                    str(label),
                    [(f"{facet}:{term}", str(words)) for term, words in terms.items()],
                )
            )
    return groups


class ContactForm(forms.Form):
    """Whom to ask, and why."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Whom"),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    message = forms.CharField(
        label=gettext_lazy("Message"),
        required=False,
        max_length=400,
        help_text=gettext_lazy(
            "At most 400 characters. Say what you would like to talk about."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        """Offer the people who can be asked."""
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Person.objects.filter(pk__in=[each.pk for each in people])
        if len(people) == 1:
            self.initial.setdefault("person", people[0].pk)
