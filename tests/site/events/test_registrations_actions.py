"""An organisation's part in an event: invited, registered, declined, withdrawn, restored."""

import pytest

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions.people import PersonError
from madang.site.directory.models import Organisation, Person
from madang.site.events.actions.registrations import (
    Guest,
    Terms,
    change_registration,
    decline_invitation,
    invite_again,
    invite_organisation,
    restore_registration,
    take_invitation,
    withdraw_registration,
)
from madang.site.events.models import Event, Registration
from madang.site.events.rules import SetUpError
from tests.conftest import lead_of

CEDAR = Guest(
    name="Cedar Health",
    kind="ministry",
    country="LV",
    lead_name="Anna Liepa",
    lead_email="Anna@cedar.example.org",
    delegates=3,
)


def verbs() -> list[str]:
    return list(LogEntry.objects.order_by("id").values_list("verb", flat=True))


def test_an_invitation_makes_organisation_lead_and_seats(
    event: Event, organiser: Person
) -> None:
    registration = invite_organisation(
        by=organiser, event=event, guest=CEDAR, organisation=None
    )
    lead = lead_of(registration)
    assert registration.state == "invited"
    assert (lead.name, lead.email) == ("Anna Liepa", "anna@cedar.example.org")
    assert list(
        registration.delegates.order_by("position").values_list("position", "person")
    ) == [(1, lead.pk), (2, None), (3, None)]
    assert list(OutboxMail.objects.values_list("recipient", "event_id")) == [
        ("anna@cedar.example.org", event.pk)
    ]
    assert verbs() == [
        "add organisation",
        "add person",
        "invite organisation",
        "invite person",
    ]
    event.refresh_from_db()
    assert event.version == 2


def test_an_organisation_known_here_is_taken_as_it_is(
    event: Event, organiser: Person
) -> None:
    known = Organisation.objects.create(name="Cedar Health", country="LV")
    registration = invite_organisation(
        by=organiser, event=event, guest=CEDAR, organisation=known
    )
    assert registration.organisation == known
    assert Organisation.objects.count() == 1


def test_an_organisation_is_invited_once(
    event: Event, organiser: Person, alder: Registration
) -> None:
    with pytest.raises(SetUpError) as refusal:
        invite_organisation(
            by=organiser, event=event, guest=CEDAR, organisation=alder.organisation
        )
    assert str(refusal.value) == "Alder Bio is here already: Registered."


def test_the_lead_of_another_organisation_cannot_lead_this_one(
    event: Event, organiser: Person, alder: Registration
) -> None:
    guest = Guest(
        name="Cedar Health",
        kind="ministry",
        country="LV",
        lead_name="Anna Liepa",
        lead_email=lead_of(alder).email,
    )
    with pytest.raises(PersonError) as refusal:
        invite_organisation(by=organiser, event=event, guest=guest, organisation=None)
    assert refusal.value.field == "email"
    assert Registration.objects.count() == 1
    assert Organisation.objects.count() == 1
    assert OutboxMail.objects.count() == 0


def test_an_invited_organisation_says_that_it_comes(alder: Registration) -> None:
    Registration.objects.update(state="invited")
    take_invitation(by=lead_of(alder), registration=alder)
    alder.refresh_from_db()
    assert alder.state == "registered"
    assert alder.registered_at is not None
    assert verbs() == ["register organisation"]


def test_an_organisation_that_declined_cannot_come_by_itself(
    alder: Registration,
) -> None:
    Registration.objects.update(state="invited")
    decline_invitation(by=lead_of(alder), registration=alder)
    with pytest.raises(SetUpError) as refusal:
        take_invitation(by=lead_of(alder), registration=alder)
    assert str(refusal.value) == "Alder Bio is declined: nothing was changed."
    alder.refresh_from_db()
    assert alder.state == "declined"


def test_a_registered_organisation_cannot_decline(alder: Registration) -> None:
    with pytest.raises(SetUpError):
        decline_invitation(by=lead_of(alder), registration=alder)
    assert verbs() == []


def test_what_is_withdrawn_can_be_restored_and_keeps_its_seats(
    event: Event, organiser: Person, birch: Registration
) -> None:
    withdraw_registration(by=organiser, registration=birch)
    assert (birch.state, birch.delegates.count()) == ("withdrawn", 2)
    with pytest.raises(SetUpError):
        withdraw_registration(by=organiser, registration=birch)
    restore_registration(by=organiser, registration=birch)
    assert (birch.state, birch.delegates.count()) == ("invited", 2)
    assert verbs() == ["withdraw organisation", "restore organisation"]
    event.refresh_from_db()
    assert event.version == 3


def test_the_invitation_goes_out_again(organiser: Person, alder: Registration) -> None:
    invite_again(by=organiser, registration=alder, person=lead_of(alder))
    assert OutboxMail.objects.get().subject == "Invitation to Spring Lounge"


def test_no_invitation_goes_to_nobody(organiser: Person, alder: Registration) -> None:
    lead = lead_of(alder)
    lead.email = ""
    with pytest.raises(SetUpError) as refusal:
        invite_again(by=organiser, registration=alder, person=lead)
    assert str(refusal.value) == "Lead of Alder Bio has no e-mail address here."


def terms(name: str = "Alder Bio", languages: tuple[str, ...] = ("en",)) -> Terms:
    return Terms(
        name=name,
        languages=list(languages),
        most_meetings=8,
        interpreter_wanted=True,
    )


def test_languages_are_replaced_and_named_once(
    event: Event, organiser: Person, alder: Registration
) -> None:
    first = terms(languages=("ko", "en", "ko"))
    change_registration(by=organiser, registration=alder, facts=first)
    alder.refresh_from_db()
    assert sorted(alder.languages.values_list("code", flat=True)) == ["en", "ko"]
    assert (alder.most_meetings, alder.interpreter_wanted) == (8, True)
    second = terms(languages=("ko",))
    change_registration(by=organiser, registration=alder, facts=second)
    assert list(alder.languages.values_list("code", flat=True)) == ["ko"]
    event.refresh_from_db()
    assert event.version == 3
    assert verbs() == ["change registration", "change registration"]


def test_a_new_name_is_compared_by_imports_at_once(
    organiser: Person, alder: Registration
) -> None:
    change_registration(
        by=organiser, registration=alder, facts=terms(name="Alder Biologics Ltd.")
    )
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.name_key) == (
        "Alder Biologics Ltd.",
        "alder biologics",
    )
    assert list(LogEntry.objects.order_by("id").values_list("verb", "detail")) == [
        ("rename organisation", "Alder Bio"),
        ("change registration", "en"),
    ]
