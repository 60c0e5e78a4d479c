"""Enquiries to contact persons: who takes them, who reads and answers them."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Organisation, User
from madang.site.directory.queries import person_of
from madang.site.directory.rules import is_site_staff
from madang.site.ledger.models import Position
from madang.site.programmes.models import Enquiry, Mission

WINDOW = timedelta(hours=1)


def contact_at(key: str) -> Position:
    """Return a responsible contact by the key of their role; 404 for a role that takes no enquiries."""
    contact = (
        Position.objects.select_related("person", "organisation")
        .filter(key=key, is_contact=True)
        .first()
    )
    if contact is None:
        raise Http404
    return contact


def address_of(contact: Position) -> str:
    """Return the address to which enquiries go: the role's own, else its holder's; "" if there is none."""
    if contact.email:
        return contact.email
    return contact.person.email if contact.person is not None else ""


def telephone_of(contact: Position) -> str:
    """Return the telephone number that is published for a role, or ""; a holder's own number stays the directory's."""
    return contact.telephone


def recent_of_sender(email: str, *, now: datetime) -> int:
    """Return how many enquiries came from an address within the last hour."""
    return Enquiry.objects.filter(
        email__iexact=email, asked_at__gt=now - WINDOW
    ).count()


def recent_to(contact: Position, *, now: datetime) -> int:
    """Return how many enquiries a contact got within the last hour."""
    return Enquiry.objects.filter(contact=contact, asked_at__gt=now - WINDOW).count()


def enquiries_seen_by(user: User | AnonymousUser) -> QuerySet[Enquiry]:
    """Return the enquiries that this person may read and answer, the open ones first.

    They are those to a role of theirs or of the organisation whose entry they lead, and those about a mission they manage; all
    for the site's staff.
    """
    rows = Enquiry.objects.select_related(
        "contact__person",
        "contact__organisation",
        "about_organisation",
        "about_mission",
    )
    rows = rows.order_by("answered_at", "-pk")
    if is_site_staff(user):
        return rows
    person = person_of(user)
    if person is None:
        return rows.none()
    seen = Q(contact__person=person) | Q(about_mission__manager=person)
    if person.is_lead and person.organisation_id:
        seen |= Q(contact__organisation_id=person.organisation_id)
    return rows.filter(seen)


def enquiry_seen_by(user: User | AnonymousUser, pk: int) -> Enquiry:
    """Return one enquiry that this person may read; 404 otherwise."""
    enquiry = enquiries_seen_by(user).filter(pk=pk).first()
    if enquiry is None:
        raise Http404
    return enquiry


def subject_of(
    contact: Position, *, mission_slug: str, organisation_pk: int | None
) -> tuple[Mission | None, Organisation | None]:
    """Return what an enquiry is about, as the address of the form says: a mission of this contact, else an organisation.

    What is not this contact's is left out: then the enquiry is about the contact's own organisation.
    """
    mission = (
        Mission.objects.filter(slug=mission_slug, contact=contact)
        .exclude(state="draft")
        .first()
        if mission_slug
        else None
    )
    if mission is not None:
        return mission, None
    if organisation_pk is not None and organisation_pk != contact.organisation_id:
        found = Organisation.objects.filter(
            pk=organisation_pk,
            cluster_profile__contact=contact,
            cluster_profile__is_withdrawn=False,
        ).first()
        if found is not None:
            return None, found
    return None, contact.organisation
