"""The reading desk: what a text may say is proposed, a person decides, and every decision has a way back."""

import pytest
from django.test import Client

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions import reading as desk
from madang.site.ledger.models import FactCandidate, Reading, Source, Tie
from madang.site.ledger.queries.reading import (
    parties_of,
    share_kept,
    ties_alike,
)
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.readings import kept_of, quotation
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, log_verbs, tie_of
from tests.site.ledger.test_merging_pages import words

TEXT = """Two countries talk

Riga, 2 May 2024

The Agency of Tarsena and Dalbit Securities signed a memorandum of understanding on cold chains on 30 April 2024.

Home | Contact | Imprint
"""
Named = dict[str, object]


def read(article: Source, curator: Person, text: str = TEXT) -> Reading:
    return desk.read_source(article, by=curator, text=text)


def only(reading: Reading) -> FactCandidate:
    return reading.candidates.get(kind="mou")


def party(name: str, country: str = "", *, is_new: bool = False) -> tuple[str, str, Named]:  # fmt: skip
    return "party-0-name", "", {"name": name, "country": country, "is_new": is_new}


def accept(candidate: FactCandidate, curator: Person) -> Tie:
    return desk.accept(
        candidate,
        by=curator,
        parties=[party("Agency of Tarsena"), party("Dalbit Securities")],
        tie={"kind": "mou", "stage": "signed", "subject": "Cold chains"},
        kept=(3, 4),
    )


