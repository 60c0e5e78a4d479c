"""Nobody learns from an address that another organisation wished for them, or keeps a need that fits them."""

import re

import pytest

from madang.site.events.models import Event, Registration
from madang.site.matching.models import Suggestion
from madang.site.matching.queries.pairs import reachable_from
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    matched,
    well_matched,
    wish,
)


def statuses(reader: Registration, other: Registration) -> list[int]:
    """What the reader's pages about the other answer."""
    client = sign_in(lead_of(reader))
    return [
        client.get(f"/lounge/spring/my/ask/{other.pk}/").status_code,
        client.get(f"/lounge/spring/my/suggestions/{other.pk}/").status_code,
    ]


@pytest.mark.parametrize("cause", ["wish", "confidential need"])
def test_hidden_interest_opens_no_page_to_the_other_side(
    event: Event, alder: Registration, birch: Registration, cause: str
) -> None:
    secret = (f"!{VACCINE_NEEDS[0][0]}", VACCINE_NEEDS[0][1])
    answer(alder, seeks=(secret,) if cause == "confidential need" else ())
    answer(birch, offers=VACCINE_OFFERS)
    answer(take_part(event, "Cedar"), offers=(("Trial sites", "trial_site"),))
    if cause == "wish":
        matched(event)
        assert statuses(birch, alder) == [404, 404]
        wish(alder, birch)
    matched(event)
    pair = Suggestion.objects.get(left=alder, right=birch)
    assert (pair.rank_for_left is None, pair.rank_for_right) == (False, None)
    assert alder not in reachable_from(birch)
    assert birch in reachable_from(alder)
    assert statuses(birch, alder) == [404, 404]


def test_whoever_stands_in_the_own_list_can_be_asked(
    alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    assert alder in reachable_from(birch)
    assert statuses(birch, alder)[0] == 200


def test_a_wish_moves_no_word_that_the_other_side_reads(
    event: Event, alder: Registration, birch: Registration
) -> None:
    """Each reads the other already; then Alder writes a wish for Birch."""
    well_matched(alder, birch)

    def read_by_birch() -> list[object]:
        row = Suggestion.objects.get(left=alder, right=birch)
        return [row.score, row.left_gain, row.right_gain, row.rank_for_right]

    def words_for_birch() -> str:
        text = str(client.get("/lounge/spring/my/suggestions/").content.decode())
        return re.sub(
            r'csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"', "", text
        )

    client = sign_in(lead_of(birch))
    numbers, words = read_by_birch(), words_for_birch()
    assert "Alder Bio" in words
    wish(alder, birch)
    matched(event)
    assert read_by_birch() == numbers
    assert words_for_birch() == words
