"""The text of a source as it was read."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TextForm(forms.Form):
    """The text, and the day on which it was read."""

    text = forms.CharField(
        label=_("Text of the source"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "It is not kept: only its hash, and where each quotation stands in it."
        ),
    )
    read_on = forms.DateField(
        label=_("Read on"), widget=forms.DateInput(attrs={"type": "date"})
    )
