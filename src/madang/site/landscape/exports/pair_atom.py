"""What is new between two countries as an Atom feed."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from madang.site.landscape.queries.pairs import pair_of, slug_of
from madang.site.landscape.queries.places import Place
from madang.site.ledger.exports.atom import TieAtom
from madang.site.ledger.models import Tie
from madang.site.ledger.queries.ties import ties_of_pair

Pair = tuple[Place, Place]


class PairAtom(TieAtom):
    """Ties of two countries, the last told of first."""

    def get_object(self, _request: HttpRequest, pair: str) -> Pair:
        """Return the two countries; 404 for what is no pair."""
        return pair_of(pair)

    def title(self, about: Pair) -> str:
        """Return the name of the feed."""
        return _("Madang: %(one)s and %(other)s") % {
            "one": about[0].name,
            "other": about[1].name,
        }

    def link(self, about: Pair) -> str:
        """Return the page of which this is a feed."""
        return reverse("landscape:pair", args=[slug_of(about[0].code, about[1].code)])

    def ties(self, about: Pair) -> QuerySet[Tie]:
        """Return the ties of both countries."""
        return ties_of_pair(None, about[0].code, about[1].code)
