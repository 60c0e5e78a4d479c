"""Forms of applications: the draft, naming a reviewer, an opinion, the decision."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.programmes.forms.programmes import NUMBER, Refusable
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    CallQuestion,
)
from madang.site.programmes.queries.applications import asks_amount, progress_of


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
