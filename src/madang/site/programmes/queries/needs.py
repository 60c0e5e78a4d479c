"""Needs: which somebody sees, which stand in the fields of an organisation, and who answered."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Need, NeedAnswer
from madang.site.programmes.rules.needs import publishes
from madang.site.survey.models import Answer, Item, ItemTerm


def needs_seen_by(user: User | AnonymousUser) -> QuerySet[Need]:
    """Return the needs that a user sees: published and closed ones, and the drafts of the organisation whose entry they lead."""
    person = person_of(user)
    shown = ~Q(state=Need.State.DRAFT)
    if person is not None and person.is_lead and person.organisation_id is not None:
        shown |= Q(organisation_id=person.organisation_id)
    return (
        Need.objects.filter(shown)
        .select_related("organisation")
        .order_by("-published_at", "-pk")
    )


def need_seen_by(user: User | AnonymousUser, slug: str) -> Need:
    """Return one need; 404 for one that this user does not see."""
    return get_object_or_404(needs_seen_by(user), slug=slug)


def open_condition(now: datetime) -> Q:
    """Return the condition that answers are taken."""
    return Q(state=Need.State.PUBLISHED) & (
        Q(answers_until=None) | Q(answers_until__gt=now)
    )


def needs_like(
    rows: QuerySet[Need],
    *,
    country: str = "",
    field: str = "",
    now: datetime | None = None,
) -> QuerySet[Need]:
    """Narrow a list by country and field, and with `now` to needs that take answers; empty ones narrow nothing."""
    if country:
        rows = rows.filter(country=country)
    if field:
        rows = rows.filter(field=field)
    return rows.filter(open_condition(now)) if now is not None else rows


def need_countries() -> list[str]:
    """Return the country codes of needs that everybody sees."""
    rows = Need.objects.exclude(state=Need.State.DRAFT).exclude(country="")
    return sorted(set(rows.values_list("country", flat=True)))


def fields_offered_by(organisation: Organisation) -> set[str]:
    """Return the fields in which an organisation's sent answers offer something; what is confidential is left out."""
    return set(
        ItemTerm.objects.filter(
            facet=ItemTerm.Facet.FIELD,
            item__role=Item.Role.OFFER,
            item__is_confidential=False,
            item__answer__state=Answer.State.SUBMITTED,
            item__answer__registration__organisation=organisation,
        ).values_list("term", flat=True)
    )


def in_fields_of(person: Person, now: datetime | None = None) -> QuerySet[Need]:
    """Return the open needs of others in the fields that a person's organisation offers, those that close first on top."""
    organisation = person.organisation
    if organisation is None:
        return Need.objects.none()
    return (
        Need.objects.filter(
            open_condition(now or timezone.now()),
            field__in=fields_offered_by(organisation),
        )
        .exclude(organisation=organisation)
        .exclude(answers__organisation=organisation)
        .select_related("organisation")
        .order_by("answers_until", "-published_at", "pk")
    )


def own_answer(person: Person | None, need: Need) -> NeedAnswer | None:
    """Return what a person's organisation answered, withdrawn or not."""
    if person is None or person.organisation_id is None:
        return None
    return need.answers.filter(organisation_id=person.organisation_id).first()


def answers_to(need: Need, person: Person | None) -> QuerySet[NeedAnswer]:
    """Return the answers that stand, to those who look after the need; to everybody else none."""
    if not publishes(person, need):
        return NeedAnswer.objects.none()
    return (
        need.answers.exclude(state=NeedAnswer.State.WITHDRAWN)
        .select_related("organisation", "person")
        .order_by("at", "pk")
    )


def answer_seen_by(user: User | AnonymousUser, pk: int) -> NeedAnswer:
    """Return an answer that stands, to those who look after its need; 404 for others."""
    answer = (
        NeedAnswer.objects.exclude(state=NeedAnswer.State.WITHDRAWN)
        .select_related("need__organisation", "organisation", "person")
        .filter(pk=pk)
        .first()
    )
    if answer is None or not publishes(person_of(user), answer.need):
        raise Http404
    return answer


def answers_of(person: Person | None) -> QuerySet[NeedAnswer]:
    """Return what a person's organisation answered, the newest first."""
    if person is None or person.organisation_id is None:
        return NeedAnswer.objects.none()
    return (
        NeedAnswer.objects.filter(organisation_id=person.organisation_id)
        .select_related("need__organisation")
        .order_by("-at", "-pk")
    )
