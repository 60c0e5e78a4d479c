"""Wishes, exceptions and confidential items of others: whatever the other side opens, it reads the same bytes with and without them."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product

import pytest
from django.test import Client

from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_decision
from madang.site.matching.actions.own import make_own_list
from madang.site.matching.bridge import index
from madang.site.survey.actions.contacts import answer_contact, ask_for_contact
from madang.site.survey.actions.names import add_name
from madang.site.survey.models import Consent, Item, ItemTerm
from madang.site.survey.queries.profiles import possible_matches
from tests.conftest import lead_of, take_part
from tests.site.matching.answered import (
    VACCINE_NEEDS,
    VACCINE_OFFERS,
    answer,
    avoid,
    matched,
    wish,
)
from tests.site.meetings.published import agree, publish
from tests.site.security.everything import (
    Read,
    addresses,
    after,
    differences,
    read,
    rooms,
    seen_by,
    seen_by_program,
)

NOW = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
FILLING = (("Fill and finish lines for vaccines", "manufacturing"),)
TRIALS = (("Clinical trial sites for rare cancers", "trial_site"),)
OTHERS = (
    ("Cedar", VACCINE_NEEDS, VACCINE_OFFERS),
    ("Elm", FILLING, VACCINE_OFFERS),
    ("Fir", TRIALS, FILLING),
    ("Gum", VACCINE_NEEDS, TRIALS),
    ("Hazel", FILLING, TRIALS),
    ("Ivy", TRIALS, VACCINE_OFFERS),
)
# Rooms that know an event. The others know no answer of any survey; programs and the front are read as well.
APART = ("ledger:", "landscape:", "programmes:", "api:", "account_", "mfa_", "core:theme")  # fmt: skip
# Where somebody else could show at all, for what is asked often.
NEAR = (
    "events:detail", "survey:attendees", "survey:attendee", "survey:contacts", "survey:part", "survey:consent",
    "meetings:suggestions", "meetings:ask", "meetings:partner", "meetings:my-requests", "meetings:agenda",
    "meetings:my-calendar",
)  # fmt: skip
# Some of the pages, files and feeds that are open to Birch, so that the comparison is one of contents, not of refusals.
OPEN = (
    "/", "/lounge/", "/lounge/spring/", "/lounge/spring/attendees/", "/lounge/spring/attendees/{cedar}/",
    "/lounge/spring/my/suggestions/", "/lounge/spring/my/suggestions/{alder}/", "/lounge/spring/my/ask/{alder}/",
    "/lounge/spring/my/requests/", "/lounge/spring/my/agenda.ics", "/lounge/spring/my/agenda.pdf",
    "/lounge/spring/my/contacts/", "/lounge/spring/my/contacts/{person}.vcf", "/lounge/spring/my/contacts/{person}.svg",
    "/lounge/spring/my/answers/wishes/", "/lounge/spring/my/answers/consent/", "calendar",
)  # fmt: skip
Two = tuple[Registration, Registration]
Secret = Callable[[Registration, Registration], object]


@pytest.fixture
def two(
    event: Event,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> Two:
    """Alder and Birch, who fit each other, among six more. Alder shows itself to those it is matched with, the others to all.

    Birch meets Cedar, has a card of theirs, and reads its calendar in a program. The clock stands.
    """
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    answer(alder, seeks=VACCINE_NEEDS, offers=FILLING, consent="matched")
    answer(birch, seeks=FILLING, offers=VACCINE_OFFERS, consent="participants")
    for name, seeks, offers in OTHERS:
        answer(take_part(event, name), seeks=seeks, offers=offers, consent="participants")  # fmt: skip
    cedar = named(event, "Cedar")
    meeting = agree(birch, cedar)
    publish(event, (meeting, 2, "E1"))
    asked = ask_for_contact(
        by=lead_of(birch), event=event, registration=birch, asked=lead_of(cedar)
    )
    answer_contact(by=lead_of(cedar), request=asked, is_accepted=True)
    return alder, birch


def named(event: Event, name: str) -> Registration:
    return event.registrations.get(organisation__name=name)


def tighten(event: Event) -> None:
    """Give everybody one meeting at most: hardly anybody can stand in all lists, and places are shared out."""
    event.registrations.update(most_meetings=1)


def confide(role: str, text: str, deal: str) -> Secret:
    def write(alder: Registration, birch: Registration) -> None:
        del birch
        item = Item.objects.create(
            answer=alder.answer, role=role, text=text, is_confidential=True, position=9
        )
        ItemTerm.objects.create(item=item, facet="deal", term=deal)

    return write


# Written as rows: any change that anybody saves gives the next matching another turn among equals, whatever was changed.
SECRETS: dict[str, Secret] = {
    "wish": wish,
    "wish for nobody": lambda alder, _birch: alder.answer.wishes.create(name="Zedoary Works"),
    "never nobody": lambda alder, _birch: avoid(alder, "Zedoary Works"),
    "confidential need": confide("seek", "Heat-stable measles vaccine", "technology_transfer"),
    "confidential offer": confide("offer", "Fill and finish of vaccines", "manufacturing"),
}  # fmt: skip


def nothing(alder: Registration, birch: Registration) -> None:
    """The other half of every comparison."""


def in_a_new_matching(secret: Secret, two: Two) -> Callable[[], object]:
    def change() -> None:
        secret(*two)
        matched(two[0].event)

    return change


def in_the_own_list(secret: Secret, two: Two) -> Callable[[], object]:
    """Everybody was matched before; the owner's list alone is made anew."""

    def change() -> None:
        # A process remembers a run by its number, and numbers come again once a run is rolled back.
        index._kept.clear()
        matched(two[0].event)
        secret(*two)
        assert make_own_list(registration=two[0])

    return change


