"""The text of a source is read: its hash and day are kept, quotations are put where they stand, those that are gone are marked."""

from datetime import date
from typing import Any

import pytest

from madang.site.directory.models import Person
from madang.site.ledger.actions.source_texts import hash_of, read_text
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.models import Passage, Source
from madang.site.ledger.rules.access import LedgerError
from tests.conftest import sign_in
from tests.site.ledger.test_api_ledger import bearer, post

TEXT = "Riga, Tuesday.\nThe minister said: “We are proud  of\nthis contract.” Then they left."
DAY = date(2026, 11, 1)


def test_quotations_are_put_where_they_stand(article: Source, quotation: Passage, passage: Passage) -> None:  # fmt: skip
    gone = add_passage(article, by=None, exact="Nothing of the kind was ever written here at all.", start=3, end=9)  # fmt: skip
    found = read_text(article, by=None, text=TEXT, read_on=DAY)
    assert [(each.passage, each.place is None) for each in found] == [(gone, True), (quotation, False)]  # fmt: skip
    quotation.refresh_from_db()
    assert (quotation.start, quotation.end, quotation.line, quotation.is_lost) == (35, 66, 2, False)  # fmt: skip
    assert TEXT[35:66] == "We are proud  of\nthis contract."
    assert (quotation.prefix, quotation.suffix) == (TEXT[3:35], TEXT[66:])
    gone.refresh_from_db()
    assert (gone.start, gone.end, gone.is_lost) == (3, 9, True)
    assert (article.sha256, article.read_on) == (hash_of(TEXT), DAY)
    assert hash_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"  # fmt: skip
    # Words of our own stay where they were entered.
    passage.refresh_from_db()
    assert (passage.start, passage.end, passage.is_lost) == (100, 140, False)


def test_a_later_text_moves_them_and_brings_back_what_was_lost(article: Source, quotation: Passage) -> None:  # fmt: skip
    read_text(article, by=None, text="Another page altogether, 404.", read_on=DAY)
    quotation.refresh_from_db()
    assert quotation.is_lost
    later = "NEW: " + TEXT.replace("contract", "contrakt")
    (found,) = read_text(article, by=None, text=later, read_on=DAY)
    assert found.place is not None
    assert not found.place.is_exact
    quotation.refresh_from_db()
    assert (quotation.start, quotation.end, quotation.is_lost) == (40, 71, False)


def test_two_that_quote_the_same_words_do_not_share_a_place(article: Source, quotation: Passage) -> None:  # fmt: skip
    other = add_passage(article, by=None, exact="We are proud of this contract.", start=900, end=930)  # fmt: skip
    found = read_text(article, by=None, text=TEXT, read_on=DAY)
    assert sorted(each.place is None for each in found) == [False, True]
    other.refresh_from_db()
    quotation.refresh_from_db()
    assert {other.is_lost, quotation.is_lost} == {True, False}


def test_a_text_is_whole(article: Source) -> None:
    for text in (" \n", "x" * 2_000_001):
        with pytest.raises(LedgerError, match="at most two million"):
            read_text(article, by=None, text=text, read_on=DAY)
    article.refresh_from_db()
    assert article.sha256 == ""


def test_the_page_says_what_stands_there(curator: Person, reader: Person, article: Source, quotation: Passage) -> None:  # fmt: skip
    client = sign_in(curator)
    place = f"/ledger/sources/{article.key}/text/"
    assert client.get(place).status_code == 200
    page = client.post(place, {"text": TEXT, "read_on": "2026-11-01"}).content.decode()
    assert "Word for word" in page
    assert "line 2, characters 35–66" in page
    page = client.post(place, {"text": "Nothing.", "read_on": "2026-11-01"})
    assert "Not in this text" in page.content.decode()
    shown = client.get(f"/ledger/sources/{article.key}/").content.decode()
    assert "Not found when the text was read last." in shown
    assert "The whole text" not in shown
    assert sign_in(reader).get(place).status_code == 404
    assert sign_in(reader).post(place, {"text": TEXT}).status_code == 404


def test_a_program_reads_a_text(curator: Person, article: Source, quotation: Passage) -> None:  # fmt: skip
    status, answer = post(f"sources/{article.key}/text", {"text": TEXT, "read_on": "2026-11-01"}, bearer(curator))  # fmt: skip
    found: Any = answer["quotations"]
    assert status == 201
    assert [(each["passage"]["start"], each["likeness"]) for each in found] == [(35, 1.0)]  # fmt: skip
