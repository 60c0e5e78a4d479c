"""What is new in the ledger as Atom feeds (RFC 4287): what every visitor may read, the same for whoever asks.

Each entry is a tie; its id is the address of its page and stays. `updated` is when its last public claim was entered.
"""

from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from madang.site.core.conditional import conditional
from madang.site.directory.models import Organisation
from madang.site.ledger.exports.addresses import of_tie, whole
from madang.site.ledger.models import Occasion, Tie
from madang.site.ledger.queries.claims import claims_seen_by
from madang.site.ledger.queries.occasions import occasion_seen_by
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.ties import (
    TieSearch,
    ties_like,
    ties_of,
    ties_seen_by,
    with_sides,
)
from madang.site.ledger.wording import tie_state, tie_title

MOST = 50
# Of a feed in which nothing is yet: it is as old as the format.
BEGINNING = datetime(2005, 12, 1, tzinfo=UTC)


class SteadyAtom(Atom1Feed):
    """Atom whose `updated` is that of its newest entry, also when it has none: asked twice, it is the same twice."""

    def latest_post_date(self) -> datetime:
        """Return when the newest entry changed; the day of RFC 4287 for none."""
        days = [each["updateddate"] for each in self.items if each["updateddate"]]
        return max(days, default=BEGINNING)


class TieAtom(Feed):  # type: ignore[type-arg]
    """A feed of ties. Subclasses say which, and of what page it is."""

    feed_type = SteadyAtom
    author_name = "Madang"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the feed, or 304 to whoever has it."""
        return conditional(request, super().__call__(request, *args, **kwargs))

    def ties(self, _about: Any) -> QuerySet[Tie]:
        """Return the ties of the feed, all of them."""
        return ties_seen_by(None)

    def items(self, about: Any) -> list[Tie]:
        """Return the ties of which something was entered last, the newest first."""
        return newest(self.ties(about))

    def feed_url(self, about: Any) -> str:
        """Return the address of the feed itself, without what a reader adds to it."""
        return whole(f"{self.link(about).rstrip('/')}.atom")

    def feed_guid(self, about: Any) -> str:
        """Return the id of the feed: its address."""
        return self.feed_url(about)

    def link(self, _about: Any) -> str:
        """Return the page of which this is a feed."""
        return reverse("ledger:ties")

    def item_title(self, item: Any) -> str:
        """Return who and what; the library escapes it."""
        return tie_title(item)

    def item_description(self, item: Any) -> str:
        """Return the state and the subject."""
        return ". ".join(filter(None, (str(tie_state(item)[1]), item.subject)))

    def item_link(self, item: Any) -> str:
        """Return the address of the tie's page."""
        return of_tie(item)

    def item_guid(self, item: Any) -> str:
        """Return the id of the entry: the address, which stays."""
        return of_tie(item)

    def item_pubdate(self, item: Any) -> datetime:
        """Return when the tie was entered."""
        return item.created_at  # type: ignore[no-any-return]

    def item_updateddate(self, item: Any) -> datetime:
        """Return when its last public claim was entered."""
        return item.told_at  # type: ignore[no-any-return]


def newest(ties: QuerySet[Tie]) -> list[Tie]:
    """Return at most 50 ties as a visitor sees them, the last told of first, each with `told_at`."""
    claims = claims_seen_by(None).filter(tie=OuterRef("pk")).order_by()
    told = claims.values("tie").annotate(last=Max("recorded_at")).values("last")
    rows = ties.annotate(told_at=Coalesce(Subquery(told), "created_at"))
    last = rows.order_by(F("told_at").desc(), "-pk")
    return list(with_sides(last, None)[:MOST])


class LedgerAtom(TieAtom):
    """What is new in the whole ledger."""

    def title(self) -> str:
        """Return the name of the feed."""
        return _("Madang: what is new in the ledger")


class OrganisationAtom(TieAtom):
    """What is new of one organisation."""

    def get_object(self, _request: HttpRequest, key: str) -> Organisation:
        """Return the organisation; 404 for one that a visitor does not see."""
        return organisation_seen_by(None, key)

    def title(self, about: Organisation) -> str:
        """Return the name of the feed."""
        return _("Madang: ties of %(name)s") % {"name": about.name}

    def link(self, about: Organisation) -> str:
        """Return the page of which this is a feed."""
        return reverse("ledger:organisation", args=[about.record.key])

    def ties(self, about: Organisation) -> QuerySet[Tie]:
        """Return the ties in which the organisation has a part."""
        return ties_of(None, about)


class OccasionAtom(TieAtom):
    """What came of one occasion."""

    def get_object(self, _request: HttpRequest, key: str) -> Occasion:
        """Return the occasion; 404 for one that a visitor does not see."""
        return occasion_seen_by(None, key)

    def title(self, about: Occasion) -> str:
        """Return the name of the feed."""
        return _("Madang: what came of %(name)s") % {"name": about.name}

    def link(self, about: Occasion) -> str:
        """Return the page of which this is a feed."""
        return reverse("ledger:occasion", args=[about.key])

    def ties(self, about: Occasion) -> QuerySet[Tie]:
        """Return the ties that began at the occasion or are credited to it."""
        began = ties_like(None, ties_seen_by(None), TieSearch(occasion=about.key))
        credited = ties_like(None, ties_seen_by(None), TieSearch(attributed=about.key))
        return ties_seen_by(None).filter(
            pk__in=[*began.values_list("pk", flat=True), *credited.values_list("pk", flat=True)]
        )  # fmt: skip
