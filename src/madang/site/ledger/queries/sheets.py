"""The rows of the ledger as values of a sheet: what goes out, and what a row that comes back is compared with."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from madang.site.directory.models import Organisation, User
from madang.site.ledger.models import (
    Claim,
    Occasion,
    Passage,
    Source,
    Tie,
    TieAttribution,
    TieParty,
)
from madang.site.ledger.queries.cautions import cautions_seen_by
from madang.site.ledger.queries.claims import (
    claims_seen_by,
    standing_claims,
    with_evidence,
)
from madang.site.ledger.queries.names import with_named
from madang.site.ledger.queries.occasions import status_of
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.relations import attributions_seen_by
from madang.site.ledger.queries.sources import sources_seen_by
from madang.site.ledger.queries.ties import with_sides
from madang.site.ledger.rules.stages import WITH_STAGE
from madang.site.ledger.wording import STATUSES

Reader = User | AnonymousUser
Values = dict[str, Any]
MOST = 5000
NO_EVIDENCE: Values = {
    "source": "",
    "exact": "",
    "paraphrase": "",
    "line": None,
    "first_character": None,
    "last_character": None,
}
OF_SOURCE = (
    "key", "kind", "title", "publisher", "publisher_inferred", "author", "published",
    "published_inferred", "language", "address", "audience",
)  # fmt: skip
OF_OCCASION = (
    "key", "kind", "name", "start", "end", "from_country", "to_country", "country",
    "city", "modality", "audience",
)  # fmt: skip


def evidence_of(passage: Passage) -> Values:
    """Return a passage as values."""
    return {
        "source": passage.source.key,
        "exact": passage.exact,
        "paraphrase": passage.paraphrase,
        "line": passage.line,
        "first_character": passage.start,
        "last_character": passage.end,
    }


def _evidence_of(claim: Claim | None) -> list[Values]:
    cited = claim.citations.all() if claim is not None else []
    return [evidence_of(each.passage) for each in cited] or [NO_EVIDENCE]


def _claims(user: Reader, aspects: Iterable[str]) -> "Prefetch[str]":
    rows = standing_claims(claims_seen_by(user)).filter(aspect__in=list(aspects))
    return Prefetch("claims", with_evidence(rows, user), to_attr="existing")


def ties_for_sheet(user: Reader, rows: QuerySet[Tie]) -> list[Tie]:
    """Return ties with sides, the claims by which they are known, attributions and cautions, at most 5,000."""
    credit = attributions_seen_by(user).select_related("occasion")
    found = with_sides(rows, user).prefetch_related(
        _claims(user, WITH_STAGE),
        Prefetch("attributions", credit, to_attr="credited"),
        Prefetch("cautions", cautions_seen_by(user), to_attr="warnings"),
    )
    return list(found[:MOST])


def occasion_keys(row: Tie) -> set[str]:
    """Return the keys of the occasions that a tie of `ties_for_sheet` names."""
    credited: list[TieAttribution] = getattr(row, "credited", [])
    keys = {each.occasion.key for each in credited}
    return keys | ({row.occasion.key} if row.occasion else set())


def occasions_for_sheet(user: Reader, rows: QuerySet[Occasion]) -> list[Occasion]:
    """Return occasions with the claims by which they are known, at most 5,000."""
    found = with_named(rows, user, "organiser").prefetch_related(
        _claims(user, [Claim.Aspect.EXISTENCE])
    )
    return list(found[:MOST])


def _first(row: Any) -> Claim | None:
    existing: list[Claim] = row.existing
    return existing[0] if existing else None


def tie_values(row: Tie, occasions: set[str]) -> Values:
    """Return a tie as one claim tells of it, without its evidence. `occasions` are the keys that this reader sees."""
    claim = _first(row)
    names: dict[str, list[str]] = {role: [] for role in TieParty.Role.values}
    for each in row.parties.all():
        names[each.role].append(each.organisation.name)
    occasion = row.occasion.key if row.occasion else ""
    credited = [each.occasion.key for each in getattr(row, "credited", ())]
    return {
        **{role: tuple(found) for role, found in names.items()},
        "key": row.key,
        "kind": row.kind,
        "countries": tuple(
            each.country for each in row.countries.all() if each.is_stated
        ),
        "date": claim.edtf if claim and claim.edtf else row.date,
        "stage": claim.stage if claim else "",
        "subject": claim.text if claim and claim.text else row.subject,
        "what": row.what,
        "city": row.city,
        "country": row.country,
        "level": row.level,
        "modality": claim.modality if claim else row.modality,
        "holder": claim.holder if claim else Claim.Holder.ARTICLE,
        "occasion": occasion if occasion in occasions else "",
        "attributed": tuple(key for key in credited if key in occasions),
        "cautions": tuple(each.text for each in getattr(row, "warnings", ())),
        "audience": row.audience,
    }


def tie_lines(row: Tie, occasions: set[str]) -> list[Values]:
    """Return the lines of a tie in a sheet: one for each passage on which it rests."""
    values = tie_values(row, occasions) | {"stage_now": row.get_stage_display()}
    return [values | each for each in _evidence_of(_first(row))]


def occasion_values(row: Occasion) -> Values:
    """Return an occasion without its evidence."""
    values = {name: getattr(row, name) for name in OF_OCCASION}
    return values | {"organiser": row.organiser.name if row.organiser else ""}


def occasion_lines(row: Occasion, today: date) -> list[Values]:
    """Return the lines of an occasion in a sheet: one for each passage on which it rests."""
    _glyph, status = STATUSES[status_of(row, today)]
    values = occasion_values(row) | {"status": str(status)}
    return [values | each for each in _evidence_of(_first(row))]


def source_values(row: Source) -> Values:
    """Return a source as values."""
    return {name: getattr(row, name) for name in OF_SOURCE}


def organisation_values(row: Organisation) -> Values:
    """Return an organisation with its record as values."""
    return {
        "key": row.record.key,
        "name": row.name,
        "name_local": row.name_local,
        "kind": row.record.kind,
        "country": row.country,
        "website": row.website,
        "audience": row.record.audience,
    }


def sources_named(user: Reader, lines: Iterable[Values]) -> list[Values]:
    """Return the sources of some lines, in the order of entry."""
    keys = {each["source"] for each in lines}
    rows = sources_seen_by(user).filter(key__in=keys).order_by("id")
    return [source_values(each) for each in rows]


def organisations_named_in(user: Reader, names: Iterable[str]) -> list[Values]:
    """Return the organisations of some names that have a page this reader sees."""
    rows = organisations_seen_by(user).filter(name__in=set(names))
    return [organisation_values(each) for each in rows]
