"""Forms of an application for a seat, and of the reasons that a decision has."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.programmes.actions.seats import LONGEST, Wishes
from madang.site.programmes.forms.missions import Refusable


class ReasonForm(Refusable, forms.Form):
    """A reason that others read."""

    reason = forms.CharField(
        label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class OptionalReasonForm(ReasonForm):
    """A word for the applicant, which may stay empty."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        required=False,
        help_text=_("The applicant reads it. A no needs one."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WishesForm(Refusable, forms.Form):
    """An application for a seat; a draft may be as empty as it likes."""

    delegate = forms.ModelChoiceField(
        label=_("Who would travel"), queryset=Person.objects.none(), empty_label=None
    )
    motive = forms.CharField(
        label=_("What you want to achieve"),
        required=False,
        help_text=_("A draft may leave it empty; handed in, it is filled."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    offer = forms.CharField(
        label=_("What you bring"),
        required=False,
        help_text=_("A draft may leave it empty; handed in, it is filled."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    whom = forms.CharField(
        label=_("Whom you want to meet"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        delegate = self.fields["delegate"]
        if isinstance(delegate, forms.ModelChoiceField):
            delegate.queryset = people

    def wishes(self) -> Wishes:
        """Return what was written; call it on a valid form."""
        return Wishes(**self.cleaned_data)
