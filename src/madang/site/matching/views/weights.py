"""How much each thing counts: moved, looked at, saved, taken up again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_organised_by
from madang.site.matching.actions import weightings as actions
from madang.site.matching.actions.runs import TooFewAnswersError, start_matching
from madang.site.matching.forms.weights import LevelsForm
from madang.site.matching.models import Weighting, WeightingPreview
from madang.site.matching.queries import weightings as queries

PAGE_SIZE = 10


@login_required
@require_GET
def weights(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the levels that count, the newest preview, and every version."""
    event = event_organised_by(request.user, slug)
    preview = queries.newest_preview(event)
    levels = preview.levels() if preview else queries.current_levels(event)
    return _page(request, event, LevelsForm(initial=levels), preview)


def _page(
    request: HttpRequest,
    event: Event,
    form: LevelsForm,
    preview: WeightingPreview | None,
) -> HttpResponse:
    job = queries.job_of(preview)
    return render(
        request,
        "matching/weights.html",
        {
            "event": event,
            "form": form,
            "current": queries.current_weighting(event),
            "preview": preview,
            "job": job if preview and preview.result is None else None,
            "result": _named(event, preview),
            "page": page_of(request, queries.weightings_of(event), size=PAGE_SIZE),
            "is_live": True,
            "tab": "matching:overview",
            "part": "weights",
        },
        status=422 if form.is_bound else 200,
    )


def _named(event: Event, preview: WeightingPreview | None) -> dict[str, Any] | None:
    """Return what a preview found, with registrations in place of their ids; those that are gone are left out."""
    if preview is None or preview.result is None:
        return None
    result = dict(preview.result)
    wanted = {pk for pk, _before, _after in result["movers"]}
    for pk, goes, comes in result["examples"]:
        wanted |= {pk, *(other for _place, other in [*goes, *comes])}
    rows = Registration.objects.filter(event=event).select_related("organisation")
    names = rows.in_bulk(wanted)
    result["movers"] = [
        (names[pk], before, after)
        for pk, before, after in result["movers"]
        if pk in names
    ]
    result["examples"] = [
        (
            names[pk],
            [(place, names[each]) for place, each in goes if each in names],
            [(place, names[each]) for place, each in comes if each in names],
        )
        for pk, goes, comes in result["examples"]
        if pk in names
    ]
    return result


@login_required
@require_POST
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Compute what the chosen levels would change."""
    event = event_organised_by(request.user, slug)
    form = LevelsForm(request.POST)
    if not form.is_valid():
        return _page(request, event, form, queries.newest_preview(event))
    refused = ""
    try:
        actions.start_preview(
            by=person_of(request.user), event=event, levels=form.cleaned_data
        )
    except actions.WeightingRefusal as refusal:
        refused = str(refusal)
    # A page that looks on asks for the preview alone.
    if request.headers.get("HX-Request"):
        return _preview(request, event, queries.newest_preview(event), refused)
    if refused:
        messages.error(request, refused)
    return redirect("matching:weights", slug=event.slug)


@login_required
@require_GET
def look_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the page that waits for the newest preview, whoever began it: its result, or the waiting once more."""
    event = event_organised_by(request.user, slug)
    return _preview(request, event, queries.newest_preview(event), "")


def _preview(
    request: HttpRequest, event: Event, preview: WeightingPreview | None, refused: str
) -> HttpResponse:
    return render(
        request,
        "matching/preview.html",
        {
            "event": event,
            "preview": preview,
            "job": queries.job_of(preview) if preview and not preview.result else None,
            "result": _named(event, preview),
            "refused": refused,
        },
    )


@login_required
@require_POST
def save(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Save the levels of a preview and match again with them."""
    event = event_organised_by(request.user, slug)
    preview = get_object_or_404(WeightingPreview, event=event, pk=pk)
    person = person_of(request.user)
    try:
        made = actions.save_weighting(by=person, event=event, preview=preview)
    except actions.WeightingRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("matching:weights", slug=event.slug)
    return _matched(request, event, made)


@login_required
@require_POST
def take_up(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let an earlier version count again and match with it; 0 is what is shipped."""
    event = event_organised_by(request.user, slug)
    person = person_of(request.user)
    if number == 0:
        made = actions.take_up_shipped(by=person, event=event)
    else:
        known = get_object_or_404(Weighting, event=event, number=number)
        made = actions.take_up_weighting(by=person, weighting=known)
    return _matched(request, event, made)


def _matched(request: HttpRequest, event: Event, made: Weighting) -> HttpResponse:
    messages.success(
        request,
        _("Version %(number)d is saved. The answers are matched again with it.")
        % {"number": made.number},
    )
    try:
        start_matching(event=event, by=person_of(request.user))
    except TooFewAnswersError as error:
        messages.error(request, str(error))
    return redirect("matching:weights", slug=event.slug)