WAYS = {"matched": in_a_new_matching, "own list": in_the_own_list}


def looks(reader: Registration, two: Two, names: tuple[str, ...] | list[str]) -> Callable[[], Read]:  # fmt: skip
    """Return what reads all that an organisation can open."""
    cedar = named(reader.event, "Cedar")
    pks = {each.pk for each in (*two, cedar, lead_of(cedar))}
    return lambda: seen_by(reader, sorted(pks), names)


@pytest.mark.parametrize("secret", ["wish", "confidential need"])
def test_the_other_side_reads_the_same_on_every_page_there_is(
    secret: str, two: Two
) -> None:
    look = looks(two[1], two, rooms(but=APART))
    before = after(in_a_new_matching(nothing, two), look)
    open_pages = {address for address, page in before.items() if page[0] == 200}
    cedar = named(two[0].event, "Cedar")
    keys = {"alder": two[0].pk, "cedar": cedar.pk, "person": lead_of(cedar).pk}
    missing = {each.format(**keys) for each in OPEN} - open_pages
    assert missing == set()
    assert b"Alder Bio" in before["/lounge/spring/my/suggestions/"][2]
    now = after(in_a_new_matching(SECRETS[secret], two), look)
    assert differences(before, now) == []


@pytest.mark.parametrize(
    ("secret", "way", "is_tight"),
    [
        *product(("wish", "confidential need"), WAYS, (False, True)),
        *product(("wish for nobody", "never nobody", "confidential offer"), ("matched",), (True,)),
    ],
)  # fmt: skip
def test_nobody_reads_anything_of_it(
    secret: str, is_tight: bool, way: str, two: Two, event: Event
) -> None:
    if is_tight:
        tighten(event)
    readers = [two[1], named(event, "Cedar"), named(event, "Hazel")]

    def look() -> Read:
        found = {str(each): looks(each, two, NEAR)() for each in readers}
        return {
            f"{who}: {page}": what for who in found for page, what in found[who].items()
        }

    before = after(WAYS[way](nothing, two), look)
    now = after(WAYS[way](SECRETS[secret], two), look)
    assert differences(before, now) == []


