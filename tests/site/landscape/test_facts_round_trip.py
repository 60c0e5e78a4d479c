"""A facts document goes in and comes out equal, from columns alone; twice the same adds nothing."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import LogEntry
from madang.site.directory.models import Membership, Person
from madang.site.landscape.actions.facts import import_facts, read_document
from madang.site.landscape.actions.facts.columns import SECTIONS
from madang.site.landscape.actions.facts.figures import stated_precision
from madang.site.landscape.exports.facts import facts_document
from madang.site.landscape.exports.facts.comparing import differences, unread
from madang.site.ledger.actions.claims import correct_claim
from madang.site.ledger.models import Claim, Passage, Tie, TieCountry

HERE = Path(__file__).parent
TEXT = (HERE / "facts.json").read_text(encoding="utf-8")
SCHEMA = json.loads(
    (HERE.parents[2] / "docs/reference/facts.schema.json").read_text(encoding="utf-8")
)


@pytest.fixture
def facts(db: None) -> dict[str, Any]:
    """The made-up document, in the tables; every key and kind of the format stands in it."""
    import_facts(read_document(TEXT), by=None)
    found: dict[str, Any] = json.loads(TEXT)
    return found


def test_what_goes_in_comes_out(facts: dict[str, Any]) -> None:
    assert facts_document() == facts


def test_an_export_is_an_import_of_its_own(facts: dict[str, Any]) -> None:
    again = json.dumps(facts_document())
    assert read_document(again) == read_document(TEXT)


def test_the_same_document_again_adds_nothing(facts: dict[str, Any]) -> None:
    lines = LogEntry.objects.count()
    assert import_facts(read_document(TEXT), by=None) == {}
    assert LogEntry.objects.count() == lines
    assert facts_document() == facts


def test_the_rows_are_counted_and_logged_once(db: None) -> None:
    by = Person.objects.create(name="Curator")
    added = import_facts(read_document(TEXT), by=by)
    assert added == {
        "sources": 4,
        "organisations": 30,
        "people": 4,
        "places": 5,
        "events": 15,
        "agreements": 11,
        "activities": 7,
        "programmes": 10,
        "indicators": 11,
        "claims": 15,
        "relations": 29,
        "news_feed": 2,
    }
    (line,) = LogEntry.objects.all()
    assert (line.verb, line.actor_label) == ("import facts", "Curator")
    assert Claim.objects.exclude(curator=by).count() == 0


def test_the_documented_format_has_the_keys_of_the_made_up_document() -> None:
    document = json.loads(TEXT)
    documented = SCHEMA["properties"]
    assert list(document) == list(documented)
    for section in SECTIONS:
        keys = {key for entry in document[section] for key in entry}
        assert keys == set(documented[section]["items"]["properties"])


def kinds_of(schema: dict[str, Any]) -> Iterator[tuple[str, str, object]]:
    """Every word that the format allows in one of its closed lists."""
    for section in SECTIONS:
        for key, what in schema["properties"][section]["items"]["properties"].items():
            for word in what.get("enum", []):
                yield section, key, word


NOT_MADE_UP = {
    # A tie is of any kind in either section: each kind stands in one of the two.
    "agreements": {"type", "modality"},
    "activities": {"type", "level", "stage", "modality"},
    "programmes": {"modality"},
    "claims": {"stage", "aspect", "modality", "holder_kind"},
    "relations": {"modality"},
    "indicators": {"modality", "better", "status"},
    "news_feed": {"state"},
    "sources": {"kind"},
    "events": set[str](),
}


def test_every_kind_of_every_row_stands_in_the_made_up_document() -> None:
    document = json.loads(TEXT)
    missing = [
        (section, key, word)
        for section, key, word in kinds_of(SCHEMA)
        if key not in NOT_MADE_UP.get(section, set())
        and not any(entry.get(key) == word for entry in document[section])
        and word is not None
    ]
    assert missing == []
    kinds = {
        entry["type"]
        for name in ("agreements", "activities")
        for entry in document[name]
    }
    assert kinds == set(Tie.Kind.values)


@pytest.mark.parametrize(
    ("value", "decimals", "scale"),
    [
        ("3600000000", 1, 10**9),
        ("6250000000", 2, 10**9),
        ("350000000", 0, 10**6),
        ("130000000", 0, 10**6),
        ("1200000000000", 1, 10**12),
        ("1000000", 0, 10**6),
        ("888888889", 0, 1),
        ("321500", 0, 1),
        ("19.2", 1, 1),
        ("7.40", 1, 1),
        ("17", 0, 1),
        ("0", 0, 1),
        ("-3600000000", 1, 10**9),
    ],
)
def test_how_exact_a_figure_is_follows_from_its_digits(
    value: str, decimals: int, scale: int
) -> None:
    assert stated_precision(Decimal(value)) == (decimals, scale)


def test_countries_that_nobody_lists_are_marked(facts: dict[str, Any]) -> None:
    stated = TieCountry.objects.filter(tie__key="study-visit")
    assert [(each.country, each.is_stated) for each in stated] == [
        ("NO", True),
        ("SG", True),
    ]
    derived = TieCountry.objects.filter(tie__key="joint-application")
    assert [(each.country, each.is_stated) for each in derived] == [("NO", False)]


def test_a_quotation_does_not_make_talks_an_agreement(facts: dict[str, Any]) -> None:
    quoted = Claim.objects.get(tie__key="agency-talks", holder="quoted")
    assert quoted.stage == "signed"
    assert Tie.objects.get(key="agency-talks").stage == "talks"


def test_members_are_members_in_the_directory_too(facts: dict[str, Any]) -> None:
    (row,) = Membership.objects.all()
    assert (str(row.cluster), str(row.member)) == ("Fjord Cluster", "Northmed AS")


def test_a_corrected_claim_comes_out_as_it_stands_now(facts: dict[str, Any]) -> None:
    old = Claim.objects.get(key="says-need")
    passage = Passage.objects.get(exact="Words from place 40.")
    correct_claim(old, by=None, passages=[passage], why="misread", text="Otherwise.")
    index = [entry["id"] for entry in facts["claims"]].index("says-need")
    facts["claims"][index] |= {"summary": "Otherwise.", "note": "misread"}
    cited = next(
        entry["evidence"][0]
        for section in SECTIONS
        for entry in facts[section]
        if entry.get("evidence") and entry["evidence"][0]["quote"] == passage.exact
    )
    facts["claims"][index]["evidence"] = [cited]
    assert facts_document() == facts


def test_an_organisation_without_a_page_of_its_own_comes_out_by_its_number(
    facts: dict[str, Any],
) -> None:
    tie = Tie.objects.get(key="northmed-capital")
    party = tie.parties.get(organisation__name="Harbour Capital")
    party.organisation.record.delete()
    document = facts_document()
    name = f"organisation-{party.organisation_id}"
    assert document["agreements"][0]["parties"] == ["northmed", name]
    assert [
        each["name"] for each in document["organisations"] if each["id"] == name
    ] == ["Harbour Capital"]


def test_an_export_asks_as_often_for_few_rows_as_for_many(db: None) -> None:
    document = read_document(TEXT)
    few = {**document}
    for section in ("indicators", "relations", "claims", "news_feed"):
        few[section] = document[section][:1]
    counts = []
    for each in (few, document):
        import_facts(each, by=None)
        with CaptureQueriesContext(connection) as asked:
            facts_document()
        counts.append(len(asked))
    assert counts == [34, 34]


def test_what_the_file_says_otherwise_is_listed(facts: dict[str, Any]) -> None:
    changed = read_document(TEXT)
    changed["agreements"][0]["subject"] = "Sea farming"
    changed["indicators"][2]["value"] = Decimal("7.5")
    changed["oddities"] = []
    assert import_facts(changed, by=None) == {}
    assert unread(changed) == ["oddities"]
    assert differences(changed, facts_document()) == [
        'agreements[0].subject: the file says "Sea farming", the tables hold "Sea medicine"',
        'indicators[2].value: the file says "7.5", the tables hold 7.4',
    ]


def test_what_a_file_leaves_out_is_no_difference(facts: dict[str, Any]) -> None:
    short = {"agreements": [{"id": "northmed-capital", "difficulty": None}]}
    assert differences(short, facts_document()) == [
        'agreements[0].difficulty: the file says null, the tables hold ["Whose plant is open", "Two names alike"]'
    ]
    assert (
        differences(
            {
                "places": [
                    {"name": "Norway", "country": "NO", "kind": "country", "code": None}
                ]
            },
            facts_document(),
        )
        == []
    )
    assert differences({"sources": [{"id": "nowhere"}]}, facts_document()) == [
        "sources[0]: not in the tables"
    ]
