"""Consultations: free hours by day, one hour with its booking, and the hours that an adviser looks after."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from madang.site.core.ui import page_of
from madang.site.programmes.actions import consultations as actions
from madang.site.programmes.actions.consultation_letters import calendar_of
from madang.site.programmes.forms.consultations import (
    BookForm,
    CancelForm,
    HeldForm,
    SeriesForm,
)
from madang.site.programmes.forms.contracts import add_refusal
from madang.site.programmes.models import Consultation
from madang.site.programmes.queries.consultations import (
    advisers_for,
    bookings_of,
    by_day,
    free_hours,
    hour_looked_after,
    hour_seen_by,
    hours_looked_after,
)
from madang.site.programmes.rules.consultations import (
    booked_for,
    may_look_after,
    may_offer_hours,
    why_not_book,
)
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.contracts import somebody

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@login_required
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List the free hours by day, in the adviser's zone and in mine, and what I have booked."""
    person = somebody(request)
    now = timezone.now()
    page = page_of(request, free_hours(person, now))
    context = {
        "person": person,
        "page": page,
        "days": by_day(list(page)),
        "bookings": list(bookings_of(person, now)[:10]),
        "offers_hours": may_offer_hours(person),
    }
    return render(request, "programmes/portal/consultations.html", context)


def _hour_page(
    request: HttpRequest, hour: Consultation, *, form: BookForm, status: int = 200
) -> HttpResponse:
    person = somebody(request)
    now = timezone.now()
    context = {
        "hour": hour,
        "person": person,
        "form": form,
        "why_not_book": why_not_book(person, hour, now),
        "is_booked_for_me": booked_for(person, hour),
        "looks_after": may_look_after(person, hour.adviser),
        "has_begun": hour.starts_at <= now,
        "is_over": hour.ends_at <= now,
        "held_form": HeldForm(initial={"note": hour.note}),
    }
    return render(
        request, "programmes/portal/consultation.html", context, status=status
    )


@login_required
@require_http_methods(["GET", "POST"])
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one hour; book it with a question."""
    person = somebody(request)
    hour = hour_seen_by(request.user, pk)
    form = BookForm(request.POST or None)
    if form.is_valid():
        try:
            actions.book(hour, by=person, question=form.cleaned_data["question"])
        except ProgrammeError as error:
            add_refusal(form, error)
        else:
            messages.success(
                request,
                _("Booked. A mail with the entry for your calendar is on its way."),
            )
            return redirect("programmes:consultation", pk)
    return _hour_page(request, hour, form=form, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel my booking, or as adviser the hour; the page before says whom it touches."""
    person = somebody(request)
    hour = hour_seen_by(request.user, pk)
    is_mine = booked_for(person, hour)
    if not is_mine and not may_look_after(person, hour.adviser):
        raise Http404
    form = CancelForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if is_mine:
                actions.cancel_booking(hour, by=person, reason=reason)
            else:
                actions.cancel_hour(hour, by=person, reason=reason)
        except ProgrammeError as error:
            add_refusal(form, error)
        else:
            messages.info(request, _("Cancelled."))
            return redirect(
                "programmes:consultations" if is_mine else "programmes:hours"
            )
    return render(
        request,
        "programmes/portal/cancel_hour.html",
        {"form": form, "hour": hour, "is_mine": is_mine, "person": person},
        status=422 if form.is_bound else 200,
    )


@login_required
@require_safe
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a booked hour as a calendar file, to its two sides."""
    person = somebody(request)
    hour = hour_seen_by(request.user, pk)
    if hour.booked_by is None or not (
        booked_for(person, hour) or may_look_after(person, hour.adviser)
    ):
        raise Http404
    is_off = hour.state == Consultation.State.CANCELLED
    body = calendar_of(hour, hour.booked_by, is_cancelled=is_off)
    response = HttpResponse(body, content_type=CALENDAR_TYPE)
    response["Content-Disposition"] = f'attachment; filename="consultation-{pk}.ics"'
    return response


@login_required
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """List the hours that I look after, the next first; those that are over on request."""
    person = somebody(request)
    if not may_offer_hours(person):
        raise PermissionDenied(
            _(
                "Hours are offered by people of agencies and other bodies that run programmes."
            )
        )
    rows = hours_looked_after(person)
    is_past = "past" in request.GET
    now = timezone.now()
    rows = (
        rows.filter(ends_at__lte=now).order_by("-starts_at", "-pk")
        if is_past
        else rows.filter(ends_at__gt=now)
    )
    context = {
        "page": page_of(request, rows),
        "person": person,
        "is_past": is_past,
        "now": now,
    }
    return render(request, "programmes/portal/hours.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add_hours(request: HttpRequest) -> HttpResponse:
    """Offer a series of hours, my own or as lead a colleague's."""
    person = somebody(request)
    if not may_offer_hours(person):
        raise PermissionDenied(
            _(
                "Hours are offered by people of agencies and other bodies that run programmes."
            )
        )
    form = SeriesForm(
        request.POST or None,
        advisers=advisers_for(person),
        initial={
            "adviser": person.pk,
            "zone": person.zone,
            "weekdays": [0, 1, 2, 3, 4],
        },
    )
    if form.is_valid():
        try:
            made = actions.add_hours(
                by=person, adviser=form.cleaned_data["adviser"], series=form.series
            )
        except ProgrammeError as error:
            add_refusal(form, error)
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)s hour is offered.",
                    "%(count)s hours are offered.",
                    len(made),
                )
                % {"count": len(made)},
            )
            return redirect("programmes:hours")
    status = 422 if form.is_bound else 200
    return render(
        request, "programmes/portal/add_hours.html", {"form": form}, status=status
    )


@login_required
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a cancelled hour again."""
    person = somebody(request)
    try:
        actions.restore_hour(hour_looked_after(request.user, pk), by=person)
    except ProgrammeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The hour is offered again."))
    return redirect("programmes:hours")


@login_required
@require_POST
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an hour took place, with a line about it."""
    person = somebody(request)
    hour = hour_looked_after(request.user, pk)
    form = HeldForm(request.POST)
    if form.is_valid():
        try:
            actions.mark_held(hour, by=person, note=form.cleaned_data["note"])
        except ProgrammeError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Saved."))
    else:
        messages.error(request, _("At most 400 characters."))
    return redirect("programmes:consultation", pk)
