import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madang.engine.match.kinds import AGAINST, KINDS
from madang.engine.match.market import prepare
from madang.engine.match.profile import Item, Profile, ProfileError
from madang.engine.match.run import suggest, suggest_among, suggest_for
from madang.engine.match.weights import Weights
from tests.engine.match.conftest import offer, participants, seek


def firsts(found):
    return {reader: lines[0].id for reader, lines in found.items() if lines}


def test_everybody_is_led_to_the_plain_counterpart(event):
    assert firsts(suggest(event)) == {
        "ministry": "vaccine-maker",
        "vaccine-maker": "ministry",
        "antibody-biotech": "pharma",
        "pharma": "antibody-biotech",
        "cdmo": "antibody-biotech",
        "fund": "antibody-biotech",
        "cell-biotech": "pharma",
        "hospital": "cell-biotech",
    }


def test_two_profiles_score_as_the_formula_says():
    # One ask, one answer, in two lists of one entry: each counts (1 - 0.3) / 2, together 0.7.
    # a: deal 0.7 · 1.2, priority 0.7 · 0.3, partner and place open 0.3 · 1.2 and 0.3 · 1.6, language unknown 0.6 · 0.5
    # b: met 0.7 · (1.2 + 0.3) of 3.5, · 1.4; language 0.6 · 0.5
    # interest(a, b) = 1 / (1 + e^2.81) = 0.056786, shown 238; interest(b, a) = 1 / (1 + e^4.28) = 0.013654, shown 117
    # both = 0.022015, shown 148
    a = Profile("a", items=(seek("x", deal="training", priority=5),))
    b = Profile("b", items=(offer("y", deal="training"),))
    found = suggest([a, b])
    assert [(line.id, line.score, line.interest) for line in found["a"]] == [
        ("b", 148, 238)
    ]
    assert [(line.id, line.score, line.interest) for line in found["b"]] == [
        ("a", 148, 117)
    ]


def test_scores_of_a_pair_are_the_same_from_both_sides(event):
    scores = {
        (reader, line.id): line.score
        for reader, lines in suggest(event).items()
        for line in lines
    }
    assert len(scores) == 26
    assert all(scores[a, b] == scores[b, a] for a, b in scores)


def test_lines_among_some_are_those_of_the_whole_list(event):
    whole = suggest(event, top=9)
    among = {"ministry": ["cdmo", "vaccine-maker"], "fund": ["ministry", "hospital"]}
    found = suggest_among(event, among)
    assert [line.id for line in found["ministry"]] == ["vaccine-maker", "cdmo"]
    assert found == {
        reader: [line for line in lines if line.id in among.get(reader, ())]
        for reader, lines in whole.items()
    }
    assert suggest_among([], {}) == {}


def test_lists_are_in_order_and_no_longer_than_asked(event):
    for lines in suggest(event, top=3).values():
        assert len(lines) <= 3
        assert [line.score for line in lines] == sorted(
            (line.score for line in lines), reverse=True
        )


def test_a_short_list_is_the_beginning_of_a_long_one(event):
    long, short = suggest(event, top=8), suggest(event, top=2)
    assert all(short[reader] == long[reader][:2] for reader in long)


def test_never_holds_in_both_directions(event):
    event[0] = dataclasses.replace(
        event[0], never=frozenset({"vaccine-maker", "nobody"})
    )
    found = suggest(event)
    assert "vaccine-maker" not in [line.id for line in found["ministry"]]
    assert "ministry" not in [line.id for line in found["vaccine-maker"]]


def test_never_knows_a_number_by_its_text_too():
    a = Profile("7", items=(seek("cold", deal="supply"),))
    b = Profile("8", never=frozenset({7}), items=(offer("cold", deal="supply"),))
    assert suggest([a, b]) == {"7": [], "8": []}


def test_never_changes_no_other_line(event):
    before = suggest(event)
    event[0] = dataclasses.replace(event[0], never=frozenset({"vaccine-maker"}))
    after = suggest(event)
    assert after["ministry"] == [
        line for line in before["ministry"] if line.id != "vaccine-maker"
    ]
    assert after["pharma"] == before["pharma"]


def test_who_is_passed_over_still_reads_the_other(event):
    before = suggest(event)
    event[0] = dataclasses.replace(event[0], passed=frozenset({"vaccine-maker"}))
    after = suggest(event)
    assert "vaccine-maker" not in [line.id for line in after["ministry"]]
    assert after["vaccine-maker"] == before["vaccine-maker"]


def test_who_is_not_listed_reads_a_list_and_stands_in_none(event):
    before = suggest(event)
    event[2] = dataclasses.replace(event[2], listed=False)
    after = suggest(event)
    assert after["antibody-biotech"] == before["antibody-biotech"] != []
    for reader in after.keys() - {"antibody-biotech"}:
        assert after[reader] == [
            line for line in before[reader] if line.id != "antibody-biotech"
        ]


