"""Who leads a made-up organisation that no event of the demonstration may have invited."""

import random

from madang.demo.organisations import Invented, organisations
from madang.demo.people import ZONES, name_of, title_of
from madang.site.directory.actions.links import give_user
from madang.site.directory.models import Organisation, Person


def lead_called(name: str) -> Person:
    """Return the lead of a made-up organisation, made now if no event of the demonstration invited it."""
    known = Person.objects.filter(organisation__name=name, is_lead=True).first()
    if known is not None:
        give_user(known)
        return known
    invented: Invented = next(each for each in organisations() if each.name == name)
    organisation = Organisation.objects.filter(name=name).first()
    if organisation is None:
        organisation = Organisation.objects.create(
            name=name,
            name_local=invented.local,
            kind=invented.kind,
            country=invented.country,
        )
    chance = random.Random(name)
    number = Person.objects.filter(email__startswith="programme").count() + 1
    lead = Person.objects.create(
        organisation=organisation,
        name=name_of(invented.languages[0], chance),
        email=f"programme{number:02}@example.org",
        job_title=title_of(invented.kind, chance),
        zone=ZONES.get(invented.country, "UTC"),
        is_lead=True,
    )
    give_user(lead)
    return lead


def organisation_called(name: str) -> Organisation:
    """Return a made-up organisation, which has a lead."""
    organisation = lead_called(name).organisation
    assert organisation is not None  # noqa: S101 - made with its lead
    return organisation
