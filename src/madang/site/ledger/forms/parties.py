"""The parties of a tie: as many rows as it has parties, each with its part."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.ledger.actions.entries import Named
from madang.site.ledger.forms.fields import choice_field
from madang.site.ledger.models import TieParty

MOST_PARTIES = 50


class PartyForm(forms.Form):
    """One party: its name, its country to tell namesakes apart, its part in the tie."""

    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "names"}),
    )
    role = choice_field(
        _("Part"),
        [("", _("as the kind says")), *TieParty.Role.choices],
        required=False,
    )
    country = choice_field(_("Its country"), choices.countries, required=False)
    is_new = forms.BooleanField(label=_("New here"), required=False)

    def named(self) -> Named:
        """Return the party as the verbs take it; of a row that was left alone the name is blank."""
        clean = self.cleaned_data
        return {
            "name": clean.get("name", "").strip(),
            "country": clean.get("country", ""),
            "is_new": clean.get("is_new", False),
        }


class AddedPartyForm(PartyForm):
    """A party that a tie has besides those that are entered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


if TYPE_CHECKING:
    Rows = forms.BaseFormSet[PartyForm]
else:
    Rows = forms.BaseFormSet


class PartyRows(Rows):
    """The rows of parties; a blank row is left out."""

    def parties(self) -> Iterator[tuple[str, str, Named]]:
        """Yield (field, part, party) of each row that has a name, in their order; a blank part is that of the kind of tie."""
        for form in self.forms:
            named = form.named()
            if named["name"]:
                yield form.add_prefix("name"), form.cleaned_data["role"], named


PartyFormSet: type[PartyRows] = forms.formset_factory(  # type: ignore[assignment]  # it is made of PartyRows
    PartyForm,
    formset=PartyRows,
    extra=0,
    min_num=2,
    max_num=MOST_PARTIES,
    absolute_max=MOST_PARTIES,
)


def party_rows(data: QueryDict | None) -> PartyRows:
    """Return the rows as they were sent; without data two blank ones."""
    return PartyFormSet(data, prefix="party")


def one_row_more(data: QueryDict) -> PartyRows:
    """Return the rows with what was typed so far and a blank one, nothing checked yet."""
    sent = data.get("party-TOTAL_FORMS", "")
    number = min(int(sent), MOST_PARTIES - 1) if sent.isdecimal() else 2
    typed = [
        {name: data.get(f"party-{row}-{name}", "") for name in PartyForm.base_fields}
        for row in range(number)
    ]
    return PartyFormSet(prefix="party", initial=[*typed, {}])
