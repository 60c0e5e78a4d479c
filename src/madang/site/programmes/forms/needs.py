"""Forms of needs: the need, an answer to it, the reply; and what narrows the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core import choices
from madang.site.core.templatetags.ui import city, country
from madang.site.core.time import zone
from madang.site.programmes.forms.calls import read_moment
from madang.site.programmes.forms.programmes import (
    DATE,
    SLUG_HINT,
    TIME,
    Refusable,
    RowForm,
    fields,
)
from madang.site.programmes.models import Need
from madang.site.programmes.queries.needs import need_countries


class NeedForm(RowForm):
    """What is needed, where, in which field, and until when answers are taken."""

    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=choices.countries, required=False
    )
    field = forms.ChoiceField(
        label=gettext_lazy("Field"),
        help_text=gettext_lazy(
            "Companies that offer something in this field are told on their portal."
        ),
        choices=fields,
        required=False,
    )
    answers_day = forms.DateField(
        label=gettext_lazy("Answers until"),
        required=False,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    answers_time = forms.TimeField(
        label=gettext_lazy("Closing time"),
        required=False,
        widget=forms.TimeInput(attrs=TIME, format="%H:%M"),
    )

    class Meta:
        model = Need
        fields = ["title", "text", "country", "field"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args: Any, zone_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone_name = zone_name
        self.fields["answers_time"].help_text = _("Time in %(place)s.") % {
            "place": city(zone_name)
        }
        if self.instance.answers_until is not None:
            local = self.instance.answers_until.astimezone(zone(zone_name))
            self.initial["answers_day"] = local.date()
            self.initial["answers_time"] = local.time()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("answers_day") and not values.get("answers_time"):
            self.add_error("answers_time", _("Write the time as well."))
        self.instance.answers_until = read_moment(
            self, values, "answers", self.zone_name
        )
        return values


class NewNeedForm(NeedForm):
    """A new need, with the short name of its address."""

    field_order = ["title", "slug", "text"]

    class Meta(NeedForm.Meta):
        fields = ["title", "slug", "text", "country", "field"]
        labels = {"slug": gettext_lazy("Short name in addresses")}
        help_texts = {"slug": SLUG_HINT}


class NeedAnswerForm(Refusable, forms.Form):
    """What a company can supply."""

    text = forms.CharField(
        label=gettext_lazy("What you can supply"),
        help_text=gettext_lazy(
            "Only the organisation that has the need reads this; no other company learns that you answered."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what you can supply.")},
    )


class ReplyForm(Refusable, forms.Form):
    """An invitation to talk, or a no, with words that the company reads."""

    step = forms.ChoiceField(
        label=gettext_lazy("Reply"),
        choices=[
            ("invite", gettext_lazy("Invite them to talk")),
            ("decline", gettext_lazy("Decline")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose to invite or to decline.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Words to them"),
        help_text=gettext_lazy("They read it in the mail: how to go on, or why not."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Write a line to them: they read it in the mail.")
        },
    )


class NeedFilterForm(forms.Form):
    """What narrows the list of needs; what does not fit is left out."""

    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    field = forms.ChoiceField(
        label=gettext_lazy("Field"),
        choices=fields,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    answers = forms.ChoiceField(
        label=gettext_lazy("Answers"),
        choices=[("", gettext_lazy("all")), ("open", gettext_lazy("still taken"))],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = sorted(
            ((code, country(code)) for code in need_countries()),
            key=lambda each: each[1],
        )
        self.fields["country"].choices = [("", _("all")), *here]  # type: ignore[attr-defined]

    def found(self) -> dict[str, str]:
        """Return what narrows the list."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
