"""A relation planted in made-up sentences is learned, kept and reported with honest probabilities."""

import random
from pathlib import Path

import numpy as np
import pytest

from madang.reader.relations import Marked, Model, fit, load, save
from madang.reader.relations.features import VIEWS, bags

SAYINGS = {
    "collaboration": (
        "teamed up with",
        "develops a vaccine together with",
        "signed a research alliance with",
    ),
    "acquired_by": (
        "was bought by",
        "was taken over last year by",
        "now belongs to its buyer",
    ),
    "undefined": (
        "was in the news, as was",
        "has an office in the street of",
        "is as old as",
    ),
}


def marked(one: str, saying: str, two: str, tail: str = "") -> Marked:
    text = f"{one} {saying} {two}{tail}."
    at = len(one) + len(saying) + 2
    return Marked(text, (0, len(one)), (at, at + len(two)))


def made(count: int, seed: int) -> tuple[list[Marked], list[str]]:
    draw = random.Random(seed)  # noqa: S311  a draw that can be repeated
    rows, answers = [], []
    for _ in range(count):
        answer = draw.choice(sorted(SAYINGS))
        one, two = (
            f"{draw.choice('ABDEGKLM')}{draw.choice(('arna', 'ovel', 'inex'))} Bio"
            for _ in range(2)
        )
        tail = draw.choice(("", " in May", " in Riga", " on Monday"))
        rows.append(marked(one, draw.choice(SAYINGS[answer]), two, tail))
        answers.append(answer)
    return rows, answers


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(*made(150, 1))


def test_a_planted_relation_is_learned_with_probabilities_that_sum_to_one(
    model: Model,
) -> None:
    rows, answers = made(60, 2)
    chances = model.predict(rows)
    assert chances.sum(axis=1) == pytest.approx(np.ones(60))
    assert (chances >= 0).all()
    assert [model.labels[at] for at in chances.argmax(axis=1)] == answers


def test_saved_and_loaded_it_says_the_same(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "model.npz")
    rows, _ = made(20, 3)
    again = load(tmp_path / "model.npz")
    assert again.labels == model.labels
    assert np.array_equal(again.predict(rows), model.predict(rows))


def test_a_strange_file_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", numbers=np.zeros(2))
    with pytest.raises(ValueError, match="no relation model"):
        load(tmp_path / "other.npz")


def test_the_same_seed_gives_the_same_model(model: Model) -> None:
    rows, _ = made(20, 4)
    assert np.array_equal(fit(*made(150, 1)).predict(rows), model.predict(rows))


def test_two_labels_and_chinese_are_enough() -> None:
    names = "甲乙丙丁戊己庚辛"
    rows = [
        marked(one + "公司", saying, "东方航空")
        for one in names
        for saying in ("携手合作", "起诉")
    ]
    two = fit(rows, ["合作", "纠纷"] * len(names))
    chances = two.predict(
        [marked("壬公司", "携手合作", "东方航空"), marked("壬公司", "起诉", "东方航空")]
    )
    assert [two.labels[at] for at in chances.argmax(axis=1)] == ["合作", "纠纷"]


def test_the_order_of_the_pair_is_seen() -> None:
    row = marked("Alpha", "bought", "Beta")
    turned = Marked(row.text, row.second, row.first)
    assert all(bags([row], view) != bags([turned], view) for view in ("words", "pair"))
    assert set(VIEWS) == {"words", "letters", "pair"}


def test_nothing_asked_is_nothing_answered(model: Model) -> None:
    assert model.predict([]).shape == (0, 3)


def test_bad_spans_and_too_few_examples_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Marked("Alpha Beta", (0, 5), (3, 8))
    with pytest.raises(ValueError, match="outside"):
        Marked("Alpha", (0, 5), (6, 9))
    with pytest.raises(ValueError, match="two relations"):
        fit(*([marked("A", "met", "B")] * 20, ["same"] * 20))
