"""Days, breaks, and the slots that they make."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.templatetags.ui import day as day_name
from madang.site.directory.queries import person_of
from madang.site.events.actions.days import (
    add_break,
    add_day,
    make_slots,
    save_break,
    save_day,
)
from madang.site.events.forms.setup import BreakForm, DayForm, NewBreakForm, NewDayForm
from madang.site.events.models import Break, Day, Event
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.slots import slot_changes
from madang.site.events.rules import SetUpError
from madang.site.events.views.steps import Frame, ask_removal, edit, setup_page

STEP = "events:days"
GET_POST = ["GET", "POST"]


def _frame(event: Event, title: str, intro: str = "") -> Frame:
    return Frame(
        step=STEP, title=title, back=reverse(STEP, args=[event.slug]), intro=intro
    )


@login_required
@require_GET
def days(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the days with their breaks and slots, and what making the slots anew would change."""
    event = event_organised_by(request.user, slug)
    try:
        changes, refusal = slot_changes(event), ""
    except SetUpError as error:
        changes, refusal = None, str(error)
    rows = event.days.prefetch_related("breaks", "slots")
    return setup_page(
        request, event, "days", step=STEP, days=rows, changes=changes, refusal=refusal
    )


@login_required
@require_http_methods(GET_POST)
def new_day(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a day; the form begins with the day after the last one, and its hours."""
    event = event_organised_by(request.user, slug)
    last = event.days.order_by("date").last()
    initial = (
        {
            "date": last.date + timedelta(days=1),
            "opens": last.opens,
            "closes": last.closes,
        }
        if last
        else {}
    )
    form = NewDayForm(
        request.POST or None, instance=Day(event=event), initial=initial, last=last
    )

    def save() -> None:
        add_day(
            day=form.save(commit=False),
            breaks_of=last if form.cleaned_data.get("same_breaks") else None,
            by=person_of(request.user),
        )

    return edit(request, event, form, frame=_frame(event, _("A new day")), save=save)


@login_required
@require_http_methods(GET_POST)
def day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a day's date and hours."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Day.objects.select_related("event"), event=event, pk=pk)
    form = DayForm(request.POST or None, instance=row)
    frame = _frame(event, day_name(row.date))
    return edit(
        request,
        event,
        form,
        frame=frame,
        save=lambda: save_day(day=form.save(commit=False), by=person_of(request.user)),
    )


@login_required
@require_http_methods(GET_POST)
def remove_day(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a day with its breaks and slots."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Day, event=event, pk=pk)
    return ask_removal(
        request,
        event,
        row,
        frame=replace(
            _frame(event, _("Remove %(day)s?") % {"day": day_name(row.date)}),
            name=day_name(row.date),
        ),
    )


@login_required
@require_http_methods(GET_POST)
def new_break(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add a break to a day, or to every day."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Day.objects.select_related("event"), event=event, pk=pk)
    form = NewBreakForm(request.POST or None, instance=Break(day=row))

    def save() -> None:
        add_break(
            pause=form.save(commit=False),
            on_all_days=form.cleaned_data["on_all_days"],
            by=person_of(request.user),
        )

    frame = _frame(event, _("A break on %(day)s") % {"day": day_name(row.date)})
    return edit(request, event, form, frame=frame, save=save)


@login_required
@require_http_methods(GET_POST)
def change_break(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a break."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(
        Break.objects.select_related("day__event"), day__event=event, pk=pk
    )
    form = BreakForm(request.POST or None, instance=row)
    frame = _frame(
        event,
        _("“%(name)s” on %(day)s") % {"name": row.name, "day": day_name(row.day.date)},
    )
    return edit(
        request,
        event,
        form,
        frame=frame,
        save=lambda: save_break(
            pause=form.save(commit=False), by=person_of(request.user)
        ),
    )


@login_required
@require_http_methods(GET_POST)
def remove_break(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a break."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(
        Break.objects.select_related("day"), day__event=event, pk=pk
    )
    title = _("Remove “%(name)s” on %(day)s?") % {
        "name": row.name,
        "day": day_name(row.day.date),
    }
    return ask_removal(request, event, row, frame=_frame(event, title))


@login_required
@require_POST
def slots(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the slots from the hours."""
    event = event_organised_by(request.user, slug)
    try:
        changes = make_slots(
            event=event,
            by=person_of(request.user),
            may_lose=request.POST.get("confirm") == "yes",
        )
    except SetUpError as error:
        messages.error(request, str(error))
    else:
        figures = {
            "kept": len(changes.kept),
            "new": len(changes.new),
            "gone": len(changes.gone),
        }
        messages.success(
            request,
            _("Slots made: %(new)s new, %(kept)s as before, %(gone)s gone.") % figures,
        )
    return redirect(STEP, slug)
