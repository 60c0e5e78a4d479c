"""The form of a person in a role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.ledger.forms.records import RecordForm, one_date


class PositionForm(RecordForm):
    """A role and who holds it. An unnamed holder stays unnamed."""

    role = forms.CharField(label=_("Role"), max_length=150)
    name = forms.CharField(
        label=_("Name of the person"),
        required=False,
        max_length=120,
        help_text=_("Blank if the source names nobody."),
    )
    name_local = forms.CharField(
        label=_("Name in its own script"), required=False, max_length=120
    )
    since = one_date(_("Since"))
    until = one_date(_("Until"))
    telephone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        help_text=_("Of the role, as it is published; never a person’s own."),
    )
    fax = forms.CharField(label=_("Fax"), required=False, max_length=40)
    email = forms.EmailField(label=_("E-mail"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)
