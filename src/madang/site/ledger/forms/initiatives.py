"""The form of an initiative with its parties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Organisation
from madang.site.ledger.forms.fields import choice_field
from madang.site.ledger.forms.records import RecordForm, name_field, one_date
from madang.site.ledger.models import Initiative, Position
from madang.site.ledger.queries.holders import holder_called

MOST_PARTIES = 50


def organisation_called(name: str) -> Organisation:
    """Return the organisation of a name or of a page's key. Raises ValidationError for none and for several."""
    found = holder_called(name)
    if len(found) == 1:
        return found[0]
    words = (
        _("Several organisations are called “%(name)s”. Write the key of its page.")
        if found
        else _("Nobody is called “%(name)s” here. Enter the organisation first.")
    )
    raise forms.ValidationError(words % {"name": name})


class InitiativeForm(RecordForm):
    """A project, programme, campaign, fund or plan that an organisation runs."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = choice_field(_("Kind"), Initiative.Kind.choices)
    start = one_date(_("Start"))
    end = one_date(_("End"))
    date_note = forms.CharField(
        label=_("Note on the date"), required=False, max_length=200
    )
    target_country = choice_field(
        _("Target country"), choices.countries, required=False
    )
    for_whom = forms.CharField(label=_("For whom"), required=False, max_length=200)
    beneficiaries = forms.CharField(
        label=_("Beneficiaries"), required=False, max_length=200
    )
    funder = name_field(_("Funder"), required=False)
    manager = forms.ChoiceField(label=_("Run by"), required=False)
    parties = forms.CharField(
        label=_("Who takes part"),
        required=False,
        max_length=6000,
        help_text=_("Organisations that have a page here, one a line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, managers: dict[str, Position], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.managers = managers
        self.fields["manager"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((key, str(each)) for key, each in managers.items()),
        ]

    def clean_funder(self) -> Organisation | None:
        """Return the organisation that pays, if one is named."""
        name = self.cleaned_data["funder"].strip()
        return organisation_called(name) if name else None

    def clean_manager(self) -> Position | None:
        """Return the person in a role who runs it."""
        return self.managers.get(self.cleaned_data["manager"])

    def clean_parties(self) -> list[Organisation]:
        """Return those who take part."""
        lines = [each.strip() for each in self.cleaned_data["parties"].splitlines()]
        names = [each for each in lines if each]
        if len(names) > MOST_PARTIES:
            raise forms.ValidationError(_("At most 50 organisations."))
        return [organisation_called(each) for each in names]
