"""The lists on an organisation's page in full, and the page of each of their rows: what is known, on which passages, what was corrected."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.models import Organisation
from madang.site.ledger.models import Initiative, Position, Relation
from madang.site.ledger.queries import organisations as queries
from madang.site.ledger.queries import records
from madang.site.ledger.queries.evidence import evidence_of
from madang.site.ledger.rules.access import may_write
from madang.site.ledger.rules.records import BETWEEN


@require_GET
def names(request: HttpRequest, key: str) -> HttpResponse:
    """List every name of an organisation and its numbers in registers, with their evidence."""
    found = queries.organisation_seen_by(request.user, key)
    context = {
        "organisation": found,
        "page": page_of(request, found.names.all()),
        "identifiers": found.identifiers.all(),
        "evidence": records.evidence_of_names(request.user, found),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/names_of.html", context)


def _list(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """Show one of the lists of an organisation, page by page; curators also find there what is withdrawn."""
    user = request.user
    found = queries.organisation_seen_by(user, key)
    rows: dict[str, Any] = {
        "members": queries.members_seen_by,
        "memberships": queries.memberships_seen_by,
        "positions": queries.positions_of,
        "relations": queries.relations_of,
        "initiatives": queries.initiatives_of,
    }
    context: dict[str, Any] = {
        "organisation": found,
        "part": part,
        "page": page_of(request, rows[part](user, found)),
        "may_write": may_write(user),
    }
    if may_write(user):
        context["withdrawn"] = _withdrawn(request, part, found)
    return render(request, f"ledger/{part}_of.html", context)


def _withdrawn(
    request: HttpRequest, part: str, organisation: Organisation
) -> list[Model]:
    """Return the first 50 withdrawn rows of a list."""
    rows: dict[str, Any] = {
        "positions": Position.objects.filter(organisation=organisation),
        "initiatives": Initiative.objects.filter(owner=organisation),
        "relations": Relation.objects.filter(subject_organisation=organisation),
        "members": Relation.objects.filter(
            object_organisation=organisation, predicate=Relation.Predicate.MEMBER
        ),
        "memberships": Relation.objects.filter(
            subject_organisation=organisation, predicate=Relation.Predicate.MEMBER
        ),
    }
    joined = {"positions": ("person",), "initiatives": ()}.get(part, records.ENDS)
    found = records.withdrawn_of(request.user, rows[part])
    return list(found.select_related(*joined).order_by("-id")[:50])


@require_GET
def members(request: HttpRequest, key: str) -> HttpResponse:
    """List the members of a cluster, association or consortium."""
    return _list(request, key, "members")


@require_GET
def memberships(request: HttpRequest, key: str) -> HttpResponse:
    """List of what an organisation is a member."""
    return _list(request, key, "memberships")


@require_GET
def positions(request: HttpRequest, key: str) -> HttpResponse:
    """List the people in roles of an organisation."""
    return _list(request, key, "positions")


@require_GET
def relations(request: HttpRequest, key: str) -> HttpResponse:
    """List what sources say of an organisation and others."""
    return _list(request, key, "relations")


@require_GET
def initiatives(request: HttpRequest, key: str) -> HttpResponse:
    """List the initiatives that an organisation runs, funds or takes part in."""
    return _list(request, key, "initiatives")


def _record(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    whole = {**context, "may_write": may_write(request.user)}
    return render(request, f"ledger/{template}.html", whole)


@require_GET
def position(request: HttpRequest, key: str) -> HttpResponse:
    """Show a role with its evidence and corrections."""
    row = records.position_seen_by(request.user, key)
    evidence = evidence_of(request.user, row)
    return _record(request, "position", position=row, evidence=evidence)


@require_GET
def initiative(request: HttpRequest, key: str) -> HttpResponse:
    """Show an initiative with its parties, evidence and corrections."""
    row = records.initiative_seen_by(request.user, key)
    return _record(
        request,
        "initiative",
        initiative=row,
        parties=records.parties_seen_by(request.user, row),
        evidence=evidence_of(request.user, row),
    )


@require_GET
def relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a relation with its evidence and corrections."""
    row = records.relation_seen_by(request.user, pk)
    if row.predicate == Relation.Predicate.ATTRIBUTED and row.subject_tie:
        return redirect("ledger:tie", row.subject_tie.key)
    return _record(
        request,
        "relation_page",
        relation=row,
        evidence=evidence_of(request.user, row),
        is_changed_here=row.predicate in BETWEEN
        and row.subject_organisation is not None,
    )


@require_GET
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a membership with its evidence and corrections."""
    row = records.membership_seen_by(request.user, pk)
    told = records.relation_of_membership(request.user, row)
    return _record(
        request,
        "membership",
        membership=row,
        relation=told,
        evidence=evidence_of(request.user, told) if told else None,
    )
