"""Clusters of the demonstration: three of which the five articles tell, with what they tell alone, and four made-up ones."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.clusters import add_member, describe_cluster
from madang.site.landscape.actions.contacts import name_contact

MADE_UP = "Made up for the demonstration"


class Told(NamedTuple):
    """A real cluster: what a source tells of it, cited."""

    name: str
    country: str
    fields: str
    source_note: str
    target_countries: str = ""
    city: str = ""


class Invented(NamedTuple):
    """A made-up cluster: numbers of members by kind, staff, and some made-up members by name."""

    name: str
    country: str
    city: str
    founded: str
    mission: str
    fields: str
    staff: str
    kinds: tuple[int, int, int, int]
    target_countries: str
    members: tuple[str, ...]


TOLD = (
    Told("KoreaBio", "KR", "biotechnology", "Portal of the Investment and Development Agency of Latvia (inferred), “Latvia and South Korea strengthen ties in biomedical and pharmaceutical industries”, undated", "LV"),
    Told("Norway Health Tech", "NO", "health technology", "Norway Health Tech (inferred), 3 September 2018", "CN"),
    Told("Chungbuk Technopark", "KR", "medical technology, biotechnology", "“Healthcare location Bochum makes an impression in South Korea with innovations”, undated", city="Chungbuk"),
)  # fmt: skip
INVENTED = (
    Invented("Osong Valley Cluster", "KR", "Osong", "2009", "Brings makers of vaccines and contract manufacturers of the valley together with those who buy from them.", "vaccines, contract manufacture", "21", (46, 9, 7, 4), "LV DE NO", ("Hanbit Vaccine", "Duru CDMO", "Songdo Fill Works", "Byeolha Bio")),
    Invented("Ruhr Health Cluster", "DE", "Bochum", "2004-05", "Opens markets abroad for the health companies of the Ruhr.", "medical technology, digital health", "12.5", (88, 6, 11, 9), "KR CN", ("Ruhrtal Medtech", "Ruhrtal Fill-Finish", "Emscher Proteins", "Westhellweg Genomics")),
    Invented("Northern Vaccine Cluster", "NO", "Bergen", "2016", "Shares trial sites and cold chains among the vaccine makers of the north.", "vaccines, cold chain", "6", (19, 2, 5, 3), "KR", ("Solbaram Vaccines", "Fjordlys Digital")),
    Invented("Latvian Life Science House", "LV", "Riga", "2012", "One address for whoever looks for a partner in Latvian life sciences.", "biologics, peptides, diagnostics", "4", (34, 3, 6, 2), "KR", ("Baltkrasta Biologics", "Gaujas Peptīdi", "Rīga Nano Diagnostics")),
)  # fmt: skip


def _organisation(name: str, country: str) -> Organisation:
    """Return the organisation of a name; a demonstration that is small has not invited everybody."""
    known = Organisation.objects.filter(name=name).order_by("pk").first()
    return known or Organisation.objects.create(
        name=name, country=country, kind=Organisation.Kind.ASSOCIATION
    )


@transaction.atomic
def build_clusters(*, by: Person, today: date) -> int:
    """Write the profiles, whose made-up ones say so; return how many there are."""
    for told in TOLD:
        describe_cluster(
            by=by,
            organisation=_organisation(told.name, told.country),
            city=told.city,
            fields=told.fields,
            target_countries=told.target_countries,
            source_note=told.source_note,
        )
    for made in INVENTED:
        _invent(made, by=by, today=today)
    return len(TOLD) + len(INVENTED)


def _invent(made: Invented, *, by: Person, today: date) -> None:
    cluster = _organisation(made.name, made.country)
    small, large, research, public = made.kinds
    domain = made.name.lower().replace(" ", "-")
    contact = name_contact(
        by=by,
        organisation=cluster,
        title="Desk for partners from abroad",
        email=f"desk@{domain}.example.org",
    )
    describe_cluster(
        by=by,
        organisation=cluster,
        city=made.city,
        founded=made.founded,
        mission=made.mission,
        fields=made.fields,
        staff=Decimal(made.staff),
        small_members=small,
        large_members=large,
        research_members=research,
        public_members=public,
        target_countries=made.target_countries,
        contact=contact,
        source_note=MADE_UP,
        validated_on=today,
    )
    for member in Organisation.objects.filter(name__in=made.members).order_by("pk"):
        add_member(by=by, cluster=cluster, member=member, role="Member")
