"""도입 alone is any taking in, of machines and systems too; beside what is licensed it is a licence, beside products their distribution."""

import pytest

from madang.engine.match.tagger import propose


def deals(text: str) -> list[str]:
    return [each.term for each in propose(text, facets=["deal"])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("항암 신약 후보물질 도입을 희망합니다", ["licence"]),
        ("임상 단계 파이프라인을 도입하고자 합니다", ["licence"]),
        ("해외 신약 도입", ["licence"]),
        ("수입 의료기기 품목 도입", ["distribution_rights"]),
        ("생산 설비 도입", []),
        ("전산 시스템을 도입했습니다", []),
        ("품질 관리 제도 도입", []),
    ],
)
def test_what_is_taken_in_decides(text: str, expected: list[str]) -> None:
    assert deals(text) == expected
