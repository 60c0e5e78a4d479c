"""Who may read a row, and who might when the reader looked."""

from django import forms

from madang.site.ledger.models import Audience


class AudienceForm(forms.Form):
    """Both are hidden: the page says in words what its button does."""

    audience = forms.ChoiceField(
        choices=Audience.choices, widget=forms.HiddenInput, required=True
    )
    was = forms.ChoiceField(
        choices=Audience.choices, widget=forms.HiddenInput, required=True
    )
