"""What programs add to a tie: parties, attributions, cautions, and whoever says so."""

from typing import Any

import pytest
from django.test import Client

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.models import Passage, Position, Tie
from tests.site.ledger.made_up import tie_of
from tests.site.ledger.test_api_ledger import bearer, post, read

EVIDENCE = [{"source": "courier", "paraphrase": "The letter says so.", "line": 9}]


@pytest.fixture
def tie(agency: Organisation, fund: Organisation, passage: Passage) -> Tie:
    return tie_of(agency, fund, passage, key="memorandum")


def test_a_party_comes_and_goes_with_a_reason(
    curator: Person, tie: Tie, fund: Organisation
) -> None:
    headers = bearer(curator)
    funder = {"organisation": fund.record.key, "role": "funder"}
    bare = post("ties/memorandum/parties", funder, headers)
    assert (bare[0], bare[1]["errors"][0]["field"]) == (422, "passages")
    status, whole = post("ties/memorandum/parties", funder | {"evidence": EVIDENCE}, headers)  # fmt: skip
    assert status == 201
    assert [each["role"] for each in whole["parties"]] == ["party", "party", "funder"]
    assert post("ties/memorandum/parties/take-out", funder | {"why": " "}, headers)[0] == 422  # fmt: skip
    status, whole = post("ties/memorandum/parties/take-out", funder | {"why": "It only advised."}, headers)  # fmt: skip
    assert (status, len(whole["parties"])) == (201, 2)
    assert [each["why"] for each in whole["claims"] if each["is_withdrawal"]] == ["It only advised."]  # fmt: skip
    assert post("ties/memorandum/parties/take-out", funder | {"why": "x"}, headers)[0] == 404  # fmt: skip


def test_an_attribution_and_a_caution_are_read_with_the_tie(
    curator: Person, tie: Tie
) -> None:
    add_occasion(by=None, kind="summit", name="Harbour Summit", key="summit")
    headers = bearer(curator)
    credit: dict[str, Any] = {"occasion": "summit", "why": "The letter names it.", "text": "It grew from it.", "evidence": EVIDENCE}  # fmt: skip
    caution = {"text": "Nothing was bought.", "why": "Readers asked.", "evidence": EVIDENCE}  # fmt: skip
    assert post("ties/memorandum/attributions", credit, headers)[0] == 201
    assert post("ties/memorandum/cautions", caution, headers)[0] == 201
    found = read("ties/memorandum")
    (one,) = found["attributed_to"]
    assert (one["occasion"], one["claims"][0]["why"]) == ("summit", "The letter names it.")  # fmt: skip
    assert found["cautions"] == ["Nothing was bought."]
    status, _claim = post(f"claims/{one['claims'][0]['id']}/withdraw", {"why": "It does not."}, headers)  # fmt: skip
    assert (status, read("ties/memorandum")["attributed_to"]) == (201, [])


@pytest.mark.parametrize("path", ["parties", "parties/take-out", "attributions", "cautions"])  # fmt: skip
def test_nobody_else_adds(reader: Person, tie: Tie, path: str) -> None:
    body = {"organisation": "x", "occasion": "x", "text": "x", "why": "x"}
    address = f"/api/ledger/ties/memorandum/{path}"
    assert Client().post(address, body, content_type="application/json").status_code == 401  # fmt: skip
    assert post(f"ties/memorandum/{path}", body, bearer(reader))[0] == 403


def test_whoever_says_so_is_named_by_key(
    curator: Person, tie: Tie, fund: Organisation
) -> None:
    Position.objects.create(key="spy", title="Adviser", organisation=fund, audience="internal")  # fmt: skip
    headers = bearer(curator)
    claim = {"tie": "memorandum", "aspect": "outcome", "text": "Renewed.", "evidence": EVIDENCE}  # fmt: skip
    held = claim | {"holder": "party", "holder_organisation": fund.record.key}
    status, made = post("claims", held, headers)
    assert (status, made["holder_organisation"]) == (201, "Dalbit Securities")
    for values, field in (
        ({"holder": "party", "holder_organisation": "nobody"}, "holder_organisation"),
        ({"holder_organisation": fund.record.key}, "holder"),
        ({"holder": "quoted", "holder_position": "spy"}, "holder_position"),
        ({"holder": "quoted", "holder_position": "none"}, "holder_position"),
    ):
        status, problem = post("claims", claim | values, headers)
        assert (status, problem["errors"][0]["field"]) == (422, field)
    assert post("claims", claim | {"aspect": "party"}, headers)[0] == 422
