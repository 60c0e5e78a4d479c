"""What came of a meeting, as a party proposes it and as a curator decides it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.ledger.forms.fields import choice_field, date_field
from madang.site.ledger.models import Stage, Tie, TieProposal


class ProposalForm(forms.Form):
    """A tie as a party proposes it; its parties are those of the meeting."""

    kind = choice_field(_("What it is"), Tie.Kind.choices)
    stage = choice_field(
        _("How far it has come"),
        [("", _("Not said")), *Stage.choices],
        required=False,
        help_text=_("Talks stay talks: what was signed is another kind."),
    )
    subject = forms.CharField(label=_("What it is about"), max_length=400)
    date = date_field(_("Date"))
    evidence = forms.CharField(
        label=_("What shows it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your own words: a paper signed on a day, a letter, a notice."),
    )
    address = forms.URLField(
        label=_("Address of a page that says so"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    came_of_it = forms.BooleanField(
        label=_("It came of our meeting at this event"), required=False, initial=True
    )


class OwnProposalForm(ProposalForm):
    """The party's form: it also says who may read it."""

    reader = forms.ChoiceField(
        label=_("Who may read it"),
        choices=TieProposal.Reader.choices,
        initial=TieProposal.Reader.INTERNAL,
        widget=forms.RadioSelect,
        help_text=_("Nobody else reads it, and nothing is published by this."),
    )


class DecisionForm(ProposalForm):
    """The curator's form: the proposal, which may be mended, and why."""

    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_(
            "Needed to mend or to refuse. The party that proposed it reads this."
        ),
    )

    def mended(self) -> dict[str, Any]:
        """Return the proposal as it now stands in the form, without the reason."""
        return {
            name: value for name, value in self.cleaned_data.items() if name != "why"
        }


FIELDS = ("kind", "stage", "subject", "date", "evidence", "address", "came_of_it")


def initial_of(proposal: TieProposal) -> dict[str, Any]:
    """Return a proposal as its form shows it."""
    return {name: getattr(proposal, name) for name in FIELDS}
