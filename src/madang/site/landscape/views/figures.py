"""Indicators: the list, one with its chart and table; entering and withdrawing a figure."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.directory.rules import may_curate
from madang.site.landscape.actions import figures as actions
from madang.site.landscape.forms.figures import FigureForm, FilterForm, WithdrawForm
from madang.site.landscape.models import Observation
from madang.site.landscape.queries import figures as queries
from madang.site.landscape.queries import oddities
from madang.site.landscape.queries.places import names_of
from madang.site.landscape.rules.computed import computed_from
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.landscape.wording.charts import (
    axis_unit,
    indicator_charts,
    series_of,
)
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.rules.access import LedgerError


def actor(request: HttpRequest) -> Person | User:
    """Return whom the log names; ends the request of whoever does not look after the ledger."""
    user = request.user
    if not may_curate(user) or not isinstance(user, User):
        raise PermissionDenied(_("Figures are entered by curators and the site’s staff."))  # fmt: skip
    return person_of(user) or user


@require_GET
def indicators(request: HttpRequest) -> HttpResponse:
    """List what is measured, narrowed by text and measure."""
    form = FilterForm(request.GET)
    form.is_valid()
    text = form.cleaned_data.get("q", "").strip()
    measure = form.cleaned_data.get("measure", "")
    rows = queries.indicators_seen_by(request.user)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(sector__icontains=text))
    if measure:
        rows = rows.filter(measure=measure)
    context = {
        "form": form,
        "page": page_of(request, rows),
        "is_narrowed": bool(text or measure),
        "may_curate": may_curate(request.user),
    }
    return render(request, "landscape/figures/indicators.html", context)


@require_GET
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one indicator: the chart, the same as a table, what follows from it, and what is odd."""
    row = queries.indicator_seen_by(request.user, pk)
    user = request.user
    figures = list(
        queries.with_evidence(queries.observations_seen_by(user), user)
        .filter(indicator=row)
        .order_by("geography", "counterpart", "period", "id")
    )
    around = list(queries.beside(user, figures))
    codes = {code for each in figures for code in (each.geography, each.counterpart)}
    names = names_of(codes)
    context = {
        "indicator": row,
        "page": page_of(request, figures),
        "charts": indicator_charts(figures, names),
        "series": series_of(figures, names),
        "axis": axis_unit(figures),
        "computed": [
            each
            for each in computed_from(around)
            if any(part.indicator_id == row.pk for part in each.rows)
        ],
        "oddities": oddities.in_order(
            oddities.touching(
                [*oddities.of_figures(around), *oddities.of_texts(user, figures)],
                figures,
            )
        ),
        "names": names,
        "may_curate": may_curate(user),
    }
    return render(request, "landscape/figures/indicator.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_figure(request: HttpRequest) -> HttpResponse:
    """Enter a figure with its evidence; refusals stand beside the field that they are about, and what was typed stays."""
    by = actor(request)
    form = FigureForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        try:
            row = _enter(by, form)
        except (LandscapeError, LedgerError) as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))  # fmt: skip
        else:
            messages.success(request, _("The figure is entered."))
            return redirect("landscape:indicator", row.indicator_id)
    return render(request, "landscape/figures/add.html", {"form": form})


@transaction.atomic
def _enter(by: Person | User, form: FigureForm) -> Observation:
    clean: dict[str, Any] = form.cleaned_data
    indicator = actions.ensure_indicator(by=by, **form.indicator())
    passage = add_passage(
        clean["source"], by=by, exact=clean["exact"], paraphrase=clean["paraphrase"]
    )
    return actions.add_figure(
        by=by, indicator=indicator, passages=[passage], **form.figure()
    )


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take a figure off every page."""
    row = queries.observation_seen_by(request.user, pk)
    by = actor(request)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw_figure(row, by=by, why=form.cleaned_data["why"])
        except LedgerError as error:
            form.add_error("why", str(error))
        else:
            messages.success(request, _("The figure is withdrawn. Its claim and the reason stay in the ledger."))  # fmt: skip
            return redirect("landscape:indicators")
    return render(request, "landscape/figures/withdraw.html", {"form": form, "row": row})  # fmt: skip
