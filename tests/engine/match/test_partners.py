"""Partners from joint work of the past: each value by hand on a past of five works, weights that never turn a value round."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from madang.engine.match import works_facets as facets
from madang.engine.match import works_text as text
from madang.engine.match import works_ties as ties
from madang.engine.match.even_lists import even_lists
from madang.engine.match.exposure import times_shown
from madang.engine.match.partners import (
    FEATURES,
    WEIGHTS,
    Index,
    added,
    index_of,
    may_be_suggested,
    values_of,
)
from madang.engine.match.partners_learned import Lesson, learn
from madang.engine.match.works import (
    Party,
    Past,
    Work,
    candidates_of,
    known_partners,
    past_of,
)

PARTIES = (
    Party("northern clinic", "hospital"),
    Party("vaccine works", "company"),
    Party("delta foundry", "company"),
    Party("delta foundry korea", "company"),
    Party("southern clinic", "hospital"),
    Party("nobody yet", "hospital"),
)
NORTH, VACCINE, DELTA, DELTA_KOREA, SOUTH, NEVER = range(6)
EVERYBODY = np.arange(6)


def work(leader: int, *partners: int, when: float = 10.0, **told: object) -> Work:
    """A work about malaria vaccines unless told otherwise."""
    plain = Work(
        leader, partners, "malaria vaccine", "", "malaria", "rts antigen",
        frozenset({"biological"}), 2.0, frozenset({"KE"}), when,
    )  # fmt: skip
    return replace(plain, **told)  # type: ignore[arg-type]


WORKS = (
    work(NORTH, VACCINE, when=6.0),
    work(NORTH, VACCINE, when=9.0),
    work(VACCINE, SOUTH, when=10.0),
    work(DELTA, SOUTH, title="knee implant", field="arthrosis", subject="titanium knee", kinds=frozenset({"device"}), stage=4.0, countries=frozenset({"DE"}), when=8.0),
    work(DELTA_KOREA, SOUTH, title="hip implant", field="arthrosis", subject="titanium hip", kinds=frozenset({"device"}), stage=None, countries=frozenset({"KR"}), when=7.0),
)  # fmt: skip


@pytest.fixture
def past() -> Past:
    return past_of(PARTIES, WORKS, now=10.0)


@pytest.fixture
def index(past: Past) -> Index:
    return index_of(past, EVERYBODY)


def best(index: Index, demand: Work, *, without: tuple[str, ...] = ()) -> list[int]:
    values = values_of(index, [demand])
    for name in without:
        values[:, :, FEATURES.index(name)] = 0.0
    scores = np.where(may_be_suggested(index, [demand]), added(values), -np.inf)
    return [int(one) for one in np.argsort(-scores[0], kind="stable")]


def test_who_took_part_at_least_twice_is_a_candidate(past: Past) -> None:
    assert candidates_of(past).tolist() == [NORTH, VACCINE, SOUTH]
    assert candidates_of(past, least=3).tolist() == [VACCINE, SOUTH]


def test_ties_count_works_together_and_not_oneself(past: Past) -> None:
    assert past.ties[NORTH].toarray()[0].tolist() == [0, 2, 0, 0, 0, 0]
    assert past.ties[SOUTH].toarray()[0].tolist() == [0, 1, 1, 1, 0, 0]


def test_known_is_who_led_or_joined(past: Past) -> None:
    known = known_partners(past, np.array([NORTH, SOUTH])).toarray() > 0
    assert known[0].nonzero()[0].tolist() == [VACCINE]
    assert known[1].nonzero()[0].tolist() == [VACCINE, DELTA, DELTA_KOREA]


@pytest.mark.parametrize(
    ("works", "now", "said"),
    [
        ((), 10.0, "at least one work"),
        ((work(9),), 10.0, "not there"),
        ((work(NORTH, -1),), 10.0, "not there"),
        ((work(NORTH, when=11.0),), 10.0, "later than now"),
    ],
)
def test_a_past_that_cannot_be_is_refused(
    works: tuple[Work, ...], now: float, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        past_of(PARTIES, works, now)


def test_nobody_to_suggest_is_refused(past: Past) -> None:
    with pytest.raises(ValueError, match="nobody"):
        index_of(past, np.array([], dtype=np.int64))


def test_the_best_work_of_a_party_counts(past: Past) -> None:
    words = text.words_of(past)
    like = text.likeness(words, [work(NORTH, subject="titanium knee")], "subject")
    assert like[0, 3] == pytest.approx(1.0)
    assert 0 < like[0, 4] < 1
    assert like[0, :3].tolist() == [0, 0, 0]
    found = text.best_of(like, past.takes)[0]
    assert found[[DELTA, SOUTH]] == pytest.approx([1.0, 1.0])
    assert found[DELTA_KOREA] == like[0, 4]
    assert found[[NORTH, VACCINE, NEVER]].tolist() == [0, 0, 0]


def test_only_joining_counts_as_joined(past: Past) -> None:
    like = np.array([[1.0, 0.5, 0.5, 0.0, 0.0]], dtype=np.float32)
    found = text.joined_alike(like, past.joins)[0]
    assert found == pytest.approx([0, np.log(1 + 1 + 0.25), 0, 0, np.log(1 + 0.25), 0])


def test_a_past_without_a_word_can_be_read() -> None:
    silent = work(NORTH, VACCINE, title="", field="", subject="", countries=frozenset(), kinds=frozenset(), stage=None)  # fmt: skip
    still = past_of((Party("of the", "x"), Party("", "x")), [silent], 10.0)
    values = values_of(index_of(still, np.array([0, 1])), [silent])
    assert values.shape == (1, 2, len(FEATURES))
    assert np.isfinite(values).all()


def test_joint_work_fades(past: Past) -> None:
    found = ties.faded_together(past, np.array([NORTH, VACCINE]), EVERYBODY)
    assert found[0, VACCINE] == pytest.approx(np.log1p(np.exp(-1) + np.exp(-0.25)))
    assert found[1].tolist() == pytest.approx([0, 0, 0, 0, np.log(2), 0])


def test_the_years_since_the_last_joint_work(past: Past) -> None:
    found = ties.last_together(past, np.array([NORTH]), EVERYBODY)[0]
    assert found[[VACCINE, DELTA, NEVER]].tolist() == [-1.0, -12.0, -12.0]


def test_common_partners_count_by_rarity(past: Past) -> None:
    found = ties.common_partners(past, np.array([NORTH]), EVERYBODY)[0]
    assert found[SOUTH] == pytest.approx(np.log1p(1 / np.log(2.5)))
    assert found[[DELTA, DELTA_KOREA, NEVER]].tolist() == [0, 0, 0]


def test_a_walk_reaches_partners_of_partners_and_fades(past: Past) -> None:
    found = ties.walked(past, np.array([NORTH, NEVER]), EVERYBODY)
    assert found[0, VACCINE] > found[0, SOUTH] > found[0, DELTA] > 0
    assert found[0, DELTA] == pytest.approx(found[0, DELTA_KOREA])
    assert found[1].tolist() == [0] * 6


def test_kin_share_rare_words_of_their_names(past: Past) -> None:
    names = ties.name_rows(PARTIES)
    alike = ties.kin(names, np.array([DELTA]), EVERYBODY)[0]
    assert alike[DELTA_KOREA] > ties.KIN > alike[NORTH] == 0
    found = ties.ties_of_kin(names, past, np.array([DELTA]), EVERYBODY)[0]
    assert found[SOUTH] == pytest.approx(np.log1p(1 + alike[DELTA_KOREA] ** 2))


def test_common_ground_is_what_is_above_the_usual(past: Past) -> None:
    silent = work(NEVER, countries=frozenset())
    korean = work(NEVER, countries=frozenset({"KR"}))
    for ground in (facets.wanted_ground, facets.home_ground):
        found = ground(past, [silent, korean], EVERYBODY)
        assert found[0].tolist() == [0] * 6
        assert found[1, DELTA_KOREA] > found[1, SOUTH] > found[1, DELTA]
    led = facets.home_ground(past, [work(DELTA_KOREA, countries=frozenset())], EVERYBODY)  # fmt: skip
    assert led[0, DELTA_KOREA] == led[0].max() > 0


def test_stages_are_near_their_mean(past: Past) -> None:
    asked = [work(NORTH, stage=3.5), work(NORTH, stage=None)]
    found = facets.stage_near(past, asked, EVERYBODY)
    assert found[0].tolist() == [-1.5, -1.5, -0.5, -1.0, -0.5, -1.0]
    assert found[1].tolist() == [-1] * 6


def test_who_joins_now_is_sought(past: Past) -> None:
    found = facets.sought_now(past, EVERYBODY)
    assert found[VACCINE] == pytest.approx(np.log1p(np.exp(-4) + np.exp(-1)))
    assert found[NORTH] == 0
    assert facets.last_active(past, EVERYBODY).tolist() == [-1, 0, -2, -3, 0, -12]


def test_kinds_join_kinds(past: Past) -> None:
    found = facets.joined_kind(past, [work(NEVER), work(DELTA)], EVERYBODY)
    assert found[0].tolist() == pytest.approx([0, np.log(3), 0, 0, 0, 0])
    assert found[1].tolist() == pytest.approx([0, 0, 0, 0, np.log(4), 0])
    pair = facets.pair_of_kinds(past, [work(NEVER)], np.array([NORTH, VACCINE]))
    assert np.exp(pair[0]).tolist() == pytest.approx([1 / 4, 3 / 4])


def test_the_same_need_finds_who_met_it(index: Index) -> None:
    assert best(index, work(NORTH))[0] == VACCINE
    implant = work(NEVER, title="knee implant", field="arthrosis", subject="titanium", kinds=frozenset({"device"}))  # fmt: skip
    assert set(best(index, implant)[:3]) == {DELTA, DELTA_KOREA, SOUTH}


def test_the_leader_is_never_its_own_partner(index: Index) -> None:
    for leader in range(6):
        assert best(index, work(leader))[-1] == leader


def test_portions_do_not_change_a_value(index: Index) -> None:
    many = [work(one % 6) for one in range(140)]
    together = values_of(index, many)
    assert together.shape == (140, 6, len(FEATURES))
    assert np.allclose(together[139], values_of(index, many[139:])[0])
    assert values_of(index, []).shape == (0, 6, len(FEATURES))


def test_a_demand_changes_nobody_elses_values(index: Index) -> None:
    secret = work(SOUTH, title="unheard of remedy", countries=frozenset({"XX"}))
    alone = values_of(index, [work(NORTH)])
    assert np.array_equal(alone[0], values_of(index, [work(NORTH), secret])[0])


def test_no_weight_speaks_against() -> None:
    assert min(WEIGHTS.values()) > 0


def lesson(index: Index) -> Lesson:
    asked = [replace(one, partners=()) for one in WORKS] * 12
    joined = np.array([np.isin(EVERYBODY, one.partners) for one in WORKS] * 12)
    return Lesson(values_of(index, asked), joined, may_be_suggested(index, asked))


def test_a_ranker_learns_who_joins_and_never_turns_a_value_round(index: Index) -> None:
    taught = lesson(index)
    ranker = learn([taught])
    scores = np.where(taught.allowed, ranker.score(taught.values), -np.inf)
    assert taught.joined[np.arange(60), scores.argmax(axis=1)].all()
    for feature, row in product(range(len(FEATURES)), range(5)):
        more = taught.values[[row]].copy()
        more[0, SOUTH, feature] += 1.0
        assert ranker.score(more)[0, SOUTH] >= scores[row, SOUTH] - 1e-9


def test_the_same_lessons_make_the_same_ranker(index: Index) -> None:
    taught = lesson(index)
    first, again = (learn([taught], seeds=(3, 4)).score(taught.values) for _ in "ab")
    assert np.array_equal(first, again)


def test_nothing_to_learn_from_is_refused(index: Index) -> None:
    taught = lesson(index)
    with pytest.raises(ValueError, match="no lesson"):
        learn([replace(taught, joined=np.zeros_like(taught.joined))])


def test_even_lists_are_the_best_that_the_cap_admits() -> None:
    draw = np.random.default_rng(5)
    values = draw.random((4, 4))
    lists = even_lists(values, length=1, most=1)
    assert sorted(lists[:, 0]) == [0, 1, 2, 3]
    orders = [one for one in product(range(4), repeat=4) if len(set(one)) == 4]
    highest = max(
        sum(values[row, col] for row, col in enumerate(one)) for one in orders
    )
    assert values[np.arange(4), lists[:, 0]].sum() == pytest.approx(highest, abs=1e-5)


def test_lists_are_in_order_and_leave_out_who_may_not_be_shown() -> None:
    values = np.array([[0.1, 0.9, -np.inf, 0.5], [0.2, 0.1, 0.3, -np.inf]])
    assert even_lists(values, length=4, most=2).tolist() == [[1, 3, 0, -1], [2, 0, 1, -1]]  # fmt: skip


def test_a_bonus_shows_who_was_never_shown() -> None:
    values = np.tile([0.5, 0.4, 0.3, 0.2], (3, 1))
    plain, spread = (even_lists(values, length=2, most=3, bonus=one) for one in (0, 0.25))  # fmt: skip
    assert times_shown(plain, 4).tolist() == [3, 3, 0, 0]
    assert times_shown(spread, 4).tolist() == [3, 1, 1, 1]


@pytest.mark.parametrize(("value", "most"), [(0.5, 0), (np.nan, 1), (1.5, 1)], ids=str)
def test_lists_that_cannot_be_made_are_refused(value: float, most: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        even_lists(np.array([[value]]), length=1, most=most)
