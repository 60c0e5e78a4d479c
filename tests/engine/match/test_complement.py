import itertools
import math

import pytest

from madang.engine.match import complement, vocabulary


@pytest.mark.parametrize(
    ("sought", "offered", "value"),
    [
        ("licence", "licence", 1.0),
        ("licence", "option", 0.6),
        ("licence", "technology_transfer", 0.3),
        ("licence", "training", 0.0),
        ("local_production", "technology_transfer", 0.6),
        ("memorandum", "regulatory_cooperation", 0.3),
        ("a deal of our own", "a deal of our own", 1.0),
        ("a deal of our own", "licence", 0.0),
    ],
)
def test_deals(sought, offered, value):
    assert complement.value("deal", sought, offered) == value


@pytest.mark.parametrize(
    ("facet", "one", "other", "value"),
    [
        ("field", "oncology", "oncology", 1.0),
        ("field", "oncology", "haematology", 0.6),
        ("field", "oncology", "dental", 0.0),
        ("modality", "car_t", "cell_therapy", 0.6),
        ("partner_type", "university", "hospital", 0.6),
        ("partner_type", "university", "investor", 0.0),
        ("country", "KR", "KR", 1.0),
        ("country", "KR", "VN", 0.0),
    ],
)
def test_neighbours_are_symmetric(facet, one, other, value):
    assert complement.value(facet, one, other) == value
    assert complement.value(facet, other, one) == value


def test_stages_fade_with_distance():
    assert complement.value("stage", "phase_2", "phase_2") == 1.0
    assert complement.value("stage", "phase_2", "phase_3") == math.exp(-1 / 1.5)
    assert complement.value("stage", "phase_3", "phase_1") == math.exp(-2 / 1.5)
    assert complement.value("stage", "phase_2", "somewhere") == 0.0


def test_the_best_pair_of_terms_counts():
    both = frozenset({"training", "licence"})
    assert complement.meeting("deal", frozenset({"licence"}), both) == 1.0
    assert complement.meeting("deal", frozenset({"licence"}), frozenset()) is None


def test_a_mutual_deal_is_its_own_mirror_and_a_gift_has_a_taker():
    assert complement.mirrored(frozenset({"co_development"})) == {"co_development"}
    assert complement.mirrored(frozenset({"out_licence", "training"})) == {"licence"}
    assert complement.mirrored(frozenset({"training"})) == frozenset()


def test_every_mirror_turns_back_but_for_the_two_that_lead_to_an_older_word():
    assert {
        deal
        for deal, other in complement.MIRROR.items()
        if complement.MIRROR.get(other) != deal
    } == {"technology_recipient", "investment_target"}


def test_tables_name_only_words_of_the_vocabulary():
    deals = set(vocabulary.DEALS)
    named = {
        word
        for near_far in complement.DEALS_BESIDE.values()
        for words in near_far
        for word in words.split()
    }
    assert set(complement.DEALS_BESIDE) == deals
    assert named | set(complement.MIRROR) <= deals
    for facet, pairs in complement.NEIGHBOURS.items():
        assert set(itertools.chain(*(pair.split() for pair in pairs))) <= set(
            vocabulary.WORDS[facet]
        )


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("asean", "VN", 1.0),
        ("asean", "asia", 1.0),
        ("eu", "asia", 0.6),
        ("eu", "africa", 0.0),
        ("asean", "KR", 0.0),
        ("somewhere else", "somewhere", 0.0),
    ],
)
def test_groups_of_countries_hold_their_members(one, other, value):
    assert complement.value("country", one, other) == value
    assert complement.value("country", other, one) == value


@pytest.mark.parametrize(
    ("sought", "offered", "value"),
    [
        ("manufacturing", "fill_finish", 0.6),
        ("fill_finish", "manufacturing", 0.6),
        ("fill_finish", "drug_substance", 0.3),
        ("standards", "regulatory_cooperation", 0.6),
        ("technology_recipient", "local_production", 0.6),
        ("investment_target", "acquisition", 0.6),
    ],
)
def test_the_newer_deals(sought, offered, value):
    assert complement.value("deal", sought, offered) == value


def test_who_seeks_a_recipient_or_a_company_to_invest_in_can_give():
    assert complement.mirrored(frozenset({"technology_recipient"})) == {
        "technology_transfer"
    }
    assert complement.mirrored(frozenset({"investment_target"})) == {"equity"}
    assert complement.mirrored(frozenset({"technology_transfer"})) == frozenset()


def test_a_kind_of_device_is_near_to_devices_at_large():
    assert complement.value("modality", "device_dressing", "medical_device") == 0.6
    assert complement.value("modality", "device_dressing", "device_dialysis") == 0.0
