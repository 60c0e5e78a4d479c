"""Whom the organiser keeps apart: rules by kind, country, group or name, and single pairs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.queries import event_organised_by
from madang.site.matching.actions.apart import (
    effect_of,
    end_apart_rule,
    set_apart_rule,
)
from madang.site.matching.actions.decisions import withdraw_decision
from madang.site.matching.forms.apart import ApartForm
from madang.site.matching.models import ApartRule, Decision
from madang.site.matching.queries.apart import sides_of

TAB = "matching:overview"


@login_required
@require_GET
def apart(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pairs that the organiser keeps apart."""
    event = event_organised_by(request.user, slug)
    rows = Decision.objects.filter(event=event, verdict="never").select_related(
        "left__organisation", "right__organisation"
    )
    return render(
        request,
        "matching/apart.html",
        {"event": event, "page": page_of(request, rows), "tab": TAB, "part": "apart"},
    )


@login_required
@require_POST
def end_apart(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a pair meet again."""
    event = event_organised_by(request.user, slug)
    decision = get_object_or_404(Decision, event=event, verdict="never", pk=pk)
    withdraw_decision(decision=decision, by=person_of(request.user))
    messages.success(
        request,
        _("%(left)s and %(right)s can be suggested to each other again.")
        % {"left": decision.left, "right": decision.right},
    )
    return redirect("matching:apart", slug=event.slug)


@login_required
@require_GET
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the rules that hold and those that have ended."""
    event = event_organised_by(request.user, slug)
    rows = ApartRule.objects.filter(event=event).select_related(
        "first_organisation", "second_organisation"
    )
    page = page_of(request, rows.order_by("ended_at", "-pk"))
    return render(
        request,
        "matching/rules.html",
        {
            "event": event,
            "page": page,
            "holding": rows.filter(ended_at__isnull=True).count(),
            "tab": TAB,
            "part": "apart",
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_rule(request: HttpRequest, slug: str) -> HttpResponse:
    """Set a rule; one that leaves somebody without a proposal is set only once that was read."""
    event = event_organised_by(request.user, slug)
    data = request.POST if request.method == "POST" else None
    form = ApartForm(data, event=event)
    effect = None
    if form.is_valid():
        first, second = form.sides["first"], form.sides["second"]
        effect = effect_of(event, first, second)
        if not (effect.emptied or effect.few) or request.POST.get("knows"):
            set_apart_rule(
                by=person_of(request.user),
                event=event,
                first=first,
                second=second,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("The rule holds from now on."))
            return redirect("matching:rules", slug=event.slug)
    return render(
        request,
        "matching/rule.html",
        {"event": event, "form": form, "effect": effect, "tab": TAB, "part": "apart"},
        status=422 if form.is_bound else 200,
    )


@login_required
@require_POST
def end_rule(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a rule hold no longer."""
    event = event_organised_by(request.user, slug)
    rule = get_object_or_404(ApartRule, event=event, ended_at__isnull=True, pk=pk)
    end_apart_rule(by=person_of(request.user), rule=rule)
    messages.success(
        request, _("The rule has ended. It can be set again from this list.")
    )
    return redirect("matching:rules", slug=event.slug)


@login_required
@require_POST
def set_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Set an ended rule again, as a new one with the same reason."""
    event = event_organised_by(request.user, slug)
    rule = get_object_or_404(ApartRule, event=event, ended_at__isnull=False, pk=pk)
    first, second = sides_of(rule)
    set_apart_rule(
        by=person_of(request.user),
        event=event,
        first=first,
        second=second,
        reason=rule.reason,
    )
    messages.success(request, _("The rule holds from now on."))
    return redirect("matching:rules", slug=event.slug)
