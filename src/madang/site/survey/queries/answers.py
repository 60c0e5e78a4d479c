"""What may be read of answers: one's own, and all of an event for its organisers."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from madang.site.events.models import Event, Registration
from madang.site.survey.models import Answer, Item, ItemTerm


def own_registration(event: Event, registration: Registration | None) -> Registration:
    """Return the registration of whoever asks, with what the survey's pages read; 404 without one."""
    if registration is None:
        raise Http404
    found = Registration.objects.select_related("organisation").prefetch_related(
        "languages", "delegates"
    )
    own = found.get(pk=registration.pk)
    own.event = event
    return own


def own_answer(registration: Registration) -> Answer | None:
    """Return an organisation's answer with all its rows, or None if it has not begun."""
    answers = Answer.objects.filter(registration=registration).select_related(
        "registration__organisation"
    )
    return answers.prefetch_related(
        "items__terms",
        "wishes",
        "never_matches",
        "consents",
        "saved_parts__person",
        "question_answers__question",
        "question_answers__choices",
    ).first()


def registrations_of(event: Event) -> QuerySet[Registration]:
    """Return the organisations that are asked to answer, each with its state of answer and numbers of items."""
    asked = event.registrations.exclude(
        state__in=[Registration.State.DECLINED, Registration.State.WITHDRAWN]
    )
    return asked.select_related("organisation", "answer").annotate(
        seeks=Count(
            "answer__items", filter=Q(answer__items__role=Item.Role.SEEK), distinct=True
        ),
        offers=Count(
            "answer__items",
            filter=Q(answer__items__role=Item.Role.OFFER),
            distinct=True,
        ),
    )


def without_answer(event: Event) -> QuerySet[Registration]:
    """Return the organisations that have not sent an answer: none begun, or still a draft."""
    asked = event.registrations.exclude(
        state__in=[Registration.State.DECLINED, Registration.State.WITHDRAWN]
    )
    return asked.exclude(answer__state=Answer.State.SUBMITTED)


def with_term(
    registrations: QuerySet[Registration], *, role: str, facet: str, term: str
) -> QuerySet[Registration]:
    """Keep those that seek or offer a term; an empty role means either."""
    terms = ItemTerm.objects.filter(
        item__answer__registration=OuterRef("pk"), facet=facet, term=term
    )
    if role:
        terms = terms.filter(item__role=role)
    return registrations.filter(Exists(terms))


@dataclass(frozen=True)
class Figures:
    """How far an event's survey has come."""

    asked: int
    sent: int
    draft: int
    silent: int
    items: int


def figures_of(event: Event) -> Figures:
    """Return the counts of an event's survey in two queries."""
    asked = event.registrations.exclude(
        state__in=[Registration.State.DECLINED, Registration.State.WITHDRAWN]
    )
    counts = asked.aggregate(
        asked=Count("pk"),
        sent=Count("pk", filter=Q(answer__state=Answer.State.SUBMITTED)),
        draft=Count("pk", filter=Q(answer__state=Answer.State.DRAFT)),
    )
    items = Item.objects.filter(
        answer__registration__in=asked, answer__state=Answer.State.SUBMITTED
    ).count()
    silent = counts["asked"] - counts["sent"] - counts["draft"]
    return Figures(
        asked=counts["asked"],
        sent=counts["sent"],
        draft=counts["draft"],
        silent=silent,
        items=items,
    )
