"""Curators enter and change profiles of clusters: one by form, many by workbook."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.landscape.actions.cluster_sheets import take_in_clusters
from madang.site.landscape.actions.clusters import describe_cluster
from madang.site.landscape.exports.clusters import clusters_template, clusters_xlsx
from madang.site.landscape.forms.clusters import ClusterFilterForm
from madang.site.landscape.forms.profiles import NewProfileForm, ProfileForm
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries import clusters as queries
from madang.site.landscape.queries.cluster_sheets import clusters_for_sheet
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.entries import find_or_add
from madang.site.ledger.queries.organisations import names_offered
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, curator_of, for_curators
from madang.site.ledger.views.sheets import curator_here
from madang.site.survey.views.importing import ImportPage, import_page, workbook


def _refuse(form: ProfileForm, error: LandscapeError | LedgerError) -> None:
    form.add_error(error.field if error.field in form.fields else None, str(error))


@for_curators
@require_http_methods(["GET", "POST"])
def add_profile(request: HttpRequest) -> HttpResponse:
    """Enter the profile of a cluster that has none."""
    form = NewProfileForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        try:
            profile = _enter(request, form)
        except (LandscapeError, LedgerError) as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The profile is entered."))
            return redirect("landscape:cluster", profile.organisation_id)
    context = {"form": form, "names": names_offered(curator_of(request)), "back": reverse("landscape:clusters")}  # fmt: skip
    return render(request, "landscape/clusters/profile.html", context)


@transaction.atomic
def _enter(request: HttpRequest, form: NewProfileForm) -> ClusterProfile:
    by = actor(request)
    organisation = find_or_add(by=by, named=form.named(), field="name")
    if ClusterProfile.objects.filter(organisation=organisation).exists():
        raise LandscapeError(_("This cluster has a profile. Change it on its page."), field="name")  # fmt: skip
    return describe_cluster(by=by, organisation=organisation, **form.facts())


@for_curators
@require_http_methods(["GET", "POST"])
def change_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the profile of a cluster."""
    profile = queries.cluster_of(request.user, pk)
    form = ProfileForm(request.POST or None, profile=profile)
    if form.is_valid():
        try:
            describe_cluster(by=actor(request), organisation=profile.organisation, **form.facts())  # fmt: skip
        except LandscapeError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("The profile is changed."))
            return redirect("landscape:cluster", pk)
    context = {"form": form, "profile": profile, "back": reverse("landscape:cluster", args=[pk])}  # fmt: skip
    return render(request, "landscape/clusters/profile.html", context)


@require_GET
def clusters_file(request: HttpRequest) -> HttpResponse:
    """Return the clusters as a workbook, narrowed as the list is, at most 5,000."""
    found = ClusterFilterForm(request.GET, user=request.user).found()
    rows = queries.clusters_like(queries.clusters(request.user), **found)
    return workbook(clusters_xlsx(clusters_for_sheet(request.user, rows)), "clusters.xlsx")  # fmt: skip


@login_required
@require_GET
def template_file(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for clusters."""
    curator_here(request)
    return workbook(clusters_template(), "clusters-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_page(request: HttpRequest) -> HttpResponse:
    """Take profiles of clusters in from a workbook."""
    person = curator_here(request)
    page = ImportPage(
        title=_("Take clusters in from a workbook"),
        text=_(
            "One cluster a row. Of a cluster that has a profile, what a cell says takes the place of what is here; a blank cell leaves it."
        ),
        here="landscape:clusters-import",
        back=reverse("landscape:clusters"),
        template=reverse("landscape:clusters-template"),
        save=partial(take_in_clusters, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
