"""Forms of merging: which organisation is kept, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.ledger.models import MergeAnswer
from madang.site.ledger.queries.holders import holder_called


class MergeForm(forms.Form):
    """Which of two organisations is kept, and why they are one."""

    kept = forms.TypedChoiceField(
        label=_("Which one is kept"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_(
            "Everything of the other one shows there from now on. You can undo it."
        ),
    )
    why = forms.CharField(
        label=_("Why they are the same"),
        max_length=300,
        help_text=_("It stays beside the decision."),
    )

    def __init__(self, one: Organisation, other: Organisation, data: object = None) -> None:  # fmt: skip
        super().__init__(data)  # type: ignore[arg-type]  # the data of a request
        # Two of one name are told apart by the order in which they were entered.
        is_same = one.name == other.name
        choices = [
            (each.pk, f"{each.name} (№ {each.pk})" if is_same else each.name)
            for each in (one, other)
        ]
        self.fields["kept"].choices = choices  # type: ignore[attr-defined]  # a field with choices


class TwoForm(forms.Form):
    """Two organisations to compare, each by its name or its key; one name that two have names both."""

    one = forms.CharField(label=_("One organisation"), max_length=200)
    other = forms.CharField(label=_("And another"), max_length=200)

    def clean(self) -> dict[str, Any]:
        """Find both."""
        values = super().clean() or {}
        found = [holder_called(values.get(name, "").strip()) for name in self.fields]
        if all(found) and found[0] == found[1] and len(found[0]) > 1:
            found = [found[0][:1], found[0][1:]]
        for name, rows in zip(self.fields, found, strict=True):
            if name in values and not rows:
                self.add_error(name, _("No organisation has this name or key."))
            elif len(rows) > 1:
                self.add_error(
                    name, _("Several have this name. Write the key instead.")
                )
        if not self.errors and found[0] == found[1]:
            self.add_error("other", _("Both names lead to the same organisation."))
        self.found = [rows[0].pk for rows in found if rows]
        return values


class UndoForm(forms.Form):
    """Why a decision is undone."""

    why = forms.CharField(
        label=_("Why it is undone"),
        max_length=300,
        help_text=_(
            "Each entry goes back to the organisation from which it came. Edits made since stay."
        ),
    )


class AnswerForm(forms.Form):
    """Not the same, or later."""

    answer = forms.ChoiceField(choices=MergeAnswer.Answer.choices)
