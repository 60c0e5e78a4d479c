"""The page on which a curator opens a figure to everybody or keeps it to the curators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.landscape.actions.audience import set_figure_audience
from madang.site.landscape.queries.figures import observation_seen_by
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.landscape.wording.rows import name_of
from madang.site.ledger.forms.audience import AudienceForm
from madang.site.ledger.models import Audience
from madang.site.ledger.views.gate import actor, for_curators


@for_curators
@require_http_methods(["GET", "POST"])
def figure_audience(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what changes for everybody else, then make a figure public or internal."""
    row = observation_seen_by(request.user, pk)
    is_public = row.audience == Audience.PUBLIC
    wanted = Audience.INTERNAL if is_public else Audience.PUBLIC
    form = AudienceForm(
        request.POST or None, initial={"audience": wanted, "was": row.audience}
    )
    if form.is_valid():
        try:
            set_figure_audience(row, by=actor(request), **form.cleaned_data)
        except LandscapeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Who may read it is changed."))
            return redirect("landscape:indicator", row.indicator_id)
    context = {
        "form": form,
        "of": name_of(row),
        "back": reverse("landscape:indicator", args=[row.indicator_id]),
        "is_public": is_public,
    }
    status = 422 if form.is_bound else 200
    return render(request, "ledger/change_audience.html", context, status=status)
