"""What has an audience of its own, what stands in the way of opening it, and what goes with it when it is closed."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.directory.models import Organisation
from madang.site.ledger.models import (
    Audience,
    Claim,
    Initiative,
    Occasion,
    OrganisationRecord,
    Position,
    Relation,
    Source,
    Tie,
)
from madang.site.ledger.queries.claims import standing_claims
from madang.site.ledger.queries.names import public_claims
from madang.site.ledger.queries.occasions import occasions_seen_by, with_part_of
from madang.site.ledger.queries.ties import ties_of
from madang.site.ledger.rules.access import Reader, reads_everything
from madang.site.ledger.rules.stages import WITH_STAGE

Kept = Source | OrganisationRecord | Occasion | Tie | Position | Initiative | Relation
KINDS: dict[str, type[Kept]] = {
    "source": Source,
    "organisationrecord": OrganisationRecord,
    "occasion": Occasion,
    "tie": Tie,
    "position": Position,
    "initiative": Initiative,
    "relation": Relation,
}


@dataclass(frozen=True)
class Part:
    """How much there is of something else that changes with a row, in words."""

    text: str
    count: int


def kept_row(user: Reader, kind: str, pk: int) -> Kept:
    """Return a row that has an audience, for curators; 404 for everybody else and for none."""
    model = KINDS.get(kind)
    row = model.objects.filter(pk=pk).first() if model else None
    if row is None or not reads_everything(user):
        raise Http404
    return row


def in_the_way(row: Kept) -> str:
    """Return why a row cannot be for everybody, or "": it would name something internal, or no public claim bears it."""
    internal = next((each for each in _named_by(row) if not _is_open(each)), None)
    if internal is not None:
        return _("“%(name)s” is internal: nothing public can refer to it.") % {
            "name": internal
        }
    column = {Tie: "tie", Position: "position", Initiative: "initiative", Relation: "relation"}.get(type(row))  # fmt: skip
    if column is None or not Claim.objects.filter(**{column: row}).exists():
        return ""
    about = {"aspect__in": WITH_STAGE} if isinstance(row, Tie) else {}
    if public_claims(**{column: row}, **about).exists():
        return ""
    return _(
        "No public claim on a public source stands for it. Enter one, or correct the claim that stands."
    )


def _named_by(row: Kept) -> list[object]:
    """Return what a row cannot be told without."""
    columns = {
        Tie: ("occasion", "acting_occasion"),
        Occasion: ("parent", "series", "within"),
        Position: ("organisation",),
        Relation: (
            "subject_organisation",
            "subject_position",
            "subject_tie",
            "object_organisation",
            "object_occasion",
            "object_initiative",
        ),
    }.get(type(row), ())
    named = [getattr(row, name) for name in columns]
    return [each for each in named if each is not None]


def _is_open(row: object) -> bool:
    if isinstance(row, Organisation):
        row = getattr(row, "record", None)
    return row is None or getattr(row, "audience", "") == Audience.PUBLIC


def ties_resting_on(source: Source) -> QuerySet[Tie]:
    """Return the ties with a standing claim on a source: their stage depends on who may read it."""
    claims = standing_claims(Claim.objects.filter(passages__source=source))
    return Tie.objects.filter(pk__in=claims.values("tie")).order_by("id")


def going_with(row: Kept) -> list[Part]:
    """Return what else everybody reads otherwise while a row is internal, as far as it is not the row itself."""
    if isinstance(row, OrganisationRecord):
        return _going_with_organisation(row)
    if isinstance(row, Source):
        claims = standing_claims(Claim.objects.filter(passages__source=row))
        number = claims.filter(audience=Audience.PUBLIC).distinct().count()
        text = ngettext(
            "%(count)d public claim rests on it; with no other public source it is hidden.",
            "%(count)d public claims rest on it; those with no other public source are hidden.",
            number,
        )
        return [Part(text % {"count": number}, number)] if number else []
    return []


def _going_with_organisation(row: OrganisationRecord) -> list[Part]:
    ties = ties_of(None, row.organisation).count() if _is_open(row) else 0
    occasions = occasions_seen_by(None).filter(with_part_of(None, row.key)).count()
    found = []
    if ties:
        text = ngettext(
            "%(count)d public tie no longer names it.",
            "%(count)d public ties no longer name it.",
            ties,
        )
        found.append(Part(text % {"count": ties}, ties))
    if occasions:
        text = ngettext(
            "%(count)d public occasion no longer names it.",
            "%(count)d public occasions no longer name it.",
            occasions,
        )
        found.append(Part(text % {"count": occasions}, occasions))
    return found
