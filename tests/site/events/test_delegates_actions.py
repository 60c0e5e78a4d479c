"""Chairs of an organisation: added, named, claimed, freed, removed."""

import pytest

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions.people import PersonError
from madang.site.directory.models import Person
from madang.site.events.actions.delegates import (
    SeatFacts,
    add_delegate,
    claim_seat,
    remove_colleague,
    remove_delegate,
    save_delegate,
    seat_person,
)
from madang.site.events.models import DelegateAbsence, Event, Registration, Slot
from madang.site.events.rules import SetUpError
from tests.conftest import lead_of


def colleague_at(registration: Registration, name: str = "Mina Oh") -> Person:
    return Person.objects.create(
        name=name,
        email=f"{name.split()[0].lower()}@example.org",
        organisation=registration.organisation,
    )


def verbs() -> list[str]:
    return list(LogEntry.objects.order_by("id").values_list("verb", flat=True))


def seats(registration: Registration) -> list[tuple[int, str | None]]:
    return list(
        registration.delegates.order_by("position").values_list(
            "position", "person__name"
        )
    )


def test_a_colleague_claims_the_unnamed_seat(birch: Registration) -> None:
    mina = colleague_at(birch)
    claim_seat(by=mina, delegate=birch.delegates.get(position=2))
    assert seats(birch) == [(1, "Lead of Birch Institute"), (2, "Mina Oh")]
    assert verbs() == ["claim delegate"]


def test_a_seat_is_claimed_once(birch: Registration) -> None:
    second = birch.delegates.get(position=2)
    claim_seat(by=colleague_at(birch), delegate=second)
    with pytest.raises(SetUpError) as refusal:
        claim_seat(by=colleague_at(birch, "Juno Bae"), delegate=second)
    assert str(refusal.value) == "This seat has just been taken. Choose another one."


def test_nobody_claims_two_seats(birch: Registration) -> None:
    with pytest.raises(SetUpError) as refusal:
        claim_seat(by=lead_of(birch), delegate=birch.delegates.get(position=2))
    assert str(refusal.value) == "You have a seat already."


def test_nobody_claims_a_seat_of_another_organisation(
    alder: Registration, birch: Registration
) -> None:
    with pytest.raises(SetUpError) as refusal:
        claim_seat(by=lead_of(alder), delegate=birch.delegates.get(position=2))
    assert str(refusal.value) == "This seat belongs to Birch Institute."


def test_a_seat_takes_only_people_of_the_organisation(
    alder: Registration, birch: Registration
) -> None:
    with pytest.raises(SetUpError) as refusal:
        seat_person(
            by=None,
            delegate=birch.delegates.get(position=2),
            person=lead_of(alder),
        )
    assert str(refusal.value) == "Lead of Alder Bio does not belong to Birch Institute."


def test_a_person_sits_in_one_seat(birch: Registration) -> None:
    with pytest.raises(SetUpError):
        seat_person(
            by=None, delegate=birch.delegates.get(position=2), person=lead_of(birch)
        )


def test_somebody_new_is_named_and_invited(
    birch: Registration, organiser: Person
) -> None:
    facts = SeatFacts(
        person=None,
        name="Mina Oh",
        email="mina@example.org",
        role="Head of licensing",
        most_per_day=4,
    )
    second = birch.delegates.get(position=2)
    save_delegate(by=organiser, delegate=second, facts=facts)
    second.refresh_from_db()
    assert second.person is not None
    assert (second.person.organisation, second.role, second.most_per_day) == (
        birch.organisation,
        "Head of licensing",
        4,
    )
    assert list(OutboxMail.objects.values_list("recipient", flat=True)) == [
        "mina@example.org"
    ]
    assert verbs() == [
        "add person",
        "name delegate",
        "invite person",
        "change delegate",
    ]


def test_an_address_of_another_organisation_is_refused_and_nothing_is_kept(
    alder: Registration, birch: Registration, organiser: Person
) -> None:
    facts = SeatFacts(
        person=None,
        name="Somebody",
        email=lead_of(alder).email,
        role="Head",
        most_per_day=None,
    )
    second = birch.delegates.get(position=2)
    with pytest.raises(PersonError):
        save_delegate(by=organiser, delegate=second, facts=facts)
    second.refresh_from_db()
    assert (second.person, second.role) == (None, "")


def test_a_lead_does_not_take_somebody_who_has_an_account(
    birch: Registration, organiser: Person
) -> None:
    facts = SeatFacts(
        person=None, name="Jisoo", email=organiser.email, role="", most_per_day=None
    )
    with pytest.raises(PersonError):
        save_delegate(
            by=lead_of(birch), delegate=birch.delegates.get(position=2), facts=facts
        )
    organiser.refresh_from_db()
    assert organiser.organisation is None


def test_a_seat_is_added_at_the_end(event: Event, birch: Registration) -> None:
    add_delegate(by=None, registration=birch)
    assert seats(birch) == [(1, "Lead of Birch Institute"), (2, None), (3, None)]
    event.refresh_from_db()
    assert event.version == 2


def test_forty_seats_are_the_most(birch: Registration) -> None:
    birch.delegates.filter(position=2).update(position=40)
    with pytest.raises(SetUpError) as refusal:
        add_delegate(by=None, registration=birch)
    assert str(refusal.value) == "An organisation has at most 40 delegates."


def test_a_removed_seat_takes_its_absences_and_later_seats_move_up(
    birch: Registration, organiser: Person
) -> None:
    third = add_delegate(by=organiser, registration=birch)
    seat_person(by=organiser, delegate=third, person=colleague_at(birch))
    second = birch.delegates.get(position=2)
    DelegateAbsence.objects.create(delegate=second, slot=Slot.objects.all()[0])
    remove_delegate(by=organiser, delegate=second)
    assert seats(birch) == [(1, "Lead of Birch Institute"), (2, "Mina Oh")]
    assert DelegateAbsence.objects.count() == 0


def test_the_last_seat_stays(alder: Registration, organiser: Person) -> None:
    with pytest.raises(SetUpError) as refusal:
        remove_delegate(by=organiser, delegate=alder.delegates.get())
    assert str(refusal.value) == (
        "An organisation keeps at least one delegate. Withdraw the organisation instead."
    )


def test_a_colleague_who_leaves_frees_the_seat(birch: Registration) -> None:
    mina = colleague_at(birch)
    claim_seat(by=mina, delegate=birch.delegates.get(position=2))
    remove_colleague(by=lead_of(birch), person=mina)
    mina.refresh_from_db()
    assert mina.organisation is None
    assert seats(birch) == [(1, "Lead of Birch Institute"), (2, None)]
    assert verbs() == ["claim delegate", "free delegate", "leave organisation"]


def test_the_only_lead_stays(birch: Registration) -> None:
    lead = lead_of(birch)
    with pytest.raises(PersonError) as refusal:
        remove_colleague(by=lead, person=lead)
    assert str(refusal.value) == (
        "An organisation keeps at least one lead. Name another one first."
    )
    assert seats(birch)[0] == (1, "Lead of Birch Institute")
