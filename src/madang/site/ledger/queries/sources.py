"""Sources as this reader may see them, with their passages and what rests on them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Prefetch, QuerySet
from django.http import Http404

from madang.site.directory.models import User
from madang.site.ledger.models import Audience, Claim, Passage, Source
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.rules.access import may_read_internal

Reader = User | AnonymousUser | None
ABOUT = (
    "organisation__record",
    "position__person",
    "region",
    "occasion",
    "tie",
    "initiative",
    "relation",
    "holder_organisation",
    "holder_position__person",
)


def sources_seen_by(user: Reader) -> QuerySet[Source]:
    """Return the sources that somebody may read, the newest entry first; None is a visitor."""
    rows = Source.objects.order_by("-id")
    if user is not None and may_read_internal(user):
        return rows
    return rows.filter(audience=Audience.PUBLIC)


def sources_listed(user: Reader, *, text: str = "") -> QuerySet[Source]:
    """Return the sources whose title or publisher holds a text, each with its number of `places`."""
    rows = sources_seen_by(user).annotate(places=Count("passages"))
    if not text:
        return rows
    return rows.filter(title__icontains=text) | rows.filter(publisher__icontains=text)


def source_seen_by(user: Reader, key: str) -> Source:
    """Return one source; 404 for one that this reader may not see."""
    source = sources_seen_by(user).filter(key=key).first()
    if source is None:
        raise Http404
    return source


def passages_of(user: Reader, source: Source) -> QuerySet[Passage]:
    """Return the places of a source in its order, each with the `resting` claims that stand and that this reader sees."""
    claims = standing_claims(claims_seen_by(user)).select_related(*ABOUT)
    claims = claims.prefetch_related("tie__parties__organisation", "tie__countries")
    return source.passages.prefetch_related(
        Prefetch("claims", queryset=claims, to_attr="resting")
    ).order_by(F("start").asc(nulls_last=True), "id")


def claim_seen_by(user: Reader, pk: int) -> Claim:
    """Return one claim; 404 for one that this reader may not see."""
    claim = claims_seen_by(user).filter(pk=pk).select_related(*ABOUT).first()
    if claim is None:
        raise Http404
    return claim
