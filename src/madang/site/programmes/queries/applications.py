"""Applications: whose they are, how complete a draft is, and what stands between somebody and an application."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import moment
from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    Call,
    CallQuestion,
    Contract,
)
from madang.site.programmes.rules.applications import may_read, roles_in
from madang.site.programmes.rules.calls import phase

WITHDRAWN = Application.State.WITHDRAWN


@dataclass(frozen=True)
class Part:
    """One part of an application: its field in the form, its label, what is written, whether it must and does fit."""

    key: str
    label: str
    text: str
    is_required: bool
    question: CallQuestion | None = None

    @property
    def is_done(self) -> bool:
        """Whether something is written."""
        return bool(self.text)


@dataclass(frozen=True)
class Progress:
    """How far a draft is: the parts that must be written, and those that are."""

    parts: list[Part]

    @property
    def missing(self) -> list[Part]:
        """The parts that must still be written."""
        return [each for each in self.parts if each.is_required and not each.is_done]

    @property
    def all(self) -> int:
        """The number of parts that must be written."""
        return sum(each.is_required for each in self.parts)

    @property
    def done(self) -> int:
        """The number of those that are written."""
        return self.all - len(self.missing)

    @property
    def percent(self) -> int:
        """The share of the required parts that are written, in whole per cent rounded down."""
        return 100 * self.done // self.all if self.all else 100


def asks_amount(call: Call) -> bool:
    """Whether an application says how much it asks for: always for funds, and wherever a call has a limit for each."""
    return call.kind == Call.Kind.FUNDING or call.most_each is not None


def progress_of(application: Application) -> Progress:
    """Return the parts of an application. Reads answers and questions as prefetched by `whole`."""
    texts = {each.question_id: each.text for each in application.answers.all()}
    parts = [
        Part("title", _("Title of the project"), application.title, is_required=True)
    ]
    if asks_amount(application.call):
        amount = application.amount
        text = f"{amount:.2f}" if amount is not None else ""
        parts.append(Part("amount", _("Amount applied for"), text, is_required=True))
    parts += [
        Part(
            f"question-{each.pk}",
            each.text,
            texts.get(each.pk, ""),
            each.is_required,
            each,
        )
        for each in application.call.questions.all()
    ]
    return Progress(parts)


def whole(rows: QuerySet[Application]) -> QuerySet[Application]:
    """Return applications with everything that a page of theirs shows, in a fixed number of queries."""
    return rows.select_related(
        "call__programme__owner", "organisation", "person", "decision"
    ).prefetch_related("answers", "call__questions")


def of_person(person: Person) -> QuerySet[Application]:
    """Return the applications of a person's organisation with call and programme, the last saved first."""
    if person.organisation_id is None:
        return Application.objects.none()
    return whole(
        Application.objects.filter(organisation_id=person.organisation_id)
    ).order_by("-saved_at", "-pk")


def application_seen_by(
    user: User | AnonymousUser, pk: int
) -> tuple[Application, frozenset[str]]:
    """Return an application and what this user is to it; 404 for whoever must not read its contents."""
    application = whole(Application.objects.filter(pk=pk)).first()
    if application is None:
        raise Http404
    roles = roles_in(person_of(user), application)
    if not may_read(roles, application):
        raise Http404
    return application, roles


def own_application(person: Person | None, call: Call) -> Application | None:
    """Return the application of a person's organisation that stands in a call, draft or not."""
    if person is None or person.organisation_id is None:
        return None
    return (
        call.applications.filter(organisation_id=person.organisation_id)
        .exclude(state=WITHDRAWN)
        .first()
    )


def applications_to(call: Call, *, person: Person | None) -> QuerySet[Application]:
    """Return what was submitted to a call, for those who run it: no drafts, nothing withdrawn, nothing of their own organisation."""
    rows = call.applications.exclude(state__in=[Application.State.DRAFT, WITHDRAWN])
    if person is not None and person.organisation_id is not None:
        rows = rows.exclude(organisation_id=person.organisation_id)
    return (
        rows.select_related("organisation", "person", "decision", "call__programme")
        .prefetch_related("reviews")
        .order_by("submitted_at", "pk")
    )


def running_contract(
    organisation: Organisation, *, owner: Organisation, today: date
) -> Contract | None:
    """Return a concluded contract by which `owner` supports an organisation today."""
    return Contract.objects.filter(
        Q(runs_until__gte=today, runs_from__lte=today),
        state=Contract.State.CONCLUDED,
        programme__owner=owner,
        parties__organisation=organisation,
        parties__role="beneficiary",
    ).first()


def why_no_contract(organisation: Organisation, call: Call, today: date) -> str:
    """Return why an organisation cannot submit for want of a contract; empty when it can, or needs none."""
    owner = call.programme.owner
    if not call.needs_contract or running_contract(
        organisation, owner=owner, today=today
    ):
        return ""
    return _(
        "This call is for organisations with a signed support contract with %(owner)s. Yours has none that runs today."
    ) % {"owner": owner.name}


def why_not_apply(
    person: Person | None, call: Call, now: datetime | None = None
) -> str:
    """Return why this person cannot start an application; empty when they can."""
    now = now or timezone.now()
    if reason := why_not_open(call, now):
        return reason
    if person is None or person.organisation is None:
        return _("Only organisations of the directory apply.")
    if person.organisation_id == call.programme.owner_id:
        return _("Your organisation runs this programme, and does not apply to it.")
    if not person.is_lead:
        return _("Only whoever leads your organisation’s entry applies.")
    home = call.programme.home_country
    if home and person.organisation.country != home:
        return _("This call is for organisations of another country.")
    if own_application(person, call) is not None:
        return _("Your organisation has an application here already.")
    return ""


def why_not_open(call: Call, now: datetime) -> str:
    """Return why nothing can be submitted to a call now; empty when it is open."""
    at = phase(call, now)
    if at == "open":
        return ""
    if at == "soon":
        return _("The call opens on %(when)s.") % {
            "when": moment(call.opens_at, call.zone)
        }
    if at == "closed":
        return _("The call closed on %(when)s.") % {
            "when": moment(call.closes_at, call.zone)
        }
    if at == "decided":
        return _("The call is decided.")
    if at == "withdrawn":
        return _("The call was withdrawn.")
    return _("The call is not published yet.")


def granted_in(call: Call) -> tuple[int, Decimal]:
    """Return how many applications of a call were accepted, and the sum granted."""
    rows = ApplicationDecision.objects.filter(
        application__call=call, outcome=ApplicationDecision.Outcome.ACCEPTED
    ).values_list("amount", flat=True)
    return len(rows), sum((each or Decimal(0) for each in rows), Decimal(0))
