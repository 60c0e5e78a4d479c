"""How much a minimal survey asks of somebody: its pages are walked, and an estimate of the time follows from what is there.

The estimate is a keystroke-level one (Card, Moran and Newell, 1980) with the rate at which people compose text (19 words
a minute: Karat, Halverson, Horn and Karat, 1999) and read it (238 words a minute: Brysbaert, 2019). Nobody was timed.
"""

import re
from html.parser import HTMLParser
from math import ceil
from pathlib import Path

from madang.site.events.models import Registration
from madang.site.survey.models import Answer
from tests.conftest import lead_of, sign_in

BASE = "/lounge/spring/my/answers/"
PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "answer-the-survey.md"
# Seconds of a glance that decides what is next, a way to a thing with the pointer, a press, a hand from keys to pointer,
# and a page that comes.
DECIDE, POINT, PRESS, HAND, WAIT = 1.35, 1.1, 0.2, 0.4, 1.0
COMPOSE, READ = 60 / 19, 60 / 238
ABOUT = (
    "We are a company of forty people in Daejeon and make vaccines for children. Our plant fills ten million doses a "
    "year and was inspected by two foreign authorities. We look for partners who want to make our vaccine at home."
)
ITEM = "Technology transfer of our heat-stable measles vaccine to a manufacturer in South-East Asia, with training of the staff."
MOST_MINUTES = 8
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Visible(HTMLParser):
    """The texts of a page that somebody sees before they unfold anything, without the bar of the site."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        facts = dict(attrs)
        is_shut = any(
            (
                tag in ("script", "style", "head", "header", "footer", "template"),
                tag == "details" and "open" not in facts,
                "hidden" in facts,
                "sr" in (facts.get("class") or "").split(),
            )
        )
        # What a folded part is called is seen.
        self._open.append(tag == "summary" or (not is_shut and self._is_seen()))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._is_seen() and data.strip():
            self.texts.append(" ".join(data.split()))

    def _is_seen(self) -> bool:
        return self._open[-1] if self._open else True


class Person:
    """Somebody who fills the survey for the first time, reads every line once, and takes the pointer for every choice."""

    def __init__(self, registration: Registration) -> None:
        self.client = sign_in(lead_of(registration))
        self.seconds = 0.0
        self.fields = 0
        self.known: set[str] = set()

    def reads(self, part: str) -> None:
        page = Visible()
        page.feed(self.client.get(f"{BASE}{part}").content.decode())
        fresh = [each for each in page.texts if each not in self.known]
        self.known.update(fresh)
        words = sum(len(each.split()) for each in fresh)
        self.seconds += WAIT + words * READ

    def writes(self, text: str) -> str:
        self.fields += 1
        self.seconds += HAND + POINT + PRESS + HAND + len(text.split()) * COMPOSE
        return text

    def chooses(self, value: str) -> str:
        self.fields += 1
        self.seconds += DECIDE + POINT + PRESS
        return value

    def sends(self, part: str, values: dict[str, object]) -> None:
        self.seconds += HAND + DECIDE + POINT + PRESS
        assert self.client.post(f"{BASE}{part}", values).status_code == 302


def filled(registration: Registration) -> Person:
    """Return somebody who answered everything that is required, one item, and who may see it; nothing else."""
    person = Person(registration)
    person.reads("who/")
    person.sends("who/", {"about": person.writes(ABOUT)})
    person.reads("seek/")
    person.reads("offer/")
    item = {
        "text": person.writes(ITEM),
        "deal": person.chooses("technology_transfer"),
        "priority": "3",
    }
    person.sends("offer/item/", item)
    person.reads("wishes/")
    person.reads("people/")
    people = {
        "languages": [person.chooses("ko"), person.chooses("en")],
        "delegates": person.writes("2"),
    }
    person.sends("people/", people)
    person.reads("consent/")
    person.sends("consent/", {"audiences": [person.chooses("matched")]})
    person.reads("check/")
    person.sends("send/", {})
    return person


def test_a_minimal_survey_is_sent_with_few_fields_and_in_few_minutes(
    alder: Registration,
) -> None:
    person = filled(alder)
    assert Answer.objects.get(registration=alder).state == "submitted"
    assert person.fields <= 12
    assert person.seconds / 60 <= MOST_MINUTES


def test_the_guide_names_the_estimate_and_calls_it_one(alder: Registration) -> None:
    minutes = ceil(filled(alder).seconds / 60)
    (said,) = re.findall(r"estimate of (\d+)\s+minutes", PAGE.read_text())
    assert int(said) == minutes


def test_longer_texts_take_longer(alder: Registration) -> None:
    person = Person(alder)
    person.writes("one")
    short = person.seconds
    person.writes("one two three")
    assert person.seconds - short > short
