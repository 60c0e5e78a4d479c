"""Round tables and the seats at them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.actions.round_tables import (
    free_seat,
    give_seat,
    save_round_table,
)
from madang.site.events.forms.round_tables import RoundTableForm, SeatForm
from madang.site.events.models import Event, RoundTable, RoundTableSeat
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.round_tables import round_tables_of, seats_of
from madang.site.events.rules import SetUpError
from madang.site.events.views.steps import Frame, ask_removal, edit, setup_page

STEP = "events:round-tables"
GET_POST = ["GET", "POST"]


def _frame(event: Event, title: str) -> Frame:
    return Frame(step=STEP, title=title, back=reverse(STEP, args=[event.slug]))


def _find(event: Event, pk: int) -> RoundTable:
    rows = RoundTable.objects.select_related(
        "event", "slot", "place", "chair__organisation"
    )
    return get_object_or_404(rows, event=event, pk=pk)


@login_required
@require_GET
def round_tables(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the round tables."""
    event = event_organised_by(request.user, slug)
    return setup_page(
        request,
        event,
        "round_tables",
        step=STEP,
        page=page_of(request, round_tables_of(event)),
    )


def _edit(
    request: HttpRequest, event: Event, row: RoundTable, title: str
) -> HttpResponse:
    form = RoundTableForm(request.POST or None, instance=row)

    def save() -> None:
        save_round_table(
            round_table=form.save(commit=False), by=person_of(request.user)
        )

    return edit(request, event, form, frame=_frame(event, title), save=save)


@login_required
@require_http_methods(GET_POST)
def new_round_table(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a round table."""
    event = event_organised_by(request.user, slug)
    return _edit(request, event, RoundTable(event=event), _("A new round table"))


@login_required
@require_http_methods(GET_POST)
def change_round_table(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a round table."""
    event = event_organised_by(request.user, slug)
    row = _find(event, pk)
    return _edit(request, event, row, row.title)


@login_required
@require_http_methods(GET_POST)
def round_table(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show who sits at a round table, and give the next seat."""
    event = event_organised_by(request.user, slug)
    row = _find(event, pk)
    form = SeatForm(request.POST or None, round_table=row)
    if request.method == "POST" and form.is_valid():
        try:
            seat = give_seat(
                round_table=row,
                delegate=form.cleaned_data["delegate"],
                by=person_of(request.user),
            )
        except SetUpError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("Seat %(number)s is given to %(who)s.")
                % {"number": seat.number, "who": seat.delegate},
            )
            return redirect("events:round-table", slug, pk)
    seats = list(seats_of(row))
    return setup_page(
        request,
        event,
        "round_table",
        step=STEP,
        row=row,
        seats=seats,
        form=form,
        free=row.seats - len(seats),
    )


@login_required
@require_http_methods(GET_POST)
def remove_round_table(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a round table with its seats."""
    event = event_organised_by(request.user, slug)
    row = _find(event, pk)
    return ask_removal(
        request,
        event,
        row,
        frame=_frame(event, _("Remove “%(name)s”?") % {"name": row.title}),
    )


@login_required
@require_http_methods(GET_POST)
def remove_seat(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a seat back, after asking."""
    event = event_organised_by(request.user, slug)
    rows = RoundTableSeat.objects.select_related(
        "round_table__event", "delegate__person", "delegate__registration__organisation"
    )
    seat = get_object_or_404(rows, round_table__event=event, pk=pk)
    back = reverse("events:round-table", args=[slug, seat.round_table_id])
    if request.method == "POST":
        free_seat(seat=seat, by=person_of(request.user))
        messages.success(
            request, _("Seat %(number)s is free.") % {"number": seat.number}
        )
        return redirect(back)
    return setup_page(request, event, "remove_seat", step=STEP, seat=seat, back=back)
