"""Forms of another name, of a number in a register, and of the organisation itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import OrganisationIdentifier, OrganisationName
from madang.site.ledger.forms.fields import choice_field
from madang.site.ledger.forms.records import RecordForm
from madang.site.ledger.models import OrganisationRecord


class OfPageForm(RecordForm):
    """A row that whoever reads the organisation's page reads too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("audience", None)


class NameForm(OfPageForm):
    """Another name, in whatever script."""

    text = forms.CharField(label=_("Name"), max_length=300)
    kind = choice_field(_("Kind"), OrganisationName.Kind.choices)
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=_("Language and script"),
        required=False,
        max_length=12,
        help_text=_("lv, ko or ko-Hang (BCP 47); blank if it is of no language."),
        error_messages={"invalid": _("Write lv, ko or ko-Hang.")},
    )


class IdentifierForm(OfPageForm):
    """The number under which a register knows an organisation."""

    scheme = choice_field(_("Register"), OrganisationIdentifier.Scheme.choices)
    value = forms.CharField(
        label=_("Number"),
        max_length=120,
        help_text=_("The number, or its address in the register."),
    )


class OrganisationForm(RecordForm):
    """An organisation of the ledger."""

    name = forms.CharField(label=_("Name"), max_length=200)
    name_local = forms.CharField(
        label=_("Name in its own script"), required=False, max_length=200
    )
    kind = choice_field(_("Kind"), OrganisationRecord.Kind.choices)
    country = choice_field(_("Country"), choices.countries, required=False)
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
