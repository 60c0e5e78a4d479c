"""Korean and German usefully; other languages pass through and say so."""

import pytest

from madang.reader.language import language_of
from madang.reader.read import read

ROWS = [
    ("한빛바이오는 지난 3일 솔바람제약과 업무협약(MOU)을 체결했다고 밝혔다.", "mou", "signed", ["한빛바이오", "솔바람제약"], "2024-06-03"),
    ("솔바람제약은 독일 베르크파마와 120억원 규모의 공급 계약을 맺었다.", "contract", "signed", ["솔바람제약", "베르크파마"], None),
    ("솔바람제약은 한빛바이오와 공동연구를 추진할 예정이다.", "collaboration", "planned", ["솔바람제약", "한빛바이오"], None),
    ("솔바람제약은 한빛바이오와의 공급 계약을 해지했다.", "contract", "ended", ["솔바람제약", "한빛바이오"], None),
    ("Die Bergmann Pharma GmbH hat am 12. März 2024 eine Absichtserklärung mit der Universität Kotka unterzeichnet.", "loi", "signed", ["Bergmann Pharma GmbH", "Universität Kotka"], "2024-03-12"),
    ("Fjordgen AS und die Bergmann Pharma GmbH vereinbarten im Mai eine Zusammenarbeit.", "collaboration", "signed", ["Fjordgen AS", "Bergmann Pharma GmbH"], "2024-05"),
    ("Der Vertrag zwischen der Bergmann Pharma GmbH und Fjordgen AS wurde nicht unterzeichnet.", "contract", "not_signed", ["Bergmann Pharma GmbH", "Fjordgen AS"], None),
    ("Der Vertrag zwischen der Bergmann Pharma GmbH und Fjordgen AS wurde gekündigt.", "contract", "ended", ["Bergmann Pharma GmbH", "Fjordgen AS"], None),
    ("Eine Delegation aus Estland besuchte gestern den BioPark Kotka und das Institut.", "visit", "completed", ["Estland", "BioPark Kotka"], "2024-06-19"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "stage", "parties", "date"), ROWS, ids=[row[0] for row in ROWS]
)
def test_a_tie_in_korean_or_german(
    text: str, kind: str, stage: str, parties: list[str], date: str | None
) -> None:
    reading = read(text, published="2024-06-20")
    (fact,) = reading.facts
    assert reading.is_supported
    assert (fact.type, fact.stage, list(fact.parties), fact.date) == (
        kind,
        stage,
        parties,
        date,
    )


def test_other_languages_are_marked_as_passed_through() -> None:
    text = "Arbor Health og Lindqvist AB har signert en intensjonsavtale på torsdag, og det er bra for begge."
    reading = read(text, published="2024-06-20")
    assert (reading.language, reading.is_supported) == ("no", False)
    (fact,) = reading.facts
    assert (fact.type, fact.stage) == ("loi", "signed")
    assert fact.confidence < 0.5


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The cat is on the mat.", "en"),
        ("Die Katze ist nicht auf dem Tisch.", "de"),
        ("고양이가 있다.", "ko"),
        ("猫がいる。", "ja"),
        ("两家公司签署协议。", "zh"),
        ("Кошка здесь.", "ru"),
        ("Kaķis ir uz galda un guļ.", "lv"),
        ("12345", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language
