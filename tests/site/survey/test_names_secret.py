"""Wishes and the list of whom never to meet: whatever address the other side opens, it reads the same bytes with and without them."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_decision
from madang.site.survey.models import Consent
from madang.site.survey.queries.parts import PARTS
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    avoid,
    matched,
    wish,
)
from tests.site.security.test_permission_matrix import WORDS, routes

NOW = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
# Rooms of the lounge; the others know no answer of any survey.
ROOMS = ("core:", "directory:", "events:", "survey:", "matching:", "meetings:", "front")  # fmt: skip
FILLING = (("Fill and finish lines for vaccines", "manufacturing"),)
VARYING = WORDS | {"part": tuple(PARTS)}
# Where names could show at all, for the tests that need no look at every door again.
NEAR = ("", "attendees/", "my/suggestions/", "my/requests/", "my/contacts/", "my/answers/wishes/")  # fmt: skip
Pages = dict[str, tuple[int, bytes]]


@pytest.fixture
def three(
    event: Event,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Registration, Registration]:
    """Alder and Birch, who fit each other, and Cedar, who fits both a little; all let every participant read. The clock stands."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    cedar = take_part(event, "Cedar")
    answer(alder, seeks=VACCINE_NEEDS, offers=FILLING, consent="participants")
    answer(birch, seeks=FILLING, offers=VACCINE_OFFERS, consent="participants")
    answer(cedar, seeks=VACCINE_NEEDS, offers=VACCINE_OFFERS, consent="participants")
    return alder, birch


def addresses(pks: list[int]) -> Iterator[str]:
    """Yield every address of the lounge, with each of some numbers wherever a number stands."""
    for name, names in sorted(set(routes())):
        if not name.startswith(ROOMS):
            continue
        for words in product(*(VARYING.get(each, pks) for each in names)):
            try:
                yield reverse(name, kwargs=dict(zip(names, words, strict=True)))
            except Exception:  # noqa: BLE001, S112 - a word that this address does not take
                continue


def read(client: Client, places: Iterable[str]) -> Pages:
    """Return status and bytes of some addresses, without what differs between two visits of the same page."""
    found = {}
    for address in places:
        page = client.get(address)
        content = b"" if page.streaming else page.content
        content = re.sub(rb'(csrfmiddlewaretoken" value|nonce)="[^"]*"', b"", content)
        # Numbers of rows that matching makes anew.
        content = re.sub(rb"/\d+/", b"/N/", content)
        found[address] = (page.status_code, content)
    return found


def seen_after(
    change: Callable[[], object],
    event: Event,
    reader: Registration,
    *,
    is_near: bool = False,
) -> Pages:
    """Return what the reader's lead finds once a change is made and everybody is matched; nothing of it stays."""
    names = ("Alder Bio", "Birch Institute")
    pks = list(
        event.registrations.filter(organisation__name__in=names).values_list(
            "pk", flat=True
        )
    )
    with transaction.atomic():
        change()
        matched(event)
        near = [f"/lounge/{event.slug}/{each}" for each in NEAR]
        places = near if is_near else addresses(pks)
        pages = read(sign_in(lead_of(reader)), places)
        transaction.set_rollback(True)
    return pages


def differences(one: Pages, other: Pages) -> list[str]:
    return [address for address in one if one[address] != other[address]]


def test_a_wish_changes_no_byte_of_the_other_side(
    three: tuple[Registration, Registration], event: Event
) -> None:
    alder, birch = three
    before = seen_after(lambda: None, event, birch)
    after = seen_after(lambda: wish(alder, birch), event, birch)
    assert len(before) > 200
    assert b"Alder Bio" in before["/lounge/spring/attendees/"][1]
    assert differences(before, after) == []


def test_a_wish_for_somebody_else_changes_nothing_either(
    three: tuple[Registration, Registration], event: Event
) -> None:
    alder, birch = three
    cedar = event.registrations.get(organisation__name="Cedar")
    before = seen_after(lambda: None, event, birch, is_near=True)
    after = seen_after(lambda: wish(alder, cedar), event, birch, is_near=True)
    assert differences(before, after) == []


def keep_apart(alder: Registration, birch: Registration) -> None:
    record_decision(
        event=alder.event,
        by_registration=None,
        left=alder,
        right=birch,
        verdict="never",
        by=None,
    )


def test_who_is_never_to_be_met_cannot_tell_who_said_so(
    three: tuple[Registration, Registration], event: Event
) -> None:
    alder, birch = three
    by_alder = seen_after(lambda: avoid(alder, str(birch)), event, birch, is_near=True)
    by_organisers = seen_after(
        lambda: keep_apart(alder, birch), event, birch, is_near=True
    )
    assert differences(by_alder, by_organisers) == []
    for name in ("attendees/", "my/suggestions/", "my/answers/wishes/"):
        assert b"Alder Bio" not in by_alder[f"/lounge/spring/{name}"][1]


def test_who_is_never_to_be_met_reads_as_if_the_other_showed_itself_to_nobody(
    three: tuple[Registration, Registration], event: Event
) -> None:
    alder, birch = three

    def hide() -> None:
        Consent.objects.filter(answer__registration=alder).delete()

    avoided = seen_after(lambda: avoid(alder, str(birch)), event, birch)
    hidden = seen_after(hide, event, birch)
    assert differences(avoided, hidden) == []


def test_a_name_that_nobody_has_yet_works_once_it_comes(
    three: tuple[Registration, Registration], event: Event
) -> None:
    alder, birch = three

    def avoid_before_birch_is_named() -> None:
        type(birch.organisation).objects.filter(pk=birch.organisation_id).update(
            name="Later", name_key="later"
        )
        avoid(alder, "Birch Institute")
        birch.organisation.save()

    late = seen_after(avoid_before_birch_is_named, event, birch, is_near=True)
    early = seen_after(lambda: avoid(alder, str(birch)), event, birch, is_near=True)
    assert differences(late, early) == []


@pytest.mark.parametrize("kind", ["wish", "never"])
def test_the_names_stand_on_no_page_of_others(
    kind: str, three: tuple[Registration, Registration], event: Event
) -> None:
    alder, birch = three
    names = {"wish": alder.answer.wishes, "never": alder.answer.never_matches}
    pages = seen_after(
        lambda: names[kind].create(answer=alder.answer, name="Zedoary Works"),
        event,
        birch,
        is_near=True,
    )
    assert [each for each, page in pages.items() if b"Zedoary" in page[1]] == []
