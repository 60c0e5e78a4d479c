"""Which key of a facts document is which column, and when an export writes it.

A key is written always (null where nobody knows), for some kinds of a row only (a delegation always has a `start`, a
summit only a known one), or only if the column is not at its default. So what is missing and what is null both come
back, and no row has to remember which keys its document had.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FORMAT = "madang.facts/1"
SECTIONS = (
    "sources",
    "organisations",
    "people",
    "places",
    "events",
    "agreements",
    "activities",
    "programmes",
    "indicators",
    "claims",
    "relations",
    "news_feed",
)
"""The sections of a document, in the order in which they are read and written."""

TIERS = {False: "core", True: "bonus"}
INTERNAL = {"public": None, "internal": True}


@dataclass(frozen=True)
class Column:
    """One key that is one column, called `name` in its table.

    `required`: never null. `always`: written even if nobody knows. `kinds`: written always for rows of these kinds.
    `words` says how a value is written, where not as it is. `is_date`: EDTF.
    """

    key: str
    name: str
    required: bool = False
    always: bool = False
    kinds: frozenset[str] = frozenset()
    words: Mapping[Any, Any] = field(default_factory=dict)
    is_date: bool = False

    def is_written(self, value: object, default: object, kind: str) -> bool:
        """Say whether a row of this kind shows the key with this value."""
        return self.required or self.always or kind in self.kinds or value != default


def _known(*names: str) -> list[Column]:
    """Return columns that are written if known, under their own names."""
    return [Column(name, name) for name in names]


def _date(key: str, name: str = "", **presence: Any) -> Column:
    return Column(key, name or key, is_date=True, **presence)


ID = Column("id", "key", required=True)
HIDDEN = Column("internal", "audience", words=INTERNAL)
BACKGROUND = Column("tier", "is_background", always=True, words=TIERS)
MODALITY = Column("modality", "modality", required=True)

SOURCE = [
    ID,
    Column("file", "file_name", always=True),
    Column("title", "title", always=True),
    Column("publisher", "publisher", always=True),
    *_known("publisher_inferred", "author", "section"),
    _date("published", always=True),
    Column("lang", "language"),
    Column("translated_from", "translated_from"),
    Column("chrome_lang", "chrome_language"),
    _date("crawled_inferred"),
    Column("gated", "is_gated"),
    *_known("kind", "read_on", "address", "licence", "sha256"),
    HIDDEN,
]
ORGANISATION = [
    Column("name", "name", required=True),
    Column("country", "country", always=True),
    Column("local_name", "name_local"),
    Column("website", "website"),
]
RECORD = [
    ID,
    Column("type", "kind", required=True),
    Column("country_basis", "country_basis", always=True),
    Column("is_group", "is_group", always=True),
    BACKGROUND,
    Column("note", "note", always=True),
    HIDDEN,
]
PERSON = [
    Column("name", "name", always=True),
    Column("local_name", "name_local"),
]
POSITION = [
    ID,
    Column("role", "title", required=True),
    Column("note", "note"),
    _date("since"),
    _date("until"),
    Column("withdrawn", "is_withdrawn"),
    HIDDEN,
]
CONTACT = [
    Column("tel", "telephone"),
    Column("fax", "fax"),
    Column("email", "email"),
]
REGION = [
    Column("name", "name", required=True),
    Column("country", "country", required=True),
    Column("kind", "kind", required=True),
]
WHEN = frozenset({"delegation_outward", "promotion_event", "b2b_meetings"})
OCCASION = [
    ID,
    Column("type", "kind", required=True),
    Column("name", "name", required=True),
    Column("from", "from_country"),
    Column("to", "to_country"),
    _date("start", kinds=WHEN),
    _date("end", kinds=frozenset({"delegation_outward"})),
    *_known("date_basis", "duration_days", "recurrence", "topic", "country"),
    Column("place", "city", kinds=frozenset({"promotion_event"})),
    Column("participants_exhaustive", "is_participants_complete"),
    Column("hosts_exhaustive", "is_hosts_complete"),
    *_known("participants_count", "countries_count", "company_representatives"),
    *_known("modality", "status_expected"),
    Column("cancelled", "is_cancelled"),
    Column("withdrawn", "is_withdrawn"),
    HIDDEN,
]
AUDIENCE = [
    Column("value", "audience_count", always=True),
    Column("qualifier", "audience_qualifier", always=True),
    Column("who", "audience_who", always=True),
]
AGREEMENT = [
    ID,
    Column("type", "kind", required=True),
    Column("level", "level", always=True),
    _date("date", always=True),
    *_known("date_basis", "date_note", "party_count"),
    Column("subject", "subject", always=True),
    Column("what", "what"),
    Column("stage", "stage", always=True),
    MODALITY,
    Column("withdrawn", "is_withdrawn"),
    HIDDEN,
]
ACTIVITY = [
    ID,
    Column("type", "kind", required=True),
    _date("date", always=True),
    *_known("level", "date_basis", "date_note", "party_count", "subject", "what"),
    Column("stage", "stage"),
    MODALITY,
    Column("withdrawn", "is_withdrawn"),
    HIDDEN,
]
PROGRAMME = [
    ID,
    Column("name", "name", required=True),
    Column("type", "kind", required=True),
    Column("target_country", "target_country"),
    Column("for", "for_whom"),
    Column("beneficiaries", "beneficiaries"),
    _date("start"),
    _date("end"),
    Column("date_note", "date_note"),
    MODALITY,
    Column("withdrawn", "is_withdrawn"),
    HIDDEN,
]
INDICATOR = [
    Column("indicator", "name", required=True),
    Column("unit", "unit", required=True),
    Column("measure", "measure", required=True),
    Column("sector", "sector", always=True),
    *_known("denominator", "definition"),
]
OBSERVATION = [
    ID,
    Column("value", "value", required=True),
    Column("qualifier", "qualifier", required=True),
    Column("geography", "geography", always=True),
    Column("counterpart", "counterpart", always=True),
    _date("period", always=True),
    _date("base_period", always=True),
    MODALITY,
    BACKGROUND,
    Column("note", "note", always=True),
    Column("status", "status"),
    HIDDEN,
]
CLAIM = [
    ID,
    Column("kind", "theme", always=True),
    Column("summary", "text", always=True),
    BACKGROUND,
    *_known("aspect", "stage", "modality", "note"),
    _date("date", "edtf"),
    HIDDEN,
]
RELATION = [
    Column("predicate", "predicate", required=True),
    MODALITY,
    BACKGROUND,
    _date("since"),
    _date("until"),
    Column("withdrawn", "is_withdrawn"),
    HIDDEN,
]
HEADLINE = [
    Column("title", "title", required=True),
    Column("date", "published_on", required=True),
    *_known("byline", "language", "state"),
]
PASSAGE = [
    Column("start", "start", always=True),
    Column("end", "end", always=True),
    Column("line", "line", always=True),
    Column("quote", "exact", always=True),
    *_known("paraphrase", "prefix", "suffix"),
]