@pytest.mark.parametrize("secret", ["wish", "confidential need"])
def test_its_owner_reads_it(secret: str, two: Two) -> None:
    """The pages above are equal because nothing is told, not because nothing happens."""
    look = looks(two[0], two, NEAR)
    before = after(in_a_new_matching(nothing, two), look)
    now = after(in_a_new_matching(SECRETS[secret], two), look)
    assert "/lounge/spring/my/suggestions/" in differences(before, now)


@pytest.mark.parametrize("secret", ["wish", "confidential need", "never nobody"])
def test_visitors_and_programs_read_nothing_of_it(secret: str, two: Two) -> None:
    pks = [each.pk for each in two]

    def look() -> Read:
        return read(Client(), addresses(NEAR, pks)) | seen_by_program(
            lead_of(two[1]), pks
        )

    before = after(in_a_new_matching(nothing, two), look)
    assert sum(page[0] == 200 for page in before.values()) > 20
    now = after(in_a_new_matching(SECRETS[secret], two), look)
    assert differences(before, now) == []


def keep_apart(alder: Registration, birch: Registration) -> None:
    record_decision(
        event=alder.event,
        by_registration=None,
        left=alder,
        right=birch,
        verdict="never",
        by=None,
    )


def never(alder: Registration, birch: Registration) -> None:
    avoid(alder, str(birch))


def hide(alder: Registration, birch: Registration) -> None:
    del birch
    Consent.objects.filter(answer__registration=alder).delete()


def test_who_is_never_to_be_met_cannot_tell_who_said_so(two: Two, event: Event) -> None:
    """It could as well be the organisers; and for third parties, any of the two."""
    birch, cedar = two[1], named(event, "Cedar")
    for reader in (birch, cedar):
        look = looks(reader, two, NEAR)
        by_alder = after(in_a_new_matching(never, two), look)
        assert b"Alder Bio" not in by_alder["/lounge/spring/my/suggestions/"][2] or reader == cedar  # fmt: skip
        by_organisers = after(in_a_new_matching(keep_apart, two), look)
        assert differences(by_alder, by_organisers) == []
    by_birch = after(in_a_new_matching(lambda a, b: avoid(b, str(a)), two), look)
    assert differences(by_alder, by_birch) == []


def test_who_is_never_to_be_met_reads_as_if_the_other_showed_itself_to_nobody(
    two: Two,
) -> None:
    look = looks(two[1], two, rooms(but=APART))
    avoided = after(in_a_new_matching(never, two), look)
    hidden = after(in_a_new_matching(hide, two), look)
    assert differences(avoided, hidden) == []


def test_a_name_that_nobody_has_yet_works_once_it_comes(two: Two) -> None:
    def avoid_before_birch_is_named(alder: Registration, birch: Registration) -> None:
        type(birch.organisation).objects.filter(pk=birch.organisation_id).update(
            name="Later", name_key="later"
        )
        avoid(alder, "Birch Institute")
        birch.organisation.save()

    look = looks(two[1], two, NEAR)
    late = after(in_a_new_matching(avoid_before_birch_is_named, two), look)
    early = after(in_a_new_matching(never, two), look)
    assert differences(late, early) == []


@pytest.mark.parametrize("kind", ["wish", "never"])
def test_the_names_stand_on_no_page_of_others(kind: str, two: Two) -> None:
    def write(alder: Registration, birch: Registration) -> None:
        del birch
        add_name(by=None, registration=alder, kind=kind, name="Zedoary Works")

    pages = after(in_a_new_matching(write, two), looks(two[1], two, NEAR))
    assert [each for each, page in pages.items() if b"Zedoary" in page[2]] == []


def test_how_many_one_could_hide_from_counts_no_secret_of_others(two: Two) -> None:
    """The preview of consent counts the reader's own list."""
    counts = []
    for secret in (nothing, SECRETS["confidential need"], wish):

        def look() -> Read:
            counts.append(possible_matches(two[1]))
            return {}

        after(in_a_new_matching(secret, two), look)
    assert counts[0]
    assert len(set(counts)) == 1
