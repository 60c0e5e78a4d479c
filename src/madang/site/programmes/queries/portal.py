"""What the portal of a person shows: the three steps, what waits, what is due, what can be applied for, whom to ask."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core.time import zone
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.models import (
    Application,
    Call,
    Contract,
    ContractParty,
    Need,
    Programme,
)
from madang.site.programmes.queries.applications import (
    Progress,
    of_person,
    progress_of,
)
from madang.site.programmes.queries.calls import open_calls_for
from madang.site.programmes.queries.consultations import bookings_of, free_hours
from madang.site.programmes.queries.contracts import contracts_seen_by, to_sign
from madang.site.programmes.queries.milestones import due_for
from madang.site.programmes.queries.needs import in_fields_of
from madang.site.programmes.queries.support import (
    Supply,
    requests_waiting_for,
    supplies_of,
)
from madang.site.programmes.rules.contracts import runs, side_of
from madang.site.programmes.rules.programmes import OWNER_KINDS

MOST = 5


@dataclass(frozen=True)
class DueLine:
    """One thing that is due: its day, what it is, where it is done, and a line about it."""

    day: date
    title: str
    link: str
    why: str = ""
    late: str = ""


class Portal:
    """Everything on a person's portal; each part is read once, when the page asks for it."""

    def __init__(self, person: Person, *, now: datetime, today: date) -> None:
        self.person = person
        self.now = now
        self.today = today
        self.zone = person.zone or "UTC"

    @cached_property
    def follows(self) -> Counter[str]:
        """How many of each kind the person follows."""
        return Counter(self.person.follows.values_list("kind", flat=True))

    @cached_property
    def contracts(self) -> list[Contract]:
        """The contracts that the person reads, the newest first."""
        if self.person.user is None:
            return []
        return list(contracts_seen_by(self.person.user))

    @cached_property
    def to_sign(self) -> list[Contract]:
        """The contracts that wait for this person's signature, those that lapse first on top."""
        waiting = [
            each
            for each in self.contracts
            if each.state == Contract.State.OFFERED
            and each.sign_until >= self.today
            and (side := side_of(self.person, each)) is not None
            and side.signed_at is None
        ]
        return sorted(waiting, key=lambda each: (each.sign_until, each.pk))

    @cached_property
    def own(self) -> list[Contract]:
        """The contracts by which the person's organisation gets support."""
        return [
            each
            for each in self.contracts
            if any(
                party.role == ContractParty.Role.BENEFICIARY
                and party.organisation_id == self.person.organisation_id
                for party in each.parties.all()
            )
        ]

    @cached_property
    def running(self) -> Contract | None:
        """The newest contract whose support can be used today."""
        return next((each for each in self.own if runs(each, self.today)), None)

    @cached_property
    def supplies(self) -> list[Supply]:
        """What the running contract gives, with what is used and left."""
        return supplies_of(self.running) if self.running is not None else []

    @cached_property
    def drafts(self) -> list[tuple[Application, Progress]]:
        """The drafts of the organisation whose calls still take them, the last saved first."""
        return [
            (each, progress_of(each))
            for each in self.applications
            if each.state == Application.State.DRAFT
            and each.call.state == Call.State.PUBLISHED
            and each.call.closes_at > self.now
        ]

    @cached_property
    def applications(self) -> list[Application]:
        """The organisation's applications, the last saved first."""
        return list(of_person(self.person)[:20])

    @cached_property
    def calls(self) -> list[Call]:
        """What the organisation can apply for, now or soon."""
        return list(open_calls_for(self.person, self.now)[: MOST + 1])

    @cached_property
    def needs(self) -> list[Need]:
        """Open needs of others in the organisation's fields."""
        return list(in_fields_of(self.person, self.now)[:MOST])

    @cached_property
    def requests(self) -> int:
        """How many requests for support this person decides about."""
        return requests_waiting_for(self.person).count()

    @cached_property
    def gives_support(self) -> bool:
        """Whether the person belongs to a body that offers contracts and hours."""
        organisation = self.person.organisation
        return organisation is not None and organisation.kind in OWNER_KINDS

    @cached_property
    def next_hour(self) -> object:
        """The next free hour, or None."""
        return free_hours(self.person, self.now).first()

    @cached_property
    def bookings(self) -> list[object]:
        """The booked hours that are not over."""
        return list(bookings_of(self.person, self.now)[:MOST])

    @cached_property
    def contacts(self) -> list[Programme]:
        """The programmes whose contact the person can ask: of own contracts, cohorts and open calls."""
        calls = [each.pk for each in self.calls]
        return list(programmes_to_ask(self.person, calls)[:MOST])

    @cached_property
    def due(self) -> list[DueLine]:
        """What is due, the first day on top: signatures, drafts, milestones, answers to needs."""
        lines = [*self._signatures(), *self._drafts(), *self._milestones()]
        return sorted(lines, key=lambda each: (each.day, each.title))

    def _signatures(self) -> Iterator[DueLine]:
        for each in self.to_sign:
            yield DueLine(
                day=each.sign_until,
                title=_("Sign: %(title)s") % {"title": each.title},
                link=reverse("programmes:contract", args=[each.pk]),
                why=_("by both sides, or it lapses"),
            )

    def _drafts(self) -> Iterator[DueLine]:
        for application, progress in self.drafts:
            closes = application.call.closes_at.astimezone(zone(self.zone))
            yield DueLine(
                day=closes.date(),
                title=_("Hand in: %(title)s")
                % {"title": application.title or application.call.title},
                link=reverse("programmes:application", args=[application.pk]),
                why=_("%(percent)s%% complete, closes at %(time)s")
                % {"percent": progress.percent, "time": f"{closes:%H:%M}"},
            )

    def _milestones(self) -> Iterator[DueLine]:
        for each in due_for(self.person, self.today):
            yield DueLine(
                day=each.milestone.due_on,
                title=each.milestone.title,
                link=reverse("programmes:milestone", args=[each.milestone.pk]),
                why=each.milestone.member.programme.name,
                late=each.late,
            )


def programmes_to_ask(
    person: Person, calls: Iterable[int] | QuerySet[Call, Any]
) -> QuerySet[Programme]:
    """Return the programmes whose contact a person can ask: those of own contracts, of own cohorts, and of these calls."""
    own = Q(calls__in=calls)
    if person.organisation_id is not None:
        own |= Q(contracts__parties__organisation_id=person.organisation_id)
        own |= Q(cohort__organisation_id=person.organisation_id)
    return (
        Programme.objects.filter(own)
        .exclude(state__in=[Programme.State.DRAFT, Programme.State.ENDED])
        .select_related("owner", "manager", "contact__person")
        .distinct()
        .order_by("name", "pk")
    )


def what_waits(request: HttpRequest) -> str:
    """Return what the portal's door says: how many contracts wait for whoever reads, or that one registers for free."""
    person = person_of(request.user)
    if person is None:
        return _("Free registration")
    count = to_sign(person, timezone.localdate()).count()
    if not count:
        return _("Enter my portal")
    return ngettext(
        "%(count)s contract waits for your signature",
        "%(count)s contracts wait for your signature",
        count,
    ) % {"count": count}
