"""The attendee directory: who shows themselves to all participants, and nobody whom either side keeps apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Person
from madang.site.events.models import Delegate, Event, Registration
from madang.site.survey.models import Answer, Consent, Item, ItemTerm
from madang.site.survey.queries.profiles import (
    VisibleProfile,
    answers_shown_to,
    visible_profile,
    with_profile,
)

AUDIENCE = Consent.Audience.PARTICIPANTS
CHAIRS = Prefetch(
    "registration__delegates",
    Delegate.objects.filter(person__isnull=False)
    .select_related("person")
    .order_by("position"),
)


@dataclass(frozen=True)
class Attendee:
    """An organisation of the directory: what its consent shows, and its named delegates."""

    profile: VisibleProfile
    people: list[Person]

    @property
    def registration(self) -> Registration:
        """The organisation's part in the event."""
        return self.profile.registration


def attendees_shown_to(event: Event, viewer: Registration | None) -> QuerySet[Answer]:
    """Return the answers behind the directory as one organisation sees it; staff (`viewer=None`) see all that is shown."""
    return answers_shown_to(event, audience=AUDIENCE, viewer=viewer)


def filtered(rows: QuerySet[Answer], values: Mapping[str, str]) -> QuerySet[Answer]:
    """Narrow the directory by the fields q, kind, country, role and term ("facet:term"); empty ones narrow nothing.

    Only items that others may read are searched: a confidential one leaves no trace in a result.
    """
    if text := values.get("q", "").strip():
        named = Q(registration__organisation__name__icontains=text) | Q(
            registration__organisation__name_local__icontains=text
        )
        people = Delegate.objects.filter(
            registration=OuterRef("registration"), person__name__icontains=text
        )
        said = _open_items().filter(text__icontains=text)
        rows = rows.filter(
            named | Q(about__icontains=text) | Exists(people) | Exists(said)
        )
    if kind := values.get("kind", ""):
        rows = rows.filter(registration__organisation__kind=kind)
    if country := values.get("country", ""):
        rows = rows.filter(registration__organisation__country=country)
    role = values.get("role", "")
    facet, _colon, term = values.get("term", "").partition(":")
    if role or term:
        items = _open_items().filter(role=role) if role else _open_items()
        if term:
            items = items.filter(
                Exists(
                    ItemTerm.objects.filter(
                        item=OuterRef("pk"), facet=facet, term=term, is_confirmed=True
                    )
                )
            )
        rows = rows.filter(Exists(items))
    return rows


def _open_items() -> QuerySet[Item]:
    return Item.objects.filter(answer=OuterRef("pk"), is_confidential=False)


def attendees_of(rows: QuerySet[Answer]) -> QuerySet[Answer]:
    """Return the same rows with all that `attendee` reads, in a fixed number of queries."""
    return with_profile(rows).prefetch_related(CHAIRS)


def attendee(answer: Answer) -> Attendee | None:
    """Return what participants may read of one organisation, or None."""
    profile = visible_profile(answer, audience=AUDIENCE)
    return attendee_of(profile) if profile is not None else None


def attendee_of(profile: VisibleProfile) -> Attendee:
    """Return a profile with its named delegates, as participants read them."""
    people = [
        each.person
        for each in profile.registration.delegates.all()
        if each.person is not None
    ]
    return Attendee(profile=profile, people=people)


def attendee_seen_by(event: Event, viewer: Registration | None, pk: int) -> Attendee:
    """Return one organisation of the directory; 404 alike for one that is unknown, does not show itself, or is kept apart."""
    answer = (
        attendees_of(attendees_shown_to(event, viewer))
        .filter(registration_id=pk)
        .first()
    )
    found = attendee(answer) if answer is not None else None
    if found is None:
        raise Http404
    return found


def countries_in(rows: QuerySet[Answer]) -> list[str]:
    """Return the countries of the organisations that this reader sees, by code."""
    codes = rows.order_by().values_list(
        "registration__organisation__country", flat=True
    )
    return sorted({code for code in codes if code})
