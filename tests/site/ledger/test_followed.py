"""The last link of the chain: what the ledger knows of an edition that was held."""

from datetime import date

import pytest

from madang.site.directory.models import Organisation
from madang.site.events.models import Event
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.queries.followed import what_followed


@pytest.fixture
def edition(event: Event) -> Event:
    occasion = add_occasion(by=None, kind="networking_lounge", name="Spring", start=date(2025, 5, 1).isoformat(), event=event)  # fmt: skip
    letters = add_source(
        by=None, kind="letter", title="Answers", publisher="Secretariat"
    )
    pair = [(Organisation.objects.create(name=name, country="LV"), "party") for name in ("Alpha", "Beta")]  # fmt: skip
    for number, audience in enumerate(["public", "internal"]):
        add_tie(
            by=None,
            kind="mou",
            parties=pair,
            subject="Vials",
            passages=[add_passage(letters, by=None, paraphrase=f"Answer {number}")],
            stage="signed",
            occasion=occasion,
            audience=audience,
            key=f"vials-{audience}",
        )
    return event


def test_public_ties_of_an_edition_are_told(edition: Event) -> None:
    found = what_followed(edition)
    assert found is not None
    assert found.ties == [
        ("Memorandum of understanding of Alpha and Beta", "signed", "Signed", "/ledger/ties/vials-public/")
    ]  # fmt: skip
    assert found.link == f"/ledger/occasions/{edition.occasion.key}/"


def test_an_event_of_which_nothing_is_known_has_nothing(event: Event) -> None:
    assert what_followed(event) is None
