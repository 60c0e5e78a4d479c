"""A pitch event with its audience, the guest's own page, and the links that guests ask for."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import (
    DirectLink,
    Mission,
    MissionApplication,
    Pitch,
    PitchGuest,
)
from madang.site.programmes.queries.missions import applications_of
from madang.site.programmes.rules.missions import OVER, may_manage


def hash_of(token: str) -> str:
    """Return what is kept of a guest's secret address."""
    return hashlib.sha256(token.encode()).hexdigest()


def _full(rows: QuerySet[Pitch]) -> QuerySet[Pitch]:
    return rows.select_related("stop__mission__organiser", "stop__host")


def pitch_at(token: str) -> Pitch:
    """Return the pitch event of a secret address, as long as it may be seen; 404 otherwise."""
    pitch = (
        _full(Pitch.objects.filter(token=token))
        .exclude(stop__mission__state__in=["draft", "cancelled"])
        .first()
    )
    if pitch is None:
        raise Http404
    return pitch


def pitches_of(mission: Mission) -> QuerySet[Pitch]:
    """Return a mission's pitch events in the order of time, each with its guests (`registered`, `here`)."""
    return (
        _full(Pitch.objects.filter(stop__mission=mission))
        .annotate(
            registered=Count("guests"),
            here=Count("guests", filter=Q(guests__checked_in_at__isnull=False)),
        )
        .order_by("stop__starts_at", "pk")
    )


def pitch_of(mission: Mission, pk: int) -> Pitch:
    """Return one pitch event of a mission with its figures; 404 otherwise."""
    pitch = pitches_of(mission).filter(pk=pk).first()
    if pitch is None:
        raise Http404
    return pitch


def guests_of(pitch: Pitch, *, text: str = "") -> QuerySet[PitchGuest]:
    """Return the audience by name, each with the number of links asked for (`asked`); `text` is looked for in name, organisation and address."""
    rows = pitch.guests.annotate(asked=Count("links")).order_by("name", "pk")
    if text:
        rows = rows.filter(
            Q(name__icontains=text)
            | Q(organisation_name__icontains=text)
            | Q(email__icontains=text)
        )
    return rows


def guest_of(pitch: Pitch, pk: int) -> PitchGuest:
    """Return one guest of a pitch event; 404 otherwise."""
    guest = pitch.guests.filter(pk=pk).first()
    if guest is None:
        raise Http404
    return guest


def guest_at(token: str) -> PitchGuest:
    """Return the guest whose own page has this secret address; 404 otherwise."""
    guest = (
        PitchGuest.objects.select_related("pitch__stop__mission__organiser")
        .filter(token_hash=hash_of(token))
        .first()
    )
    if guest is None:
        raise Http404
    return guest


class Offer(NamedTuple):
    """A delegate as a guest sees them, with the guest's own link to them, if there is one."""

    application: MissionApplication
    link: DirectLink | None


def delegates_for(guest: PitchGuest) -> list[Offer]:
    """Return the mission's delegates with the guest's links; those who gave their seat back are left out."""
    mission = guest.pitch.stop.mission
    own = {each.application_id: each for each in guest.links.all()}
    rows = applications_of(mission).filter(state="selected")
    return [Offer(each, own.get(each.pk)) for each in rows]


def asking_is_over(mission: Mission, now: datetime) -> bool:
    """Say whether guests can no longer ask: the mission is over, or its last stop has ended."""
    if mission.state in OVER:
        return True
    last = mission.stops.order_by("-ends_at").values_list("ends_at", flat=True).first()
    return last is not None and last <= now


def links_of(mission: Mission) -> QuerySet[DirectLink]:
    """Return every link of a mission's guests, those that wait first."""
    return (
        DirectLink.objects.filter(application__mission=mission)
        .select_related(
            "guest__pitch__stop",
            "application__organisation",
            "application__delegate",
            "application__mission__organiser",
            "meeting",
        )
        .order_by("state", "pk")
    )


def links_seen_by(user: User | AnonymousUser, mission: Mission) -> QuerySet[DirectLink]:
    """Return the links that this person may read: all for who runs the mission, those to their own seat for a delegate; 404 for others."""
    rows = links_of(mission)
    if may_manage(user, mission):
        return rows
    person = person_of(user)
    if person is None or person.organisation_id is None:
        raise Http404
    has_seat = mission.applications.filter(
        organisation_id=person.organisation_id, state="selected"
    ).exists()
    if not has_seat:
        raise Http404
    return rows.filter(application__organisation_id=person.organisation_id)


def link_seen_by(user: User | AnonymousUser, mission: Mission, pk: int) -> DirectLink:
    """Return one link that this person may read; 404 otherwise."""
    link = links_seen_by(user, mission).filter(pk=pk).first()
    if link is None:
        raise Http404
    return link
