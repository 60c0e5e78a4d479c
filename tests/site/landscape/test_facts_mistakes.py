"""A facts document with a mistake: one line names the place, and nothing of the document stays."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from madang.site.landscape.actions.facts import (
    FactsError,
    import_facts,
    read_document,
)
from madang.site.ledger.models import Claim, Passage, Source
from tests.site.landscape.test_facts_round_trip import TEXT

pytestmark = pytest.mark.django_db
Document = dict[str, Any]


def set_in(section: str, number: int, **values: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document[section][number].update(values)

    return change


def set_evidence(
    section: str, number: int, **values: object
) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document[section][number]["evidence"][0].update(values)

    return change


def twice(section: str) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        document[section].append(document[section][0])

    return change


MISTAKES: list[tuple[Callable[[Document], None], str]] = [
    (set_in("agreements", 0, parties=["northmed", "x"]), 'agreements[0].parties[1]: unknown organisation "x"'),
    (set_in("agreements", 0, parties=["northmed", "northmed"]), 'agreements[0].parties[1]: "northmed" stands twice'),
    (set_in("agreements", 0, parties="northmed"), "agreements[0].parties: a list is expected"),
    (set_in("agreements", 0, countries=["Norway"]), "agreements[0].countries[0]: a country code is expected"),
    (set_in("agreements", 0, place="Storvik"), 'agreements[0].place: a place such as "Riga, LV" or "LV" is expected'),
    (set_in("agreements", 0, evidence=[]), "agreements[0].evidence: evidence is required"),
    (set_in("agreements", 0, date="6 May 2025"), "agreements[0].date: Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."),
    (set_in("agreements", 0, date="2025-05-08/2025-05-04"), "agreements[0].date: The last day is before the first."),
    (set_in("agreements", 0, type="marriage"), "agreements[0].type: Value 'marriage' is not a valid choice."),
    (set_in("agreements", 0, modality=None), "agreements[0].modality: is missing"),
    (set_in("agreements", 0, colour="blue"), "agreements[0].colour: unknown key"),
    (set_in("agreements", 0, occasion="never"), 'agreements[0].occasion: unknown event "never"'),
    (set_in("agreements", 0, modality="planned"), 'agreements[0].stage: the evidence bears "planned", not "signed"'),
    (set_in("agreements", 1, stage="signed"), "agreements[1].stage: talks are not signed"),
    (set_in("agreements", 0, party_count="two"), "agreements[0].party_count: a whole number is expected"),
    (set_in("agreements", 0, subject=7), "agreements[0].subject: a text is expected"),
    (set_in("agreements", 0, subject="a\x00b"), "agreements[0].subject: a text is expected"),
    (set_in("agreements", 0, subject="x" * 401), "agreements[0].subject: Ensure this value has at most 400 characters (it has 401)."),
    (set_in("activities", 1, actor="nobody"), 'activities[1].actor: unknown organisation, event "nobody"'),
    (set_in("organisations", 0, country="Norway"), 'organisations[0].country: a country code such as "KR" is expected, not "Norway"'),
    (set_in("organisations", 0, is_group="no"), "organisations[0].is_group: true or false is expected"),
    (set_in("organisations", 0, tier="gold"), 'organisations[0].tier: "gold" is none of: core, bonus'),
    (set_in("organisations", 0, aliases=["A", "A"]), 'organisations[0].aliases[1]: "A" stands twice'),
    (set_in("organisations", 0, identifiers={"duns": "1"}), "organisations[0].identifiers.duns: unknown register"),
    (set_in("organisations", 1, identifiers={"ror": "0abc12345"}), "organisations[1].identifiers.ror: another organisation has this number"),
    (set_in("organisations", 0, id="two words"), "organisations[0].id: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    (twice("organisations"), 'organisations[30].id: "northmed" stands twice'),
    (set_in("people", 0, name=None, id=None), "people[0].id: a text is expected"),
    (set_in("people", 0, contact={"mobile": "1"}), "people[0].contact.mobile: unknown key"),
    (set_in("places", 3, code="NO-Havgard"), "places[3].code: another place has this code"),
    (set_in("events", 2, duration_days=True), "events[2].duration_days: a whole number is expected"),
    (set_in("events", 2, headed_by="nobody"), 'events[2].headed_by: unknown organisation, person "nobody"'),
    (set_in("indicators", 0, value="3.6 billion"), "indicators[0].value: a number is expected"),
    (set_in("indicators", 1, definition="Otherwise"), "indicators[1].definition: another figure of this indicator says otherwise"),
    (set_in("indicators", 0, better="up"), 'indicators[0].better: "higher" or "lower" is expected'),
    (set_in("claims", 0, about="nothing"), 'claims[0].about: unknown organisation, person, event, agreement or activity, programme "nothing"'),
    (set_in("claims", 0, holder_kind="rumour"), "claims[0].holder_kind: unknown kind of holder"),
    (set_in("relations", 0, subject="nobody"), 'relations[0].subject: unknown organisation, person "nobody"'),
    (set_in("relations", 20, object="Atlantis"), 'relations[20].object: unknown place "Atlantis"'),
    (set_in("news_feed", 0, date="yesterday"), 'news_feed[0].date: a day such as 2024-11-24 is expected, not "yesterday"'),
    (set_in("sources", 0, published_inferred="some time (unsure"), "sources[0].published_inferred: a date, then perhaps a reason in brackets is expected"),
    (set_evidence("claims", 0, seed="nowhere"), 'claims[0].evidence[0].seed: unknown source "nowhere"'),
    (set_evidence("claims", 0, file="other.txt"), 'claims[0].evidence[0].file: the file of "fjord-report" is another'),
    (set_evidence("claims", 0, end=3), "claims[0].evidence[0].end: the passage ends before its start"),
    (set_evidence("claims", 0, end=None), "claims[0].evidence[0]: a passage has both bounds or none"),
    (set_evidence("news_feed", 1, paraphrase=None), "news_feed[1].evidence[0]: a passage without bounds needs words"),
    (set_evidence("claims", 0, start=40, end=70), "claims[0].evidence[0].line: another text stands at this place"),
    (set_in("sources", 0, gated=1), "sources[0].gated: true or false is expected"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "message"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_names_its_place(
    change: Callable[[Document], None], message: str
) -> None:
    document = json.loads(TEXT)
    change(document)
    with pytest.raises(FactsError) as refused:
        import_facts(document, by=None)
    assert str(refused.value) == message
    assert (Source.objects.count(), Passage.objects.count()) == (0, 0)
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "the file: an object with sections is expected"),
        ('{"format": "madang.facts/2"}', 'format: "madang.facts/1" is expected'),
        ('{"events": {}}', "events: a list is expected"),
        ('{"events": [1]}', "events[0]: an object is expected"),
    ],
)
def test_another_frame_is_refused(text: str, message: str) -> None:
    with pytest.raises(FactsError) as refused:
        read_document(text)
    assert str(refused.value) == message


@pytest.mark.parametrize("text", ["{", '{"events": NaN}', "[" * 100_000])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(FactsError) as refused:
        read_document(text)
    assert str(refused.value).startswith("the file: no JSON: ")


def test_what_the_tables_refuse_is_a_mistake_too() -> None:
    document = json.loads(TEXT)
    document["indicators"][4]["better"] = ""
    with pytest.raises(FactsError) as refused:
        import_facts(document, by=None)
    assert str(refused.value).startswith("the document: the tables refuse it: ")
    assert Source.objects.count() == 0


def test_the_same_relation_once_more_is_no_second_row() -> None:
    document = json.loads(TEXT)
    twice("relations")(document)
    assert import_facts(document, by=None)["relations"] == 29
