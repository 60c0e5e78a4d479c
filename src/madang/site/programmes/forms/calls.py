"""Forms of calls and applications. Times are written in the call's own zone."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core import choices
from madang.site.core.time import NoSuchTimeError, to_utc, zone
from madang.site.programmes.forms.programmes import (
    DATE,
    NUMBER,
    SLUG_HINT,
    TIME,
    Refusable,
    RowForm,
)
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    Call,
    CallQuestion,
)
from madang.site.programmes.queries.applications import asks_amount, progress_of


def day_field(label: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )


def time_field(label: Any) -> forms.TimeField:
    """Return a field for a time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs=TIME, format="%H:%M")
    )


def read_moment(
    form: forms.BaseForm, values: dict[str, Any], name: str, zone_name: str
) -> datetime | None:
    """Return the instant of the fields `name`_day and `name`_time; a time that its zone skips is an error at the field."""
    day, clock = values.get(f"{name}_day"), values.get(f"{name}_time")
    if day is None or clock is None:
        return None
    try:
        return to_utc(day, clock, zone_name)
    except NoSuchTimeError:
        form.add_error(
            f"{name}_time",
            _("This time does not exist on that day: the clocks go forward."),
        )
        return None


class CallForm(RowForm):
    """What a call offers, to whom, by when, for how much."""

    opens_day = day_field(gettext_lazy("Opens on"))
    opens_time = time_field(gettext_lazy("Opening time"))
    closes_day = day_field(gettext_lazy("Closes on"))
    closes_time = time_field(gettext_lazy("Closing time"))
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=choices.zones,
        help_text=gettext_lazy("All times of the call are written in this zone."),
    )
    field_order = [
        "title",
        "slug",
        "kind",
        "text",
        "who_may_apply",
        "zone",
        "opens_day",
        "opens_time",
        "closes_day",
        "closes_time",
    ]

    class Meta:
        model = Call
        fields = [
            "title",
            "slug",
            "kind",
            "text",
            "who_may_apply",
            "zone",
            "seats",
            "budget",
            "most_each",
            "currency",
            "needs_contract",
        ]
        labels = {"slug": gettext_lazy("Short name in addresses")}
        help_texts = {
            "slug": SLUG_HINT,
            "currency": gettext_lazy("Three letters: EUR, KRW, NOK."),
            "needs_contract": gettext_lazy(
                "Only an organisation whose support contract with you runs can submit."
            ),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "who_may_apply": forms.Textarea(attrs={"rows": 3}),
            "seats": forms.TextInput(attrs=NUMBER),
            "budget": forms.TextInput(attrs=NUMBER),
            "most_each": forms.TextInput(attrs=NUMBER),
            "currency": forms.TextInput(attrs={"class": "short"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens", "closes"):
            instant = getattr(self.instance, f"{name}_at")
            if instant is not None:
                local = instant.astimezone(zone(self.instance.zone))
                self.initial[f"{name}_day"] = local.date()
                self.initial[f"{name}_time"] = local.time()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name in ("opens", "closes"):
            instant = read_moment(self, values, name, values.get("zone") or "UTC")
            if instant is not None:
                setattr(self.instance, f"{name}_at", instant)
        values["currency"] = str(values.get("currency", "")).upper()
        return values


class ExtendForm(Refusable, forms.Form):
    """A later closing time, in the call's zone."""

    closes_day = day_field(gettext_lazy("New closing day"))
    closes_time = time_field(gettext_lazy("New closing time"))

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        local = call.closes_at.astimezone(zone(call.zone))
        self.initial.update({"closes_day": local.date(), "closes_time": local.time()})

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values["closes_at"] = read_moment(self, values, "closes", self.call.zone)
        return values


class QuestionForm(RowForm):
    """A question of a call."""

    class Meta:
        model = CallQuestion
        fields = ["text", "help", "most_characters", "is_required"]
        labels = {"most_characters": gettext_lazy("At most, characters")}
        widgets = {"most_characters": forms.TextInput(attrs=NUMBER)}

    def clean_most_characters(self) -> int:
        """Return the limit; an answer of nothing and one of a book are both refused."""
        most: int = self.cleaned_data["most_characters"]
        if not 50 <= most <= 20000:
            raise forms.ValidationError(_("50 to 20,000 characters."))
        return most


class DraftMixin(forms.Field):
    """A field that is marked as required and may still be empty: submitting asks for it, saving does not."""

    def validate(self, value: Any) -> None:
        """Let an empty value pass; what is written is checked as ever."""
        if value not in self.empty_values:
            super().validate(value)


class DraftText(DraftMixin, forms.CharField):
    """A text of a draft."""


class DraftAmount(DraftMixin, forms.DecimalField):
    """An amount of a draft."""


class ApplicationForm(Refusable, forms.Form):
    """A draft: title, amount, one field for each question; any of them may still be empty."""

    title = DraftText(label=gettext_lazy("Title of the project"), max_length=200)
    amount = DraftAmount(
        label=gettext_lazy("Amount applied for"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs=NUMBER),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = application.call
        if asks_amount(self.call):
            self.fields["amount"].label = _("Amount applied for, %(currency)s") % {
                "currency": self.call.currency
            }
        else:
            del self.fields["amount"]
        for part in progress_of(application).parts:
            if part.question is not None:
                self.fields[part.key] = _answer_field(part.question)
                self.initial[part.key] = part.text
        self.initial.update(
            {
                "title": application.title,
                "amount": _plain(application.amount),
                "version": application.version,
            }
        )

    def answers(self) -> dict[int, str]:
        """Return the texts by the question's key."""
        return {
            int(name.removeprefix("question-")): text
            for name, text in self.cleaned_data.items()
            if name.startswith("question-")
        }


def _plain(amount: Decimal | None) -> str:
    """Return an amount as somebody writes it into a field: cents only where there are some."""
    if amount is None:
        return ""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def _answer_field(question: CallQuestion) -> forms.CharField:
    hint = _("At most %(count)d characters.") % {"count": question.most_characters}
    return DraftText(
        label=question.text,
        help_text=f"{question.help} {hint}".strip(),
        max_length=question.most_characters,
        required=question.is_required,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ReviewerForm(Refusable, forms.Form):
    """Who is to review, by address."""

    address = forms.EmailField(
        label=gettext_lazy("E-mail address of the reviewer"),
        help_text=gettext_lazy("Somebody of the directory; they get mail."),
    )


class ReviewForm(Refusable, forms.Form):
    """A score and an opinion."""

    score = forms.TypedChoiceField(
        label=gettext_lazy("Score, 1 to 5"),
        help_text=gettext_lazy("5 is best."),
        coerce=int,
        choices=[(each, str(each)) for each in range(1, 6)],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose 1 to 5.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Opinion"),
        help_text=gettext_lazy(
            "Those who run the programme read it; the applicant does not."
        ),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write your opinion.")},
    )


class DecisionForm(Refusable, forms.Form):
    """Accepted or rejected, the amount, and the reason that the applicant reads."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=ApplicationDecision.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose accepted or rejected.")},
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Amount granted"),
        required=False,
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs=NUMBER),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, for the applicant"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Write the reason: the applicant reads it.")
        },
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_amount(application.call):
            del self.fields["amount"]
        else:
            self.initial["amount"] = _plain(application.amount)
