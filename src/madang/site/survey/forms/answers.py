"""The survey's parts as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core.templatetags.ui import language_name
from madang.site.events.models import Registration
from madang.site.survey.actions.answers import PeopleFacts
from madang.site.survey.reading.names import codes_in, language_code

LANGUAGES = [
    "en",
    "ko",
    "zh",
    "ja",
    "es",
    "fr",
    "de",
    "pt",
    "ru",
    "ar",
    "vi",
    "id",
    "th",
    "lv",
    "it",
    "tr",
]


class AboutForm(forms.Form):
    """Who the organisation is."""

    about = forms.CharField(
        label=gettext_lazy("Who you are"),
        help_text=gettext_lazy(
            "Two or three sentences that a ministry and a laboratory both understand."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    objectives = forms.CharField(
        label=gettext_lazy("What would make this event a success"),
        help_text=gettext_lazy("Only the organisers read this."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A draft is kept as far as it is.
        self.fields["about"].required = not is_draft


class NameForm(forms.Form):
    """One name for a list."""

    name = forms.CharField(
        label=gettext_lazy("Organisation"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write a name.")},
    )

    def __init__(self, *args: Any, label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs.update(
            {"list": "names", "autocomplete": "off"}
        )
        if label is not None:
            self.fields["name"].label = label


class PeopleForm(forms.Form):
    """Languages, delegates and the most meetings."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages in which you can hold a meeting"),
        choices=[],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    other_languages = forms.CharField(
        label=gettext_lazy("Other languages"),
        help_text=gettext_lazy("Such as: Estonian, Malay."),
        max_length=120,
        required=False,
    )
    interpreter_wanted = forms.BooleanField(
        label=gettext_lazy("We need an interpreter"),
        help_text=gettext_lazy(
            "Asked for when you and the other side share no language."
        ),
        required=False,
    )
    delegates = forms.IntegerField(
        label=gettext_lazy("Delegates"),
        help_text=gettext_lazy(
            "How many come. Each can be in a meeting at the same time. Names can follow later."
        ),
        min_value=1,
        max_value=40,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Write a number, such as 2."),
            "invalid": gettext_lazy("Write a number, such as 2."),
        },
    )
    most_meetings = forms.IntegerField(
        label=gettext_lazy("Most meetings in all"),
        help_text=gettext_lazy("Empty means as many as fit."),
        min_value=1,
        max_value=500,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy(
                "Write a number, such as 12. “10-12” cannot be planned with."
            )
        },
    )

    def __init__(self, *args: Any, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        self.fields["delegates"].required = not is_draft
        languages = self.fields["languages"]
        if isinstance(languages, forms.MultipleChoiceField):
            languages.choices = [(code, language_name(code)) for code in LANGUAGES]
            languages.required = False

    def clean_other_languages(self) -> list[str]:
        codes, unknown = codes_in(self.cleaned_data["other_languages"], language_code)
        if unknown:
            raise forms.ValidationError(
                _("“%(name)s” is no language that is known here.")
                % {"name": unknown[0]}
            )
        return codes

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            not self.is_draft
            and not data.get("languages")
            and not data.get("other_languages")
            and "other_languages" not in self.errors
        ):
            self.add_error("languages", _("Choose at least one."))
        return data

    def facts(self, *, chairs: int) -> PeopleFacts:
        """Return what the action takes; call on a valid form. `chairs` is how many delegates there are now.

        A draft takes nobody away: half a number, saved while somebody types "12", would remove named roles.
        """
        clean = self.cleaned_data
        wanted = clean["delegates"] or 0
        return PeopleFacts(
            languages=[*clean["languages"], *clean["other_languages"]],
            delegates=max(wanted, chairs) if self.is_draft else wanted,
            most_meetings=clean["most_meetings"],
            interpreter_wanted=clean["interpreter_wanted"],
        )


class ConsentForm(forms.Form):
    """Who may see the profile."""

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Offer these audiences."""
        super().__init__(*args, **kwargs)
        self.fields["audiences"] = forms.MultipleChoiceField(
            label=_("Who may see your profile, besides the organisers"),
            required=False,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
        )


def people_values(registration: Registration) -> dict[str, Any]:
    """Return what is known of languages and delegates as initial values."""
    codes = [row.code for row in registration.languages.all()]
    return {
        "languages": [code for code in codes if code in LANGUAGES],
        "other_languages": ", ".join(
            language_name(code) for code in codes if code not in LANGUAGES
        ),
        "interpreter_wanted": registration.interpreter_wanted,
        "delegates": len(registration.delegates.all()) or 1,
        "most_meetings": registration.most_meetings,
    }
