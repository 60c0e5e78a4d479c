"""The form of a token for a program."""

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import ApiToken


class TokenForm(forms.Form):
    """What a token is for and how much it may do."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("For you alone, so that you can tell your tokens apart."),
    )
    scope = forms.ChoiceField(
        label=_("Scope"),
        choices=ApiToken.Scope.choices,
        help_text=_("Within what you may do yourself."),
    )
