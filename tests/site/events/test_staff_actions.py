"""Who works for an event."""

import pytest

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Person
from madang.site.events.actions.staff import add_staff, remove_staff
from madang.site.events.models import Event, Registration, Staff
from madang.site.events.rules import SetUpError
from tests.conftest import lead_of


def test_somebody_new_is_invited(event: Event, organiser: Person) -> None:
    staff = add_staff(
        by=organiser, event=event, name="Mina Oh", email="mina@example.org", role="desk"
    )
    assert (staff.person.name, staff.role) == ("Mina Oh", "desk")
    assert list(OutboxMail.objects.values_list("recipient", "subject")) == [
        ("mina@example.org", "Invitation to Spring Lounge")
    ]
    assert list(LogEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "add person",
        "add staff",
        "invite person",
    ]


def test_somebody_who_signs_in_already_is_told(
    event: Event, organiser: Person, alder: Registration
) -> None:
    lead = lead_of(alder)
    add_staff(by=organiser, event=event, name="x", email=lead.email, role="desk")
    lead.refresh_from_db()
    assert lead.name == "Lead of Alder Bio"
    assert OutboxMail.objects.get().subject == "Your part in Spring Lounge"


def test_nobody_has_a_role_twice(event: Event, organiser: Person) -> None:
    with pytest.raises(SetUpError) as refusal:
        add_staff(
            by=organiser,
            event=event,
            name="x",
            email=organiser.email,
            role="organiser",
        )
    assert str(refusal.value) == "Jisoo Han has this role already."


def test_the_last_organiser_stays(event: Event, organiser: Person) -> None:
    with pytest.raises(SetUpError) as refusal:
        remove_staff(by=organiser, staff=Staff.objects.get())
    assert str(refusal.value) == (
        "An event keeps at least one organiser. Add another one first."
    )


def test_one_of_two_organisers_can_go(event: Event, organiser: Person) -> None:
    other = add_staff(
        by=organiser,
        event=event,
        name="Mina Oh",
        email="mina@example.org",
        role="organiser",
    )
    remove_staff(by=organiser, staff=other)
    assert list(Staff.objects.values_list("person__name", flat=True)) == ["Jisoo Han"]