def test_one_group_is_never_suggested_to_itself(event):
    event[2] = dataclasses.replace(event[2], group="holding")
    event[3] = dataclasses.replace(event[3], group="holding")
    found = suggest(event)
    assert "pharma" not in [line.id for line in found["antibody-biotech"]]
    assert "antibody-biotech" not in [line.id for line in found["pharma"]]
    assert found["cdmo"][0].id == "antibody-biotech"


def test_two_sides_meet_only_across(event):
    found = suggest(event[:4], other=event[4:])
    sides = {profile.id: n < 4 for n, profile in enumerate(event)}
    assert all(
        sides[reader] != sides[line.id]
        for reader, lines in found.items()
        for line in lines
    )
    assert [line.id for line in found["antibody-biotech"][:2]] == ["fund", "cdmo"]


def test_who_says_nothing_is_suggested_to_nobody(event):
    found = suggest(event)
    assert found["onlooker"] == []
    assert all(line.id != "onlooker" for lines in found.values() for line in lines)


def test_the_same_call_gives_the_same_answer(event):
    assert suggest(event, seed=5) == suggest(participants(), seed=5)


def test_equal_scores_are_ordered_by_seed_and_reader_alone():
    twins = [
        Profile(n, items=(offer("cold chain", deal="supply"),)) for n in range(1, 9)
    ]
    reader = Profile(0, items=(seek("cold chain", deal="supply"),))
    order = [line.id for line in suggest([reader, *twins], seed=0)[0]]
    assert sorted(order) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert order != sorted(order)
    assert [line.id for line in suggest([reader, *reversed(twins)], seed=0)[0]] == order
    assert [line.id for line in suggest([reader, *twins], seed=1)[0]] != order


def test_priority_lifts_a_wish():
    sellers = [
        Profile("c", items=(offer("tanks", deal="manufacturing"),)),
        Profile("t", items=(offer("tests", deal="cro"),)),
    ]
    low = Profile(
        "a",
        items=(
            seek("tanks", deal="manufacturing", priority=1),
            seek("tests", deal="cro", priority=5),
        ),
    )
    high = Profile(
        "a",
        items=(
            seek("tanks", deal="manufacturing", priority=5),
            seek("tests", deal="cro", priority=1),
        ),
    )
    assert firsts(suggest([low, *sellers]))["a"] == "t"
    assert firsts(suggest([high, *sellers]))["a"] == "c"


def test_one_own_list_is_that_of_the_whole_run(event):
    whole = suggest(event, top=5, seed=3)
    market = prepare(event, Weights())
    for profile in event:
        assert suggest_for(market, profile, top=5, seed=3) == whole[profile.id]


def test_an_own_list_follows_a_changed_profile_at_once(event):
    market = prepare(event, Weights())
    changed = dataclasses.replace(
        event[8],
        items=(seek("A unit for first trials in children", deal="trial_site"),),
    )
    assert suggest_for(market, event[8]) == []
    assert suggest_for(market, changed)[0].id == "hospital"
    newcomer = dataclasses.replace(changed, id="newcomer")
    assert suggest_for(market, newcomer)[0].id == "hospital"


def test_an_event_of_nobody_has_no_suggestions():
    assert suggest([]) == {}
    assert suggest([Profile(1)]) == {1: []}


def test_unusable_calls_are_refused(event):
    with pytest.raises(ValueError, match="top: 0 is below 1"):
        suggest(event, top=0)
    with pytest.raises(ProfileError, match="id: 'ministry' is used twice"):
        suggest(event, other=event[:1])


words = st.text(alphabet="abc 가나", min_size=1, max_size=12).filter(str.strip)
deals = st.frozensets(
    st.sampled_from(["licence", "co_development", "training", "own words"]), max_size=2
)
items = st.builds(
    lambda role, text, deal, priority, confidential: Item(
        role, text, {"deal": deal}, priority, confidential
    ),
    st.sampled_from(["seek", "offer"]),
    words,
    deals,
    st.integers(1, 5),
    st.booleans(),
)
bodies = st.lists(st.lists(items, max_size=3).map(tuple), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(bodies)
def test_every_event_gives_bounded_scores_and_known_reasons(rows):
    profiles = [
        Profile(n, items=row, languages=frozenset({"en"})) for n, row in enumerate(rows)
    ]
    for reader, lines in suggest(profiles).items():
        assert len({line.id for line in lines} | {reader}) == len(lines) + 1
        for line in lines:
            assert 0 <= line.score <= 1000
            assert 0 <= line.interest <= 1000
            assert all(reason.kind in KINDS for reason in line.reasons)
            assert any(
                reason.strength != AGAINST and reason.kind != "language"
                for reason in line.reasons
            )
