"""Curators enter and change profiles of clusters: one by form, many by workbook."""

from collections.abc import Callable
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
from madang.site.ledger.actions.entries import enter_passage, find_or_add
from madang.site.ledger.forms.evidence import EvidenceForm
from madang.site.ledger.models import Passage
from madang.site.ledger.queries.organisations import names_offered
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.entering import place_of
from madang.site.ledger.views.gate import actor, curator_of, for_curators, show_refusal
from madang.site.ledger.views.sheets import curator_here
from madang.site.survey.views.importing import ImportPage, import_page, workbook


def _form_page(
    request: HttpRequest,
    form: ProfileForm,
    evidence: EvidenceForm,
    save: Callable[[list[Passage]], ClusterProfile],
    **context: object,
) -> HttpResponse:
    """Show the form with that of the evidence; enter both in one go, or name the field that is refused."""
    if form.is_valid() & evidence.is_valid():
        try:
            with transaction.atomic():
                passage = enter_passage(by=actor(request), evidence=evidence.facts())
                profile = save([passage])
        except (LandscapeError, LedgerError) as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, _("The profile is entered."))
            return redirect("landscape:cluster", profile.organisation_id)
    whole = {"form": form, "evidence": evidence, **context}
    return render(request, "landscape/clusters/profile.html", whole)


@for_curators
@require_http_methods(["GET", "POST"])
def add_profile(request: HttpRequest) -> HttpResponse:
    """Enter the profile of a cluster that has none, with the source and the place in it."""
    user = curator_of(request)
    data = request.POST or None
    form = NewProfileForm(data, initial=request.GET.dict())
    return _form_page(
        request,
        form,
        EvidenceForm(data, user=user),
        lambda passages: _enter(request, form, passages),
        names=names_offered(user),
        back=reverse("landscape:clusters"),
    )


def _enter(
    request: HttpRequest, form: NewProfileForm, passages: list[Passage]
) -> ClusterProfile:
    by = actor(request)
    organisation = find_or_add(by=by, named=form.named(), field="name")
    known = ClusterProfile.objects.filter(organisation=organisation)
    if known.filter(is_withdrawn=False).exists():
        raise LandscapeError(_("This cluster has a profile. Change it on its page."), field="name")  # fmt: skip
    return describe_cluster(by=by, organisation=organisation, passages=passages, **form.facts())  # fmt: skip


@for_curators
@require_http_methods(["GET", "POST"])
def change_profile(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a new claim, with evidence and a reason, in the place of what a profile says."""
    profile = queries.cluster_of(request.user, pk)
    data = request.POST or None
    form = ProfileForm(data, profile=profile)
    return _form_page(
        request,
        form,
        EvidenceForm(data, user=curator_of(request), initial=place_of(profile.claim)),
        lambda passages: describe_cluster(
            by=actor(request),
            organisation=profile.organisation,
            passages=passages,
            **form.facts(),
        ),
        profile=profile,
        back=reverse("landscape:cluster", args=[pk]),
    )


@require_GET
def clusters_file(request: HttpRequest) -> HttpResponse:
    """Return the clusters as a workbook, narrowed as the list is, at most 5,000."""
    found = ClusterFilterForm(request.GET, user=request.user).found()
    rows = queries.clusters_like(queries.clusters(request.user), **found)
    return workbook(clusters_xlsx(request.user, clusters_for_sheet(request.user, rows)), "clusters.xlsx")  # fmt: skip


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
            "One cluster a row, with its source. Of a cluster that has a profile, what a cell says takes the place of what is here, with the reason in its row; a blank cell leaves it."
        ),
        here="landscape:clusters-import",
        back=reverse("landscape:clusters"),
        template=reverse("landscape:clusters-template"),
        save=partial(take_in_clusters, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
