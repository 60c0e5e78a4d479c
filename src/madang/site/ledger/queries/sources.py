"""Sources as this reader may see them, with their passages and what rests on them."""

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from madang.site.ledger.models import Audience, Citation, Claim, Passage, Source
from madang.site.ledger.queries.claims import (
    claims_seen_by,
    standing_claims,
    with_holders,
)
from madang.site.ledger.queries.ties import parties_named_to
from madang.site.ledger.rules.access import Reader, reads_everything

ABOUT = (
    "organisation__record",
    "position__person",
    "region",
    "occasion",
    "tie",
    "initiative",
    "relation",
)


def sources_seen_by(user: Reader) -> QuerySet[Source]:
    """Return the sources that somebody may read, the newest entry first; None is a visitor."""
    rows = Source.objects.order_by("-id")
    if reads_everything(user):
        return rows
    return rows.filter(audience=Audience.PUBLIC)


def sources_listed(user: Reader, *, text: str = "") -> QuerySet[Source]:
    """Return the sources whose title or publisher holds a text, each with its number of `places`."""
    here = None
    if not reads_everything(user):
        here = Q(passages__in=passages_seen_by(user))
    rows = sources_seen_by(user).annotate(places=Count("passages", filter=here))
    if not text:
        return rows
    return rows.filter(title__icontains=text) | rows.filter(publisher__icontains=text)


def passages_seen_by(user: Reader) -> QuerySet[Passage]:
    """Return the places of sources that somebody may read: never one entered for claims alone that are not for this reader.

    What a curator writes beside an internal claim is as internal as the claim, even on a public source.
    """
    if reads_everything(user):
        return Passage.objects.all()
    resting = Citation.objects.filter(passage=OuterRef("pk"))
    shown = resting.filter(claim__in=claims_seen_by(user).order_by())
    return Passage.objects.filter(
        Q(Exists(shown)) | ~Q(Exists(resting)), source__audience=Audience.PUBLIC
    )


def source_seen_by(user: Reader, key: str) -> Source:
    """Return one source; 404 for one that this reader may not see."""
    source = sources_seen_by(user).filter(key=key).first()
    if source is None:
        raise Http404
    return source


def passages_of(user: Reader, source: Source) -> QuerySet[Passage]:
    """Return the places of a source in its order, each with the `resting` claims that stand and that this reader sees."""
    claims = with_holders(standing_claims(claims_seen_by(user)), user)
    claims = claims.select_related(*ABOUT).prefetch_related(
        Prefetch("tie__parties", parties_named_to(user).select_related("organisation")),
        "tie__countries",
    )
    return (
        passages_seen_by(user)
        .filter(source=source)
        .select_related("source")
        .prefetch_related(Prefetch("claims", queryset=claims, to_attr="resting"))
        .order_by(F("start").asc(nulls_last=True), "id")
    )


def claim_seen_by(user: Reader, pk: int) -> Claim:
    """Return one claim; 404 for one that this reader may not see."""
    rows = with_holders(claims_seen_by(user).filter(pk=pk), user)
    claim = rows.select_related(*ABOUT).first()
    if claim is None:
        raise Http404
    return claim
