"""Forms of what is wrong, and of the answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.ledger.models import Dispute


class DisputeForm(forms.Form):
    """What is wrong and where it can be read; who says so may stay unsaid. `website` is a trap: people do not see it."""

    what = forms.CharField(
        label=_("What is wrong"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    source = forms.CharField(
        label=_("Where it can be read (optional)"),
        required=False,
        max_length=500,
        help_text=_("An address or a title. Nothing is corrected without a source."),
    )
    name = forms.CharField(
        label=_("Your name (optional)"), required=False, max_length=150
    )
    email = forms.EmailField(
        label=_("Your e-mail (optional)"),
        required=False,
        help_text=_(
            "For one answer. Name and address are read by curators alone and are forgotten with the answer."
        ),
    )
    website = forms.CharField(required=False, max_length=200)

    def is_trapped(self) -> bool:
        """Say whether the field was filled that people do not see."""
        return bool(self.cleaned_data["website"])

    def facts(self) -> dict[str, Any]:
        """Return what the verb takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}  # fmt: skip


class AnswerForm(forms.Form):
    """The decision and its reason."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[each for each in Dispute.Decision.choices if each[0]],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everybody reads it beside the entry. Do not name who wrote. A correction itself is entered on the claim."
        ),
    )
