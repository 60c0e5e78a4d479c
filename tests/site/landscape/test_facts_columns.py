"""Each typed column is one field of a facts document: changing it changes that field and no other."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import pytest
from django.db import models, transaction

from madang.site.directory.models import (
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Person,
)
from madang.site.landscape.actions.facts import import_facts, read_document
from madang.site.landscape.exports.facts import facts_document
from madang.site.landscape.models import Article, Indicator, Observation
from madang.site.ledger.models import (
    Initiative,
    InitiativeParty,
    Occasion,
    OccasionNote,
    OccasionParty,
    OrganisationRecord,
    Passage,
    Position,
    Region,
    Relation,
    Source,
    Tie,
    TieAttribution,
    TieCaution,
    TieCountry,
    TieParty,
)
from tests.site.landscape.test_facts_round_trip import TEXT

pytestmark = pytest.mark.django_db
# Of each table the row that is changed.
ROWS: dict[type[models.Model], dict[str, Any]] = {
    Source: {"key": "harbour-register"},
    Organisation: {"name": "Northmed AS"},
    OrganisationName: {"text": "Nordmedisin"},
    OrganisationIdentifier: {"scheme": "ror"},
    OrganisationRecord: {"key": "northmed"},
    Person: {"name": "Liv Berg"},
    Position: {"key": "liv-aas"},
    Region: {"name": "Havgard"},
    Occasion: {"key": "north-lounge"},
    OccasionParty: {"occasion__key": "rounds", "order": 0},
    OccasionNote: {"occasion__key": "north-partnering", "order": 0},
    Tie: {"key": "northmed-capital"},
    TieParty: {"tie__key": "northmed-capital", "role": "party", "order": 0},
    TieCountry: {"tie__key": "northmed-capital", "order": 0},
    TieAttribution: {"tie__key": "northmed-capital", "order": 0},
    TieCaution: {"tie__key": "northmed-capital", "order": 0},
    Initiative: {"key": "pr-policy"},
    InitiativeParty: {"order": 0},
    Indicator: {"name": "Market growth"},
    Observation: {"key": "growth"},
    Passage: {"exact": "Words from place 40."},
    Article: {"language": "nb"},
}
# Columns that show only in another row than the one of their table.
ELSEWHERE: dict[tuple[type[models.Model], str], dict[str, Any]] = {
    (Occasion, "headed_by"): {"key": "havgard-visit"},
    (Occasion, "headed_by_organisation"): {"key": "second-visit"},
    (Occasion, "audience_count"): {"key": "evening"},
    (Occasion, "audience_qualifier"): {"key": "evening"},
    (Occasion, "audience_who"): {"key": "evening"},
    (Occasion, "venue"): {"key": "north-summit"},
    (Tie, "acting_occasion"): {"key": "study-visit"},
    (Source, "published_basis"): {"key": "fjord-report"},
    (Source, "published_inferred"): {"key": "plain-notice"},
    (Passage, "prefix"): {"prefix": "before it"},
    (Passage, "suffix"): {"prefix": "before it"},
    (Relation, "predicate"): {"predicate": "organised"},
    (Relation, "modality"): {"predicate": "organised"},
    (Relation, "is_background"): {"predicate": "organised"},
    (Relation, "since"): {"predicate": "organised"},
    (Relation, "until"): {"predicate": "organised"},
    (Relation, "audience"): {"predicate": "organised"},
    (Relation, "is_withdrawn"): {"predicate": "organised"},
    (Relation, "subject_organisation"): {"predicate": "organised"},
    (Relation, "subject_position"): {"predicate": "manages"},
    (Relation, "subject_tie"): {"predicate": "signed_during"},
    (Relation, "object_organisation"): {"predicate": "member_of"},
    (Relation, "object_occasion"): {"predicate": "organised"},
    (Relation, "object_initiative"): {"predicate": "manages"},
    (Relation, "object_region"): {"object_region__name": "Storvik"},
    (Relation, "object_country"): {"predicate": "based_in", "object_country": "SG"},
    (Relation, "object_sector"): {"object_sector": "shipping"},
}
# A value of its own, where the next of its kind would not be allowed.
VALUES: dict[tuple[type[models.Model], str], Any] = {
    (Relation, "predicate"): "hosted",
    (Indicator, "measure"): "change",
    (Occasion, "kind"): "round_table",
    (TieCountry, "country"): "SE",
    (Region, "code"): "NO-North",
    (TieCountry, "is_stated"): False,
    (Source, "sha256"): "cd" * 32,
}
NOT_OF_FACTS = {"id", "created_at", "recorded_at"}
# Columns that are no fact of a document, each with the reason.
LEFT_OUT: dict[type[models.Model], dict[str, str]] = {
    Source: {"key": "a name: it changes wherever it is used", "file_name": "stands beside each passage too"},
    Organisation: {"name_key": "computed", "kind": "the directory's, from the ledger's", "merged_into": "a decision that is undone here alone"},
    OrganisationName: {"organisation": "moves to another entry", "text_key": "computed"},
    OrganisationIdentifier: {"organisation": "moves", "scheme": "moves to another key"},
    OrganisationRecord: {"key": "a name", "organisation": "the other half of the entry"},
    Person: dict.fromkeys(
        ["organisation", "user", "email", "phone", "job_title", "zone", "language", "is_lead"],
        "the directory's",
    ),
    Position: {"key": "a name", "person": "another person has a name in two scripts"},
    Region: {},
    Occasion: {"key": "a name", "event": "an event run here", "first_day": "computed", "last_day": "computed"},
    OccasionParty: {"occasion": "moves", "role": "moves to another list"},
    OccasionNote: {"occasion": "moves", "kind": "moves to another list"},
    Tie: {"key": "a name", "family": "moves to another section", "meeting": "held here", "version": "of the row", "first_day": "computed", "last_day": "computed"},
    TieParty: {"tie": "moves", "role": "moves to another list", "claim": "rests on its own claim"},
    TieCountry: {"tie": "moves"},
    TieAttribution: {"tie": "moves"},
    TieCaution: {"tie": "moves", "claim": "rests on its own claim"},
    Initiative: {"key": "a name"},
    InitiativeParty: {"initiative": "moves"},
    Indicator: {},
    Observation: {"claim": "carries the evidence", "indicator": "another indicator has another name, unit and measure"},
    Passage: {"source": "a passage of another source has another file too", "is_lost": "what the last reading of the text found"},
    Relation: {},
    Article: dict.fromkeys(
        ["slug", "section", "organisation", "contact", "teaser", "body", "is_gated", "source", "written_by", "claim"],
        "what is written here",
    ),
}  # fmt: skip


def columns() -> Iterator[tuple[type[models.Model], str]]:
    for model, left_out in LEFT_OUT.items():
        for field in model._meta.concrete_fields:
            if field.name not in NOT_OF_FACTS and field.name not in left_out:
                yield model, field.name


def another(row: models.Model, field: Any) -> Any:
    """Return another value that the column takes."""
    value = getattr(row, field.name)
    if (type(row), field.name) in VALUES:
        return VALUES[type(row), field.name]
    if field.is_relation:
        others = field.related_model.objects.exclude(pk=getattr(row, field.attname))
        return others.order_by("-pk")[0]
    if field.choices:
        words = [word for word, _label in field.flatchoices if word != value]
        return max(words, key=bool)
    return following(field, value)


def following(field: Any, value: Any) -> Any:
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateField):
        return date(2026, 3, 9)
    if isinstance(field, models.DecimalField):
        return value + Decimal("0.1")
    if isinstance(field, models.IntegerField):
        return (value or 0) + 7
    if field.max_length == 2:
        return "FI"
    return "2026-08" if field.max_length == 30 else f"{value}x"


def fields_of(value: Any, path: str = "") -> dict[str, object]:
    """Return every field of a document by its place; a list of words is one field."""
    if isinstance(value, dict):
        return {
            place: found
            for key, each in value.items()
            for place, found in fields_of(each, f"{path}.{key}").items()
        }
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return {
            place: found
            for index, each in enumerate(value)
            for place, found in fields_of(each, f"{path}[{index}]").items()
        }
    return {path: json.dumps(value)}


def changed(before: dict[str, object], after: dict[str, object]) -> list[str]:
    return sorted(
        place
        for place in before.keys() | after.keys()
        if before.get(place, "missing") != after.get(place, "missing")
    )


PART_OF: dict[str, list[type[models.Model]]] = {
    "sources": [Source],
    "organisations": [Organisation, OrganisationName, OrganisationIdentifier, OrganisationRecord],
    "people": [Person, Position],
    "places": [Region],
    "events": [Occasion, OccasionParty, OccasionNote],
    "agreements": [Tie, TieParty, TieCountry, TieAttribution, TieCaution],
    "programmes": [Initiative, InitiativeParty],
    "indicators": [Indicator, Observation],
    "evidence": [Passage],
    "relations": [Relation],
    "news_feed": [Article],
}  # fmt: skip


def part_of(place: str) -> str:
    part = "evidence" if ".evidence[" in place else place[1:].split("[")[0]
    # One column of the ties shows only in an activity.
    return "agreements" if part == "activities" else part


def test_changing_one_column_changes_one_field_of_the_document() -> None:
    """In each round one column of each part is changed, so that each part shows which change was its own."""
    import_facts(read_document(TEXT), by=None)
    before = fields_of(facts_document())
    queues = [
        [each for each in columns() if each[0] in models_]
        for models_ in PART_OF.values()
    ]
    assert sum(len(queue) for queue in queues) == len(list(columns())) == 181
    for batch in zip_longest(*queues):
        wanted = dict(zip(PART_OF, batch, strict=True))
        found: dict[str, list[str]] = {part: [] for part in PART_OF}
        for place in changed(before, after_changes([each for each in batch if each])):
            found[part_of(place)].append(place)
        for part, column in wanted.items():
            assert (column, len(found[part])) == (column, 1 if column else 0), found


def after_changes(batch: list[tuple[type[models.Model], str]]) -> dict[str, object]:
    """Return the document with some columns changed, each of one row; the tables are as before afterwards."""
    with transaction.atomic():
        for model, name in batch:
            which = ELSEWHERE.get((model, name)) or ROWS[model]
            row = model._default_manager.filter(**which)[0]
            setattr(row, name, another(row, model._meta.get_field(name)))
            row.save(update_fields=[name])
        after = fields_of(facts_document())
        transaction.set_rollback(True)
    return after


def test_what_a_name_is_called_changes_wherever_it_is_used() -> None:
    import_facts(read_document(TEXT), by=None)
    before = json.dumps(facts_document())
    for model, old in [
        (Source, "fjord-report"),
        (OrganisationRecord, "havgard-agency"),
        (Position, "liv-aas"),
        (Occasion, "havgard-visit"),
        (Tie, "northmed-capital"),
        (Initiative, "pr-policy"),
        (Observation, "market-2"),
    ]:
        row = model._default_manager.get(key=old)
        row.key = f"{old}-renamed"
        with transaction.atomic():
            row.save(update_fields=["key"])
            after = json.dumps(facts_document())
            transaction.set_rollback(True)
        assert after == before.replace(f'"{old}"', f'"{old}-renamed"')


CLAIM_CHANGES = [
    ("kind", "policy"),
    ("summary", "Otherwise."),
    ("tier", "core"),
    ("holder", "liv-aas"),
    ("holder_kind", "curator"),
    ("about", "northmed"),
    ("aspect", "outcome"),
    ("stage", "ongoing"),
    ("date", "2026"),
    ("modality", "planned"),
    ("note", "checked"),
    ("internal", True),
]


@pytest.mark.parametrize(("key", "value"), CLAIM_CHANGES)
def test_changing_one_value_of_a_claim_changes_one_field(
    key: str, value: object
) -> None:
    document = json.loads(TEXT)
    before = fields_of(document)
    index = [each["id"] for each in document["claims"]].index("says-summary")
    document["claims"][index][key] = value
    import_facts(document, by=None)
    assert changed(before, fields_of(facts_document())) == [f".claims[{index}].{key}"]
