"""A small mission and the people around it, for tests. Everything is made up."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from madang.site.directory.models import Organisation, Person, User
from madang.site.programmes.actions import missions, seats
from madang.site.programmes.actions.missions import MissionFacts
from madang.site.programmes.actions.stops import StopFacts, save_stop
from madang.site.programmes.models import Mission, MissionApplication, MissionStop


def organisation(
    name: str, *, kind: str = "biotech", country: str = "LV"
) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, country=country)


def lead(own: Organisation, name: str, *, language: str = "en") -> Person:
    """Return somebody who leads an organisation's entry and can sign in."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return Person.objects.create(
        name=name,
        email=email,
        organisation=own,
        is_lead=True,
        language=language,
        job_title="Director",
        user=User.objects.create_user(email),
    )


def facts(**changed: object) -> MissionFacts:
    today = timezone.now().date()
    values = {
        "name": "Amber Coast in Seoul",
        "aim": "Partners for trials.",
        "from_country": "LV",
        "to_country": "KR",
        "home_zone": "Europe/Riga",
        "host_zone": "Asia/Seoul",
        "first_day": today + timedelta(days=40),
        "last_day": today + timedelta(days=42),
        "seats": 2,
        "apply_until": timezone.now() + timedelta(days=10),
    } | changed
    return MissionFacts(**values)  # type: ignore[arg-type]


def mission(by: Person, **changed: object) -> Mission:
    """Return a draft of the house that `by` leads."""
    assert by.organisation is not None
    return missions.create_mission(
        by=by, organiser=by.organisation, facts=facts(**changed)
    )


def manager() -> Person:
    return lead(organisation("Daugava House", kind="trade_agency"), "Zane Ozola")


def opened(by: Person, **changed: object) -> Mission:
    row = mission(by, **changed)
    missions.open_call(row, by=by)
    return row


def applied(
    row: Mission, name: str, *, submit: bool = True, language: str = "en"
) -> MissionApplication:
    """Return the application of a new organisation."""
    own = organisation(name)
    person = lead(own, f"Lead of {name}", language=language)
    application = seats.save_draft(
        row, by=person, wishes=seats.Wishes(person, "Partners", "A peptide", "Clinics")
    )
    if submit:
        seats.submit(application, by=person)
    return application


def leader(application: MissionApplication) -> Person:
    return Person.objects.get(organisation=application.organisation, is_lead=True)


def selected(by: Person, *names: str, **changed: object) -> Mission:
    """Return a mission whose delegates are selected."""
    row = opened(by, **changed)
    for name in names:
        seats.select(applied(row, name), by=by)
    missions.close_selection(row, by=by)
    return row


def under_way(by: Person, *names: str) -> Mission:
    """Return a mission that is under way and ends today."""
    row = selected(by, *names)
    today = timezone.now().date()
    Mission.objects.filter(pk=row.pk).update(
        first_day=today - timedelta(days=2), last_day=today - timedelta(days=1)
    )
    row.refresh_from_db()
    missions.start_mission(row, by=by)
    return row


def stop(
    row: Mission,
    by: Person,
    *,
    kind: str = "visit",
    hours: tuple[int, int] = (9, 11),
    day: date | None = None,
    title: str = "A visit",
) -> MissionStop:
    return save_stop(
        row,
        by=by,
        facts=StopFacts(
            kind=kind,
            title=title,
            day=day or row.first_day,
            starts=time(hours[0]),
            ends=time(hours[1]),
            zone="Asia/Seoul",
        ),
    )


NOON = datetime(2027, 3, 2, 12, tzinfo=UTC)
