"""What narrows the map."""

from django.utils.translation import gettext_lazy as _

from madang.site.ledger.forms.searches import SearchForm, choice_of, year_field
from madang.site.ledger.models import Stage, Tie
from madang.site.ledger.queries.ties import TieSearch


class MapForm(SearchForm):
    """Kind, stage, country and year."""

    kind = choice_of(_("Kind"), [*Tie.Kind.choices])
    stage = choice_of(_("Stage"), [*Stage.choices])
    country = choice_of(_("Country"), [])
    year = year_field()

    def search(self) -> TieSearch:
        """Return what narrows the ties."""
        return TieSearch(**self.values())