def test_a_text_is_read_for_candidates_and_nothing_is_entered(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    reading = read(article, curator)
    found = only(reading)
    assert (found.kind, found.stage, found.date) == ("mou", "signed", "2024-04-30")
    assert TEXT[found.trigger_start :].startswith(found.trigger)
    assert [each.name for each in parties_of(found)] == [
        "Agency of Tarsena",
        "Dalbit Securities",
    ]
    assert Tie.objects.count() == 0
    assert log_verbs()[-1] == "read article"


def test_who_is_not_known_here_is_proposed_as_new(
    article: Source, curator: Person, agency: Organisation
) -> None:
    found = only(read(article, curator))
    assert [each.is_new for each in parties_of(found)] == [False, True]


def test_what_is_accepted_rests_on_its_sentence(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    candidate = only(read(article, curator))
    tie = accept(candidate, curator)
    assert (tie.kind, tie.stage) == ("mou", "signed")
    passage = tie.claims.get().passages.get()
    assert passage.source == article
    assert passage.exact == TEXT[passage.start : passage.end]
    assert passage.exact.startswith("The Agency of Tarsena")
    assert (candidate.state, candidate.tie) == ("accepted", tie)
    assert share_kept() == (3, 4)


def test_a_decision_is_taken_back_and_taken_again(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    candidate = only(read(article, curator))
    tie = accept(candidate, curator)
    with pytest.raises(LedgerError, match="decided already"):
        desk.refuse(candidate, by=curator, why="no_tie")
    desk.undo(candidate, by=curator)
    tie.refresh_from_db()
    assert tie.is_withdrawn
    assert (candidate.state, candidate.tie, share_kept()) == ("open", None, (0, 0))
    desk.refuse(candidate, by=curator, why="twice")
    assert candidate.refusal == "twice"
    desk.undo(candidate, by=curator)
    assert (candidate.state, candidate.refusal) == ("open", "")
    with pytest.raises(LedgerError, match="Nothing is decided"):
        desk.undo(candidate, by=curator)


def test_what_others_have_added_to_is_not_taken_back_here(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    reading = read(article, curator)
    candidate = only(reading)
    tie = accept(candidate, curator)
    second = FactCandidate.objects.create(
        reading=reading, start=0, end=5, trigger_start=0, trigger="x", kind="mou",
        stage="in_force", rule="r", confidence=0.5,
    )  # fmt: skip
    desk.take_as_same(second, tie, by=curator, stage="in_force")
    with pytest.raises(LedgerError, match="More is entered of this tie"):
        desk.undo(candidate, by=curator)
    desk.undo(second, by=curator)
    tie.refresh_from_db()
    assert tie.stage == "signed"


def test_a_known_tie_of_the_same_parties_is_proposed_and_gets_the_evidence(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    talks = tie_of(agency, fund, evidence(), kind="talks", stage="talks")
    known = tie_of(agency, fund, evidence(), stage="planned")
    tie_of(agency, Organisation.objects.create(name="Fir Fund"), evidence())
    candidate = only(read(article, curator))
    assert curator.user is not None
    assert ties_alike(curator.user, candidate) == [known, talks]
    with pytest.raises(LedgerError, match="Talks are not signed"):
        desk.take_as_same(candidate, talks, by=curator, stage=candidate.stage)
    candidate.refresh_from_db()
    assert candidate.state == "open"
    desk.take_as_same(candidate, known, by=curator, stage=candidate.stage)
    known.refresh_from_db()
    assert (known.stage, known.claims.count()) == ("signed", 2)


def test_a_text_that_is_read_again_proposes_what_was_not_decided(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    first = read(article, curator)
    desk.put_off(only(first), by=curator)
    second = read(article, curator)
    first.refresh_from_db()
    assert (first.text, first.candidates.count()) == ("", 0)
    desk.refuse(only(second), by=curator, why="no_tie")
    assert not read(article, curator).candidates.filter(kind="mou").exists()


def test_a_cleared_desk_keeps_decisions_and_no_text(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    reading = read(article, curator)
    candidate = only(reading)
    desk.clear_desk(reading, by=curator)
    assert (reading.text, reading.candidates.count()) == ("", 0)
    with pytest.raises(FactCandidate.DoesNotExist):
        candidate.refresh_from_db()


def test_a_curator_goes_through_the_desk_with_buttons(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    client = sign_in(curator)
    answer = client.post("/ledger/sources/courier/read/", {"text": TEXT})
    reading = Reading.objects.get()
    assert answer["Location"] == f"/ledger/reading/{reading.pk}/"
    page = client.get(f"/ledger/reading/{reading.pk}/").content.decode()
    candidate = only(reading)
    assert 'value="Dalbit Securities"' in page
    assert "<mark>The Agency of Tarsena and Dalbit Securities signed" in page
    sent = {
        "kind": "mou", "stage": "signed", "subject": candidate.subject, "date": "2024-04-30",
        "modality": "asserted", "holder": "article", "audience": "public",
        "party-TOTAL_FORMS": "2", "party-INITIAL_FORMS": "0",
        "party-0-name": "Agency of Tarsena", "party-1-name": "Nobody Known",
    }  # fmt: skip
    place = f"/ledger/reading/accept/{candidate.pk}/"
    refused = words(client.post(place, sent))
    assert "Nobody is called “Nobody Known” here." in refused
    client.post(place, sent | {"party-1-name": "Dalbit Securities"})
    tie = Tie.objects.get()
    assert [each.organisation for each in tie.parties.all()] == [agency, fund]
    kept, entered = share_kept()
    assert kept == entered >= 5
    assert "100% of what was entered stood as it was proposed" in words(
        client.get("/ledger/reading/")
    )
    client.post(f"/ledger/reading/undo/{candidate.pk}/")
    tie.refresh_from_db()
    assert tie.is_withdrawn
    client.post(f"/ledger/reading/refuse/{candidate.pk}/", {"why": "no_tie"})
    candidate.refresh_from_db()
    assert candidate.state == "refused"


def test_who_looks_after_nothing_finds_no_desk(
    article: Source, curator: Person, reader: Person
) -> None:
    reading = read(article, curator)
    candidate = reading.candidates.first()
    assert candidate is not None
    client = sign_in(reader)
    for place in (
        "/ledger/reading/",
        f"/ledger/reading/{reading.pk}/",
        "/ledger/sources/courier/read/",
    ):
        assert client.get(place).status_code == 404
        assert Client().get(place).status_code == 302
    for verb in ("accept", "same", "refuse", "later", "undo"):
        place = f"/ledger/reading/{verb}/{candidate.pk}/"
        assert client.post(place).status_code == 404
        assert Client().post(place).status_code == 302
    assert client.post(f"/ledger/reading/{reading.pk}/clear/").status_code == 404
    candidate.refresh_from_db()
    assert candidate.state == "open"


def test_of_a_long_sentence_the_part_around_the_words_is_quoted() -> None:
    text = "word " * 200
    start, end = quotation(text, 0, len(text), 500)
    assert end - start <= 300
    assert start <= 500 < end
    assert text[start:end] == text[start:end].strip()
    assert quotation("  short one. ", 0, 13, 3) == (2, 12)


def test_blank_values_count_for_nothing() -> None:
    proposed = {"kind": "mou", "date": "2024"}
    entered = {"kind": "mou", "date": "2025", "subject": ""}
    assert kept_of(proposed, entered, ("kind", "date", "subject")) == (1, 2)
