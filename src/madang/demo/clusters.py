"""Clusters of the demonstration: three of which the five articles tell, with what they tell alone, and four made-up ones."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.clusters import add_member, describe_cluster
from madang.site.landscape.actions.contacts import name_contact
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import Source

MADE_UP = "Made up for the demonstration"


class Told(NamedTuple):
    """A real cluster: what a source tells of it, cited."""

    name: str
    country: str
    fields: str
    source: str
    says: str
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
    Told("KoreaBio", "KR", "biotechnology", "latvia-and-korea", "Names KoreaBio, and its memorandum with Latvia’s association.", "LV"),
    Told("Norway Health Tech", "NO", "health technology", "norway-in-china", "Norway Health Tech tells of its own work with China.", "CN"),
    Told("Chungbuk Technopark", "KR", "medical technology, biotechnology", "bochum-in-korea", "Names Chungbuk Technopark, where bilateral talks were held.", city="Chungbuk"),
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
        source = Source.objects.get(key=told.source)
        describe_cluster(
            by=by,
            organisation=_organisation(told.name, told.country),
            city=told.city,
            fields=told.fields,
            target_countries=told.target_countries,
            passages=[add_passage(source, by=by, paraphrase=told.says)],
        )
    self_portraits = add_source(
        by=by,
        kind=Source.Kind.LETTER,
        title="Clusters about themselves",
        publisher=MADE_UP,
        published=today.isoformat(),
        language="en",
    )
    for made in INVENTED:
        _invent(made, by=by, today=today, told=self_portraits)
    return len(TOLD) + len(INVENTED)


def _invent(made: Invented, *, by: Person, today: date, told: Source) -> None:
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
        passages=[add_passage(told, by=by, paraphrase=made.mission)],
        validated_on=today,
    )
    for member in Organisation.objects.filter(name__in=made.members).order_by("pk"):
        add_member(by=by, cluster=cluster, member=member, role="Member")
