"""The correction of a figure, and what stood in its place before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.directory.models import Person, User
from madang.site.directory.rules import may_curate
from madang.site.landscape.actions.corrections import correct_figure
from madang.site.landscape.forms.figures import CorrectionForm, first_values
from madang.site.landscape.models import Observation
from madang.site.landscape.queries.corrections import earlier_figures
from madang.site.landscape.queries.figures import observation_seen_by
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.landscape.views.figures import actor
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.rules.access import LedgerError


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what a figure truly is, with evidence and a reason; refusals stand at their fields, and what was typed stays."""
    row = observation_seen_by(request.user, pk)
    by = actor(request)
    form = CorrectionForm(request.POST or None, initial=first_values(row))
    if form.is_valid():
        try:
            _correct(by, row, form)
        except (LandscapeError, LedgerError) as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))  # fmt: skip
        else:
            messages.success(request, _("The figure is corrected. What stood before stays in its history."))  # fmt: skip
            return redirect("landscape:indicator", row.indicator_id)
    return render(request, "landscape/figures/correct.html", {"form": form, "row": row})


@transaction.atomic
def _correct(by: Person | User, row: Observation, form: CorrectionForm) -> None:
    clean = form.cleaned_data
    passage = add_passage(
        clean["source"], by=by, exact=clean["exact"], paraphrase=clean["paraphrase"]
    )
    correct_figure(row, by=by, passages=[passage], why=clean["why"], **form.figure())


@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what stood in a figure's place before, each with its source and the reason why it no longer does."""
    row = observation_seen_by(request.user, pk)
    context = {
        "row": row,
        "earlier": earlier_figures(request.user, row),
        "may_curate": may_curate(request.user),
    }
    return render(request, "landscape/figures/history.html", context)
