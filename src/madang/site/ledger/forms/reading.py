"""Forms of the reading desk: the text that is read, and a candidate as it is entered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.ledger.forms.fields import choice_field
from madang.site.ledger.forms.parties import PartyFormSet, PartyRows
from madang.site.ledger.models import FactCandidate
from madang.site.ledger.queries.reading import Proposed
from madang.site.ledger.rules.readings import kept_of

COUNTED = ("kind", "stage", "subject", "date")


class ArticleForm(forms.Form):
    """A text as it stands on the page of its publisher."""

    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "The whole page. It is kept while the desk is open, and goes when the desk is cleared."
        ),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class RefusalForm(forms.Form):
    """Why a candidate is no fact."""

    why = choice_field(_("Why it is no fact"), FactCandidate.Refusal.choices)


def initial_of(candidate: FactCandidate) -> dict[str, Any]:
    """Return a candidate as the form of a tie shows it first."""
    return {
        "kind": candidate.kind,
        "stage": candidate.stage,
        "subject": candidate.subject,
        "date": candidate.date,
    }


def rows_of(parties: list[Proposed]) -> PartyRows:
    """Return the rows of parties as they are proposed; two at least."""
    typed = [
        {"name": each.name, "country": each.country, "is_new": each.is_new}
        for each in parties
    ]
    return PartyFormSet(prefix="party", initial=typed)


def kept_in(
    candidate: FactCandidate,
    parties: list[Proposed],
    entered: dict[str, Any],
    names: list[str],
) -> tuple[int, int]:
    """Return how many values of an entry stood as they were proposed, and how many it has: its columns and each party."""
    proposed = {name: str(value) for name, value in initial_of(candidate).items()}
    kept, count = kept_of(
        proposed, {name: str(entered.get(name) or "") for name in COUNTED}, COUNTED
    )
    known = {each.name for each in parties}
    return kept + sum(each in known for each in names), count + len(names)
