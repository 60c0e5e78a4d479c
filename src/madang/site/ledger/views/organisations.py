"""The list of organisations of the ledger, and one organisation."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from madang.site.core.ui import page_of
from madang.site.directory.models import Organisation
from madang.site.ledger.forms.searches import OrganisationSearchForm
from madang.site.ledger.models import Claim
from madang.site.ledger.queries import occasions as occasion_queries
from madang.site.ledger.queries import organisations as queries
from madang.site.ledger.queries import ties as tie_queries
from madang.site.ledger.queries.claims import (
    claims_seen_by,
    standing_claims,
    with_evidence,
)
from madang.site.ledger.queries.merged import about
from madang.site.ledger.rules.access import may_write
from madang.site.ledger.views import as_of
from madang.site.ledger.views.parts import part_of


@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations that have a page, narrowed by name in any script, kind and country."""
    form = OrganisationSearchForm(
        request.GET, countries=queries.countries_of_organisations(request.user)
    )
    rows = queries.organisations_like(
        request.user, queries.organisations_seen_by(request.user), form.search()
    )
    context = {
        "form": form,
        "page": page_of(request, rows),
        "is_narrowed": bool(form.values()),
        "may_write": may_write(request.user),
    }
    return render(request, "ledger/organisations.html", context)


@require_GET
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Show one organisation: names, identifiers, members, people in roles, ties, occasions, what is said of it."""
    found = queries.organisation_seen_by(request.user, key)
    if found.record.key != key:
        address = reverse("ledger:organisation", args=[found.record.key])
        query = request.GET.urlencode()
        return redirect(f"{address}?{query}" if query else address)
    day = as_of.day_asked(request)
    if day is not None:
        return as_of.organisation_page(request, found, day)
    user = request.user
    occasions = occasion_queries.occasions_like(
        user,
        occasion_queries.occasions_seen_by(user),
        occasion_queries.OccasionSearch(organisation=key),
    )
    ties = tie_queries.newest_first(tie_queries.ties_of(user, found))
    context = {
        "organisation": found,
        "record": found.record,
        "names": found.names.all(),
        "identifiers": found.identifiers.all(),
        "merged": queries.merged_seen_by(user, found)[:20],
        "ties": part_of(tie_queries.with_sides(ties, user)),
        "occasions": part_of(occasions),
        "members": part_of(queries.members_seen_by(user, found)),
        "memberships": part_of(queries.memberships_seen_by(user, found)),
        "positions": part_of(queries.positions_of(user, found)),
        "relations": part_of(queries.relations_of(user, found)),
        "initiatives": part_of(queries.initiatives_of(user, found)),
        "claims": part_of(with_evidence(_claims_about(request, found), user)),
        "today": timezone.localdate(),
        "may_write": may_write(user),
    }
    return render(request, "ledger/organisation.html", context)


def _claims_about(request: HttpRequest, found: Organisation) -> QuerySet[Claim]:
    return standing_claims(claims_seen_by(request.user)).filter(about(found))
