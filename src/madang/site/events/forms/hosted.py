"""The form that makes an organisation a hosted buyer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.events.models import Registration

MOST_MEETINGS = 90


class HostedForm(forms.Form):
    """How many meetings a hosted buyer must have, and its tier; both empty for an organisation that is not hosted."""

    hosted_quota = forms.IntegerField(
        label=_("Meetings that it must have"),
        required=False,
        min_value=1,
        max_value=MOST_MEETINGS,
        help_text=_("Empty: it is not hosted."),
    )
    hosted_tier = forms.TypedChoiceField(
        label=_("Tier"),
        choices=[("", _("none")), *Registration.Tier.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "The first tier chooses first where several look for the same partners."
        ),
    )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        quota, tier = clean.get("hosted_quota"), clean.get("hosted_tier")
        if quota and not tier:
            self.add_error("hosted_tier", _("Choose the tier of the hosted buyer."))
        if tier and not quota and "hosted_quota" not in self.errors:
            self.add_error(
                "hosted_quota", _("Write how many meetings the hosted buyer must have.")
            )
        return clean
