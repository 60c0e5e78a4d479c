"""The demonstration's organisations at an event: people, delegates, absences and answers to the survey."""

import random

from madang.demo.organisations import Invented
from madang.demo.people import ZONES, name_of, title_of
from madang.demo.wants import wants_of
from madang.site.directory.actions.links import give_user
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import (
    Delegate,
    DelegateAbsence,
    Event,
    Registration,
    Slot,
)
from madang.site.survey.actions.answers import (
    PeopleFacts,
    save_about,
    save_consent,
    save_people,
    submit_answer,
)
from madang.site.survey.actions.items import ItemContent, add_items
from madang.site.survey.actions.names import add_name

ABOUT = {
    "ministry": "We answer for the health of {number} million people and want to make more of what we need at home.",
    "international_organisation": "We bring buyers, makers and donors to one table, for diseases that markets pass over.",
    "global_pharma": "We develop and sell medicines in {number} countries and look for partners from phase 2 on.",
    "hospital": "We treat {number} thousand patients a year and run trials of every phase.",
    "investor": "We invest in life-science companies of Asia and Europe, first rounds to third.",
}
OBJECTIVES = [
    "Two partners to go on with by spring",
    "One agreement worth signing",
    "To know who makes what in the region",
]


def fields_of(invented: Invented) -> dict[str, str]:
    """Return what the directory keeps of a made-up organisation."""
    return {
        "name": invented.name,
        "name_local": invented.local,
        "kind": invented.kind,
        "country": invented.country,
    }


def add_guest(
    event: Event, invented: Invented, *, number: int, chance: random.Random
) -> Registration:
    """Register an organisation with its lead and one to three delegates, some of them not named yet."""
    organisation = Organisation.objects.filter(
        name=invented.name
    ).first() or Organisation.objects.create(**fields_of(invented))
    registration = Registration.objects.create(event=event, organisation=organisation)
    lead = organisation.people.filter(is_lead=True).first() or _person(
        organisation, invented, f"lead{number:03}@example.org", chance
    )
    lead.is_lead = True
    lead.save(update_fields=["is_lead"])
    count = 3 if invented.kind == "global_pharma" else chance.choice([1, 1, 2, 2, 3])
    for position in range(1, count + 1):
        person = lead if position == 1 else None
        if position == 2 and chance.random() < 0.6:
            person = _person(
                organisation, invented, f"delegate{number:03}@example.org", chance
            )
        Delegate.objects.create(
            registration=registration,
            position=position,
            person=person,
            role=title_of(invented.kind, chance),
        )
    return registration


def _person(
    organisation: Organisation, invented: Invented, email: str, chance: random.Random
) -> Person:
    known = Person.objects.filter(email=email).first()
    return known or Person.objects.create(
        organisation=organisation,
        name=name_of(invented.languages[0], chance),
        email=email,
        job_title=title_of(invented.kind, chance),
        zone=ZONES.get(invented.country, "UTC"),
        language="ko" if invented.languages[0] == "ko" else "en",
    )


def stay_away(
    event: Event, registration: Registration, *, chance: random.Random
) -> None:
    """Keep some delegates away for half a day, as people who arrive late or leave early."""
    slots = list(Slot.objects.filter(event=event).order_by("starts_at"))
    half = len(slots) // 4
    for delegate in registration.delegates.all():
        if chance.random() < 0.35:
            part = chance.randrange(4)
            away = slots[part * half : (part + 1) * half]
            DelegateAbsence.objects.bulk_create(
                DelegateAbsence(delegate=delegate, slot=slot) for slot in away
            )


def answer_survey(
    registration: Registration,
    invented: Invented,
    *,
    chance: random.Random,
    avoids: str = "",
) -> None:
    """Answer the survey as the organisation's lead would, and hand it in."""
    about = ABOUT.get(
        invented.kind,
        "We work on a few things and look for the partners whom they need.",
    ).format(number=chance.choice([4, 9, 15, 30]))
    save_about(
        by=None,
        registration=registration,
        about=about,
        objectives=chance.choice(OBJECTIVES),
    )
    save_people(
        by=None,
        registration=registration,
        facts=PeopleFacts(
            languages=invented.languages,
            delegates=registration.delegates.count(),
            most_meetings=chance.choice([None, None, None, None, 16, 20]),
            interpreter_wanted=invented.languages == ("ko",),
        ),
    )
    contents = [
        ItemContent(
            want.role, want.text, want.priority, want.is_confidential, want.terms
        )
        for want in wants_of(invented.kind, chance)
    ]
    add_items(by=None, registration=registration, contents=contents)
    if avoids:
        add_name(by=None, registration=registration, name=avoids, kind="never")
    audiences = chance.choice(
        [
            ["matched", "participants", "public"],
            ["matched", "participants"],
            ["matched", "participants"],
            ["matched"],
        ]
    )
    save_consent(by=None, registration=registration, audiences=audiences)
    submit_answer(by=None, registration=registration)


def make_door(
    registration: Registration, *, email: str, name: str, title: str
) -> Person:
    """Let a one-click door lead to this organisation's lead: a person of this name who can sign in."""
    person = Person.objects.get(organisation=registration.organisation, is_lead=True)
    person.name, person.email, person.job_title = name, email, title
    person.save()
    give_user(person)
    return person
