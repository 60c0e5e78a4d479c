"""Which part of a page is the article, where sentences end, and who speaks."""

from madang.reader.sentences import quotations, sentences
from madang.reader.zones import BODY, FURNITURE, HEADLINE, ITEM, blocks

PAGE = """Home > News
Subscribe to our newsletter

# Arbor Health opens in Riga

Arbor Health Inc. opened an office in Riga on 3 May. Dr. Anna Berg leads it.
It employs 12 people.

* first item
* second item

About Arbor Health

Arbor Health is a company.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end].split("\n")[0][:20]) for b in blocks(text)]


def test_a_page_is_taken_apart() -> None:
    assert [kind for kind, _words in kinds(PAGE)] == [
        FURNITURE,
        FURNITURE,
        HEADLINE,
        BODY,
        BODY,
        ITEM,
        ITEM,
        FURNITURE,
        FURNITURE,
    ]


def test_a_wrapped_line_goes_on() -> None:
    text = "  - The cluster signed a paper with a hospital in the\n    north of the country, and everybody was very glad.\n"
    assert len(blocks(text)) == 1


def test_sentences_end_where_they_should() -> None:
    text = "Arbor Health Inc. met Dr. Berg at 3 p.m. in the U.S. on Monday. They agreed.It was late. He left!"
    found = [each.words for each in sentences(text, blocks(text))]
    assert found == [
        "Arbor Health Inc. met Dr. Berg at 3 p.m. in the U.S. on Monday.",
        "They agreed.It was late.",
        "He left!",
    ]


def test_the_flat_form_is_as_long_and_without_brackets() -> None:
    text = "The whole of last year, as far as we know, Arbor Health\n  (Riga: AH) grew."
    (sentence,) = sentences(text, blocks(text))
    assert len(sentence.flat) == len(sentence.words)
    assert sentence.flat.split()[-3:] == ["Arbor", "Health", "grew."]


def test_speech_is_told_from_names_in_quotation_marks() -> None:
    words = (
        "He said: “We signed the paper at last yesterday.” The “Baltic Path” is new."
    )
    ((start, end),) = quotations(words)
    assert words[start:end] == "“We signed the paper at last yesterday.”"


def test_a_bullet_inside_a_line_starts_a_sentence() -> None:
    text = "Talks include:• one with Arbor Health• one with Lindqvist AB"
    found = sentences(text, blocks(text))
    assert len(found) == 3
    assert {each.lead for each in found[1:]} == {"Talks include:"}
