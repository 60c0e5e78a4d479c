"""What the forms about organisations share: how it is said, who may read it, why it is corrected, when it ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.ledger.actions.entries import Named
from madang.site.ledger.forms.fields import choice_field, date_field
from madang.site.ledger.forms.said import SAID, SaidForm
from madang.site.ledger.models import Audience, Claim

ONE_DATE = _("One date, as exactly as the source says: 2019-03-02, 2019-03 or 2019.")


def one_date(label: Any) -> forms.CharField:
    """Return a field for a single EDTF date, not an interval."""
    field = date_field(label)
    field.help_text = ONE_DATE
    return field


def name_field(label: Any, **facts: Any) -> forms.CharField:
    """Return a field for the name of an organisation, with those here to choose from."""
    return forms.CharField(
        label=label,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "names"}),
        **facts,
    )


def why_field() -> forms.CharField:
    """Return the field of a correction's reason."""
    return forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays beside the old claim, for everybody to read."),
    )


class RecordForm(SaidForm):
    """A row about an organisation. With `is_new` it asks who may read it, without it why the row is corrected."""

    why = why_field()

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("why" if is_new else "audience")
        if is_new:
            self.fields["audience"].initial = Audience.INTERNAL
        own = [name for name in self.fields if name not in (*SAID, "why")]
        self.order_fields([*own, *SAID, "why"])

    def own(self) -> dict[str, Any]:
        """Return the row's own values, and for a new one who may read it."""
        clean = self.cleaned_data
        kept = [name for name in clean if name not in (*SAID, "why")]
        return {name: clean[name] for name in kept} | (
            {"audience": clean["audience"]} if "audience" in clean else {}
        )

    def told(self) -> dict[str, Any]:
        """Return how it is said and by whom, and for a correction why."""
        said = self.said()
        said.pop("audience", None)
        clean = self.cleaned_data
        return said | ({"why": clean["why"]} if "why" in clean else {})


class OtherForm(RecordForm):
    """A row that names another organisation; a correction leaves that as it is."""

    other = name_field(_("Organisation"))
    other_country = choice_field(_("Its country"), choices.countries, required=False)
    other_is_new = forms.BooleanField(label=_("New here"), required=False)
    OTHER = ("other", "other_country", "other_is_new")

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, is_new=is_new, **kwargs)
        if not is_new:
            for name in self.OTHER:
                self.fields.pop(name)

    def named(self) -> Named:
        """Return the other organisation as the verbs take it."""
        clean = self.cleaned_data
        return {
            "name": clean["other"].strip(),
            "country": clean["other_country"],
            "is_new": clean["other_is_new"],
        }

    def own(self) -> dict[str, Any]:
        """Return the values without the other organisation."""
        values = super().own()
        return {name: values[name] for name in values if name not in self.OTHER}


class EndForm(forms.Form):
    """Until when something was so, and what ended it."""

    until = one_date(_("Until"))
    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("What ended it. It stays beside the old claim."),
    )


def held_by(claim: Claim | None) -> dict[str, Any]:
    """Return how a claim says it, as a correction's form begins."""
    if claim is None:
        return {}
    return {"modality": claim.modality, "holder": claim.holder}
