"""What holds for every text: nothing breaks, and every offset points at the words that it claims."""

from hypothesis import given
from hypothesis import strategies as st

from madang.reader.read import read
from madang.reader.reading import RANK, TYPES

NAMES = st.sampled_from(
    [
        "Arbor Health",
        "Lindqvist AB",
        "the University of Kotka",
        "한빛바이오",
        "KOSTA",
        "Korea",
        "the two companies",
        "we",
        "Charité Berlin",
    ]
)
VERBS = st.sampled_from(
    [
        "signed a memorandum of understanding with",
        "will open an office with",
        "visited",
        "체결했다",
        "unterzeichnete eine Absichtserklärung mit",
        "received $2.5 million from",
        "is in talks with",
        "held a forum with",
        "did not sign the contract with",
        "licensed its drug to",
    ]
)
TAILS = st.sampled_from(
    [
        " in May 2023.",
        " last week.",
        ".",
        " for 4,400 patients (17%)!",
        ":\n• one with Arbor Health\n",
        " – “said she, and signed it all today.",
        "\n\n",
        "?",
        " 지난 3일.",
        "\r\n",
    ]
)
SENTENCES = st.builds("{} {} {}{}".format, NAMES, VERBS, NAMES, TAILS)
TEXTS = st.one_of(st.text(max_size=300), st.lists(SENTENCES, max_size=6).map(" ".join))
DATES = st.sampled_from([None, "2024", "2024-02", "2024-02-29"])


def flat(text: str) -> str:
    return " ".join(text.split())


@given(TEXTS, DATES, st.sampled_from(["", "Kotka Cluster", "x (y)"]))
def test_offsets_point_at_the_text(
    text: str, published: str | None, publisher: str
) -> None:
    reading = read(text, published=published, publisher=publisher)
    for fact in reading.facts:
        assert 0 <= fact.start <= fact.trigger_start < fact.end <= len(text)
        assert text[fact.trigger_start :].startswith(fact.trigger)
        assert fact.trigger_start + len(fact.trigger) <= fact.end
        assert fact.type in TYPES
        assert fact.stage in RANK
        assert 0 <= fact.confidence <= 1
        assert fact.rule
    for each in reading.indicators:
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip()
    for body in reading.organisations:
        assert 0 <= body.start < body.end <= len(text)
        assert set(flat(body.name)) <= set(flat(text[body.start : body.end]))
    for start, end in reading.furniture:
        assert 0 <= start < end <= len(text)


@given(st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join))
def test_parties_stand_in_the_text(text: str) -> None:
    shown = flat(text)
    for fact in read(text, published="2024-02-29", publisher="Kotka Cluster").facts:
        assert all(name in shown or name == "Kotka Cluster" for name in fact.parties)


@given(SENTENCES, DATES)
def test_space_before_an_article_only_moves_it(
    sentence: str, published: str | None
) -> None:
    plain = read(sentence, published=published).facts
    moved = read("\n\n" + sentence, published=published).facts
    assert [(f.type, f.stage, f.parties, f.start + 2) for f in plain] == [
        (f.type, f.stage, f.parties, f.start) for f in moved
    ]


@given(SENTENCES)
def test_quoted_speech_never_signs(sentence: str) -> None:
    speech = sentence.replace("“", "").replace("\n", " ").strip()
    text = f"“{speech} And so it was for all of us here today, they said.”"
    for fact in read(text, published="2024-02-29").facts:
        assert RANK[fact.stage] <= RANK["talks"]
