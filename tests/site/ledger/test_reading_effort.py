"""How long a curator needs for a candidate that stands as it is proposed: an estimate, from what the page shows. Nobody was timed.

Reading at 238 words a minute (Brysbaert, 2019); a decision and a key at 1.35 and .28 seconds (Card, Moran and Newell, 1980).
"""

import re

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions import reading as desk
from madang.site.ledger.models import Source
from tests.conftest import sign_in
from tests.site.ledger.test_reading_desk import TEXT

WORDS_A_SECOND = 238 / 60
DECISION, KEY = 1.35, 0.28


def estimate(page: str) -> float:
    """Return the seconds to read the sentence and the values that are filled in, to decide, and to press the key."""
    (sentence,) = re.findall(
        r'aria-current="true"[^>]*><mark>(.*?)</mark>', page, re.DOTALL
    )
    form = page[page.index('data-key="a"') : page.index("<details>")]
    typed = re.findall(r'<input[^>]*type="text"[^>]*value="([^"]+)"', form)
    chosen = re.findall(r'<option value="[^"]+" selected>([^<]+)<', form)
    words = len(" ".join([sentence, *typed, *chosen]).split())
    assert len(typed) >= 4
    return words / WORDS_A_SECOND + DECISION + KEY


def test_a_fact_that_stands_as_proposed_takes_less_than_fifteen_seconds(
    article: Source, curator: Person, agency: Organisation, fund: Organisation
) -> None:
    reading = desk.read_source(article, by=curator, text=TEXT)
    candidate = reading.candidates.get(kind="mou")
    place = f"/ledger/reading/{reading.pk}/?at={candidate.pk}"
    page = sign_in(curator).get(place).content.decode()
    assert 5 < estimate(page) < 15
