"""Interpreters: who they are, their languages and hours."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.actions.interpreters import save_interpreter, set_all_hours
from madang.site.events.forms.interpreters import HoursForm, InterpreterForm
from madang.site.events.models import Event, Interpreter
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.setup import hours_of
from madang.site.events.views.steps import Frame, ask_removal, edit, setup_page

STEP = "events:interpreters"
GET_POST = ["GET", "POST"]


def _frame(event: Event, title: str, intro: str = "") -> Frame:
    return Frame(
        step=STEP, title=title, back=reverse(STEP, args=[event.slug]), intro=intro
    )


@login_required
@require_GET
def interpreters(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the interpreters with their languages and hours."""
    event = event_organised_by(request.user, slug)
    page = page_of(
        request,
        event.interpreters.select_related("person").prefetch_related(
            "pairs", "absences"
        ),
    )
    slots = list(event.slots.all())
    for each in page.object_list:
        each.event = event
    rows = [(each, hours_of(each, slots)) for each in page.object_list]
    return setup_page(request, event, "interpreters", step=STEP, page=page, rows=rows)


def _edit(
    request: HttpRequest, event: Event, row: Interpreter, title: str
) -> HttpResponse:
    form = InterpreterForm(request.POST or None, instance=row)

    def save() -> None:
        email = form.cleaned_data["email"] if "email" in form.changed_data else None
        save_interpreter(
            interpreter=form.save(commit=False),
            pairs=form.pairs(),
            email=email,
            by=person_of(request.user),
        )

    return edit(
        request,
        event,
        form,
        frame=_frame(event, title),
        save=save,
        template="interpreter",
    )


@login_required
@require_http_methods(GET_POST)
def new_interpreter(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an interpreter."""
    event = event_organised_by(request.user, slug)
    return _edit(request, event, Interpreter(event=event), _("A new interpreter"))


@login_required
@require_http_methods(GET_POST)
def interpreter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change an interpreter."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(
        Interpreter.objects.select_related("event", "person"), event=event, pk=pk
    )
    return _edit(request, event, row, row.name)


@login_required
@require_http_methods(GET_POST)
def hours(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say when an interpreter works."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(
        Interpreter.objects.prefetch_related("absences"), event=event, pk=pk
    )
    row.event = event
    form = HoursForm(
        request.POST if request.method == "POST" else None, hours=hours_of(row)
    )
    frame = _frame(
        event,
        _("When %(name)s works") % {"name": row.name},
        _(
            "Without times the interpreter works all day. A slot counts if it lies wholly within the hours."
        ),
    )

    def save() -> None:
        set_all_hours(interpreter=row, days=form.changed(), by=person_of(request.user))

    return edit(request, event, form, frame=frame, save=save, template="hours")


@login_required
@require_http_methods(GET_POST)
def remove_interpreter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Remove an interpreter who is in no plan."""
    event = event_organised_by(request.user, slug)
    row = get_object_or_404(Interpreter, event=event, pk=pk)
    return ask_removal(
        request,
        event,
        row,
        frame=_frame(event, _("Remove %(name)s?") % {"name": row.name}),
    )
