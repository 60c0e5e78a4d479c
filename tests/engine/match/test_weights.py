"""The weights: closed, versioned, never below 0, and nothing personal among what they weigh."""

import dataclasses

import numpy as np
import pytest

from madang.engine.match import tables, weights
from madang.engine.match.market import prepare
from madang.engine.match.profile import Item, Profile
from madang.engine.match.ranking import look_at
from madang.engine.match.reader import reader_of
from madang.engine.match.score import contributions, interests
from madang.engine.match.weights import FEATURES, VERSION, Weights
from tests.engine.match.conftest import participants

NUMBERS = {
    1: (
        *(1.2, 0.6, 0.4, 0.4, 0.6, 0.6, 0.3, 1.4, 2.0, 1.5, 1.2, 1.6, 0.5, 2.0, -5.0),
        *(0.3, 0.5, 0.15, 0.2, 0.3, 0.6),
    )
}


def test_the_version_says_which_numbers_are_shipped() -> None:
    of_features = dataclasses.astuple(Weights())
    beside = (
        weights.NEXT,
        weights.NEXT_TEXT,
        weights.HALF_CLOSE,
        weights.CLOSE_TEXT,
        weights.OPEN_WISH,
        weights.LANGUAGE_UNKNOWN,
    )
    assert of_features + beside == NUMBERS[VERSION]


def test_features_are_a_closed_list_without_anything_personal() -> None:
    assert FEATURES == (
        "deal",
        "field",
        "modality",
        "stage",
        "elsewhere",
        "text",
        "priority",
        "asked",
        "closeness",
        "subjects",
        "partner_type",
        "country",
        "language",
        "wish",
    )
    # What is read: about organisations and their items, no delegate and nothing about a person.
    assert {each.name for each in dataclasses.fields(Profile)} == {
        "id",
        "name",
        "type",
        "country",
        "languages",
        "capacity",
        "group",
        "never",
        "items",
        "wishes",
        "passed",
        "listed",
    }
    assert {each.name for each in dataclasses.fields(Item)} == {
        "role",
        "text",
        "facets",
        "priority",
        "confidential",
        "unconfirmed",
    }


def test_neither_name_nor_capacity_moves_a_score() -> None:
    event = participants()
    other = [dataclasses.replace(each, name="Kim", capacity=3) for each in event]
    for changed in (event, other):
        market = prepare(changed, Weights())
        look = look_at(market, reader_of(market, changed[0]), np.arange(1, 9))
        if changed is event:
            before = look.found.phi
    assert (look.found.phi == before).all()


def test_columns_of_codes_and_features_have_the_same_numbers() -> None:
    columns = tables.DEAL, tables.FIELD, tables.MODALITY, tables.STAGE
    assert columns == (weights.DEAL, weights.FIELD, weights.MODALITY, weights.STAGE)


@pytest.mark.parametrize("name", FEATURES)
def test_no_weight_turns_a_feature_round(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: -0.1 is not a weight of 0 or more"):
        dataclasses.replace(Weights(), **{name: -0.1})
    with pytest.raises(ValueError, match=f"{name}: nan is not"):
        dataclasses.replace(Weights(), **{name: float("nan")})
    phi = np.full(len(FEATURES), 0.4)
    more = phi.copy()
    more[FEATURES.index(name)] += 0.2
    assert interests(more, Weights()) > interests(phi, Weights())


def test_an_interest_is_the_sum_of_what_its_features_add() -> None:
    event = participants()
    market = prepare(event, Weights())
    looked = look_at(market, reader_of(market, event[3]), np.array([2]))
    added = contributions(looked.found.phi[0, 0], Weights())
    total = Weights().base + sum(added.values())
    assert looked.mine[0] == pytest.approx(1 / (1 + np.exp(-total)), abs=1e-9)
    assert added["deal"] > added["language"] > 0.0
