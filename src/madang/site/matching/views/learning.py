"""What the matching learned from an event's answers, as its organiser sees it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from madang.site.directory.queries import person_of
from madang.site.events.queries import event_organised_by
from madang.site.matching.actions.answers import switch_learning
from madang.site.matching.models import Learning, Reply
from madang.site.matching.queries import learning as queries

FEATURES = {
    "gain": gettext_lazy("Gain from the pair"),
    "deal": gettext_lazy("Kind of deal"),
    "field": gettext_lazy("Field"),
    "modality": gettext_lazy("Modality"),
    "stage": gettext_lazy("Stage of development"),
    "elsewhere": gettext_lazy("Another place or kind is wanted"),
    "text": gettext_lazy("Words of the two items"),
    "priority": gettext_lazy("Priority of the need"),
    "asked": gettext_lazy("What the other side seeks"),
    "closeness": gettext_lazy("Everything both say"),
    "subjects": gettext_lazy("Subjects both name"),
    "partner_type": gettext_lazy("Kind of partner"),
    "country": gettext_lazy("Country"),
    "language": gettext_lazy("Common language"),
    "wish": gettext_lazy("Named wish"),
}


def _feature_name(feature: str) -> str:
    """Return what a feature is called on pages; one without a name is shown as the score calls it."""
    return str(FEATURES.get(feature, feature.replace("_", " ")))


def _taught_by(said: str) -> str:
    """Return how much an answer teaches."""
    if said in ("yes", "no_fit"):
        return _("counts in full")
    if said == "expired":
        return _("counts at most half of a no")
    return _("teaches nothing: it is no word about the fit")


@login_required
@require_GET
def learning(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how much was said, what was learned from it, whether it is used, and why."""
    event = event_organised_by(request.user, slug)
    counts, version = queries.counts_of(event), queries.newest(event)
    return render(
        request,
        "matching/learning.html",
        {
            "event": event,
            "counts": counts,
            "fewest": queries.FEWEST_ANSWERS,
            "fewest_participants": queries.FEWEST_PARTICIPANTS,
            "said": [
                (label, counts.said.get(word, 0), _taught_by(word))
                for word, label in Reply.Said.choices
            ],
            "version": version,
            "is_on": queries.is_on(event),
            "is_outdated": version is not None and queries.is_outdated(version),
            "is_used": queries.in_use(event) is not None,
            "lines": _lines(version),
            "better_percent": _percent(version.better if version else None),
            "trees_percent": _percent(version.trees_better if version else None),
            "tab": "matching:overview",
        },
    )


def _percent(share: float | None) -> str | None:
    """A share as a number of percent, cut and not rounded up: 95 says that it is enough."""
    return None if share is None else str(int(share * 100 + 1e-9))


def _lines(version: Learning | None) -> list[dict[str, object]]:
    """Each feature with its shipped and its learned weight and the standard error of it."""
    if version is None:
        return []
    rows = zip(
        version.features, version.shipped, version.weights, version.errors, strict=True
    )
    return [
        {
            "name": _feature_name(name),
            "shipped": shipped,
            "weight": weight,
            "error": error,
        }
        for name, shipped, weight, error in rows
    ]


@login_required
@require_POST
def switch(request: HttpRequest, slug: str) -> HttpResponse:
    """Use what was learned, or leave it."""
    event = event_organised_by(request.user, slug)
    on = request.POST.get("on") == "1"
    switch_learning(event=event, by=person_of(request.user), on=on)
    messages.success(
        request,
        _("From the next matching on, what was learned counts.")
        if on
        else _("From the next matching on, the shipped weights count alone."),
    )
    return redirect("matching:learning", slug=event.slug)
