"""My entry, and the organisation's entry with its people."""

import pytest
from django.test import Client

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions import invite
from madang.site.directory.actions.people import (
    PersonError,
    add_person,
    change_person,
    set_lead,
)
from madang.site.directory.models import Invitation, Organisation, Person, User
from madang.site.events.models import Registration
from tests.conftest import lead_of, sign_in

ENTRY = {
    "name": "Ilze Kalniņa",
    "name_local": "",
    "job_title": "Licensing",
    "phone": "+371 2000 0000",
    "language": "ko",
    "zone": "Europe/Riga",
}


def verbs() -> list[str]:
    return list(LogEntry.objects.order_by("id").values_list("verb", flat=True))


def test_saving_my_entry_sets_language_and_zone_everywhere(
    alder: Registration,
) -> None:
    lead = lead_of(alder)
    client = sign_in(lead)
    answer = client.post("/me/", ENTRY)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    assert client.cookies["django_language"].value == "ko"
    lead = lead_of(alder)
    assert lead.user is not None
    assert (lead.name, lead.zone, lead.language) == (
        "Ilze Kalniņa",
        "Europe/Riga",
        "ko",
    )
    assert (lead.user.zone, lead.user.language) == ("Europe/Riga", "ko")
    assert verbs() == ["change entry"]
    assert client.get("/me/").headers["Content-Language"] == "ko"


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("zone", "Mars/Base"), ("language", "xx")]
)
def test_an_entry_that_does_not_fit_is_not_saved(
    alder: Registration, field: str, value: str
) -> None:
    page = sign_in(lead_of(alder)).post("/me/", ENTRY | {field: value})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert lead_of(alder).name == "Lead of Alder Bio"
    assert verbs() == []


def test_a_user_who_is_nobodys_may_look(client: Client, db: None) -> None:
    user = User.objects.create_user("alone@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/me/").status_code == 200
    assert client.get("/me/organisation/").status_code == 403


def test_the_first_of_the_sites_staff_enters_themselves_and_makes_an_event(
    client: Client, db: None
) -> None:
    user = User.objects.create_superuser("first@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/lounge/new/").status_code == 403
    assert client.get("/me/").status_code == 200
    answer = client.post("/me/", ENTRY)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    person = Person.objects.get()
    assert (person.user, person.email, person.zone) == (
        user,
        "first@example.org",
        "Europe/Riga",
    )
    assert verbs() == ["enter oneself", "change entry"]
    assert client.get("/lounge/new/").status_code == 200


def test_somebody_else_does_not_enter_themselves(client: Client, db: None) -> None:
    user = User.objects.create_user("alone@example.org")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/me/", ENTRY).status_code == 200
    assert Person.objects.count() == 0


def test_a_lead_saves_the_organisations_entry(alder: Registration) -> None:
    sign_in(lead_of(alder)).post(
        "/me/organisation/",
        {
            "name_local": "알더 바이오",
            "kind": "biotech",
            "country": "LV",
            "website": "alder.example.org",
        },
    )
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.name_local) == ("Alder Bio", "알더 바이오")
    assert (organisation.country, organisation.website) == (
        "LV",
        "https://alder.example.org",
    )
    assert verbs() == ["change organisation"]


def test_a_colleague_is_added_and_invited(alder: Registration) -> None:
    answer = sign_in(lead_of(alder)).post(
        "/me/organisation/people/",
        {"name": "Mina Oh", "email": "Mina@example.org", "job_title": ""},
    )
    assert answer.headers["Location"] == "/me/organisation/"
    mina = Person.objects.get(name="Mina Oh")
    assert (mina.organisation, mina.email, mina.is_lead) == (
        alder.organisation,
        "mina@example.org",
        False,
    )
    assert OutboxMail.objects.get().recipient == "mina@example.org"
    assert verbs() == ["add person", "invite person"]


def test_a_colleague_without_an_address_gets_no_mail(alder: Registration) -> None:
    sign_in(lead_of(alder)).post("/me/organisation/people/", {"name": "Mina Oh"})
    assert Person.objects.filter(name="Mina Oh").count() == 1
    assert OutboxMail.objects.count() == 0


def test_nobody_is_taken_from_another_organisation(
    alder: Registration, birch: Registration
) -> None:
    page = sign_in(lead_of(alder)).post(
        "/me/organisation/people/", {"name": "x", "email": lead_of(birch).email}
    )
    assert page.context["colleague_form"].errors == {
        "email": [
            "lead@birch-institute.example.org belongs to somebody else's entry here. Use another address."
        ]
    }
    assert lead_of(birch).organisation == birch.organisation


def test_a_new_address_ends_the_letters_to_the_old_one(alder: Registration) -> None:
    lead = lead_of(alder)
    mina = add_person(
        by=lead,
        name="Mina Oh",
        email="mina@example.org",
        organisation=alder.organisation,
    )
    token = invite(person=mina, by=lead)
    change_person(
        by=lead, person=mina, name="Mina Oh", email="m.oh@example.org", job_title=""
    )
    page = sign_in(lead).post(f"/invitation/{token}/")
    assert page.status_code == 410
    assert Invitation.objects.get().accepted_at is None


def test_the_address_of_somebody_who_signs_in_is_theirs(alder: Registration) -> None:
    lead = lead_of(alder)
    with pytest.raises(PersonError) as refusal:
        change_person(
            by=lead, person=lead, name="x", email="other@example.org", job_title=""
        )
    assert str(refusal.value) == (
        "Lead of Alder Bio signs in with this address: only they change it."
    )


def test_two_people_do_not_share_an_address(
    alder: Registration, birch: Registration
) -> None:
    mina = add_person(
        by=lead_of(alder), name="Mina Oh", email="", organisation=alder.organisation
    )
    with pytest.raises(PersonError) as refusal:
        change_person(
            by=lead_of(alder),
            person=mina,
            name="Mina Oh",
            email=lead_of(birch).email.upper(),
            job_title="",
        )
    assert refusal.value.field == "email"


def test_a_second_lead_lets_the_first_one_go(alder: Registration) -> None:
    lead = lead_of(alder)
    mina = add_person(
        by=lead, name="Mina Oh", email="", organisation=alder.organisation
    )
    with pytest.raises(PersonError):
        set_lead(by=lead, person=lead, leads=False)
    set_lead(by=lead, person=mina, leads=True)
    set_lead(by=lead, person=lead, leads=False)
    assert lead_of(alder) == mina
    assert verbs() == ["add person", "make lead", "end lead"]


def test_my_events_name_my_part(alder: Registration) -> None:
    page = sign_in(lead_of(alder)).get("/me/").content.decode()
    assert page.count('href="/lounge/spring/"') == 1
    assert page.count('href="/lounge/spring/my-delegation/"') == 1
    Registration.objects.update(state="withdrawn")
    page = sign_in(lead_of(alder)).get("/me/").content.decode()
    assert page.count('href="/lounge/spring/"') == 0


def test_somebody_who_signs_in_is_not_invited_again(alder: Registration) -> None:
    lead = lead_of(alder)
    sign_in(lead).post(f"/me/organisation/people/{lead.pk}/invite/")
    assert OutboxMail.objects.count() == 0
