"""One organisation's part in an event, for organisers."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.directory import queries as directory
from madang.site.directory.models import Person
from madang.site.events import queries
from madang.site.events.actions import registrations as actions
from madang.site.events.actions.hosted import set_hosted
from madang.site.events.forms.hosted import HostedForm
from madang.site.events.forms.people import RegistrationForm
from madang.site.events.models import Event, Registration
from madang.site.events.queries.availability import grid_of
from madang.site.events.queries.people import leads_of, registration_of, seats_of
from madang.site.events.rules import SetUpError

TAB = "events:people"


def organised(
    request: HttpRequest, slug: str, pk: int
) -> tuple[Person, Event, Registration]:
    """Return the organiser, the event and one of its registrations; 404 for everybody else."""
    event = queries.event_organised_by(request.user, slug)
    person = directory.person_of(request.user)
    assert person is not None  # noqa: S101 - an organiser is a person
    return person, event, registration_of(event, pk)


@login_required
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show an organisation's part with its delegates and free slots; save how it can meet."""
    person, event, row = organised(request, slug, pk)
    form = RegistrationForm(request.POST or None, initial=_initial(row))
    if form.is_valid():
        actions.change_registration(by=person, registration=row, facts=form.facts())
        messages.success(request, _("Saved."))
        return redirect("events:registration", event.slug, row.pk)
    return _page(request, row, form, _hosted_form(row))


def _initial(row: Registration) -> dict[str, object]:
    return {
        "name": row.organisation.name,
        "languages": [each.code for each in row.languages.all()],
        "most_meetings": row.most_meetings,
        "interpreter_wanted": row.interpreter_wanted,
    }


def _hosted_form(row: Registration) -> HostedForm:
    return HostedForm(
        initial={"hosted_quota": row.hosted_quota, "hosted_tier": row.hosted_tier}
    )


def _page(
    request: HttpRequest, row: Registration, form: RegistrationForm, hosted: HostedForm
) -> HttpResponse:
    seats = seats_of(row)
    context = {
        "event": row.event,
        "registration": row,
        "form": form,
        "hosted": hosted,
        "seats": seats,
        "grid": grid_of(row.event, [each.delegate for each in seats]),
        "leads": leads_of(row),
        "tab": TAB,
    }
    return render(request, "events/people/registration.html", context)


@login_required
@require_POST
def hosted(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make an organisation a hosted buyer, or one no longer."""
    person, event, row = organised(request, slug, pk)
    form = HostedForm(request.POST)
    if not form.is_valid():
        return _page(request, row, RegistrationForm(initial=_initial(row)), form)
    set_hosted(
        by=person,
        registration=row,
        quota=form.cleaned_data["hosted_quota"],
        tier=form.cleaned_data["hosted_tier"],
    )
    messages.success(request, _("Saved. The next matching reads it."))
    return redirect("events:registration", event.slug, row.pk)


@login_required
@require_POST
def invite_again(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write to a lead of the organisation again."""
    person, event, row = organised(request, slug, pk)
    lead = next(
        (each for each in leads_of(row) if str(each.pk) == request.POST.get("person")),
        None,
    )
    if lead is None:
        messages.error(request, _("Choose one of the organisation's leads."))
    else:
        try:
            actions.invite_again(by=person, registration=row, person=lead)
        except SetUpError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("Invitation sent to %(email)s.") % {"email": lead.email}
            )
    return redirect("events:registration", event.slug, row.pk)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take an organisation out of the event."""
    person, event, row = organised(request, slug, pk)
    if request.method == "POST":
        return _changed(
            request,
            row,
            lambda: actions.withdraw_registration(by=person, registration=row),
        )
    return render(
        request,
        "events/people/withdraw.html",
        {"event": event, "registration": row, "tab": TAB},
    )


@login_required
@require_POST
def restore(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Invite an organisation again that is out."""
    person, _event, row = organised(request, slug, pk)
    return _changed(
        request, row, lambda: actions.restore_registration(by=person, registration=row)
    )


def _changed(
    request: HttpRequest, row: Registration, change: Callable[[], None]
) -> HttpResponse:
    try:
        change()
    except SetUpError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("%(name)s: %(state)s.") % {"name": row, "state": row.get_state_display()},
        )
    return redirect("events:registration", row.event.slug, row.pk)
