"""The chairs of an organisation: for organisers, and for the organisation's own lead."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.directory import queries as directory
from madang.site.directory.actions.people import PersonError
from madang.site.directory.models import Person
from madang.site.events import queries
from madang.site.events.actions import delegates as actions
from madang.site.events.forms.people import DelegateForm
from madang.site.events.models import Delegate, Event, Registration
from madang.site.events.queries.people import (
    delegate_of,
    registration_of,
    seats_of_person,
)
from madang.site.events.rules import SetUpError, standing


def _managed(
    request: HttpRequest, slug: str, pk: int
) -> tuple[Person, Event, Registration]:
    """Return whoever may change the chairs of a registration: an organiser, or its lead. 404 or 403 otherwise."""
    event = queries.event_seen_by(request.user, slug)
    mine = standing(request.user, event)
    row = registration_of(event, pk)
    own = mine.registration is not None and mine.registration.pk == row.pk
    if mine.person is None or not (mine.is_organiser or own):
        queries.event_organised_by(request.user, slug)
    assert mine.person is not None  # noqa: S101 - found or refused above
    if not mine.is_organiser and not mine.is_lead:
        raise PermissionDenied(
            _("Only whoever leads the entry of %(name)s changes its delegates.")
            % {"name": row}
        )
    return mine.person, event, row


def _back(request: HttpRequest, event: Event, row: Registration) -> HttpResponse:
    if standing(request.user, event).is_organiser:
        return redirect("events:registration", event.slug, row.pk)
    return redirect("events:my-delegation", event.slug)


@login_required
@require_POST
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give an organisation one more chair."""
    person, event, row = _managed(request, slug, pk)
    try:
        actions.add_delegate(by=person, registration=row)
    except SetUpError as error:
        messages.error(request, str(error))
    return _back(request, event, row)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, pk: int, delegate_pk: int) -> HttpResponse:
    """Name who sits in a chair; save role and most meetings a day."""
    person, event, row = _managed(request, slug, pk)
    delegate = delegate_of(row, delegate_pk)
    form = DelegateForm(request.POST or None, delegate=delegate)
    if form.is_valid():
        try:
            actions.save_delegate(by=person, delegate=delegate, facts=form.facts())
        except (SetUpError, PersonError) as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return _back(request, event, row)
    return render(
        request,
        "events/people/delegate.html",
        _context(request, event, row, delegate) | {"form": form},
    )


def _context(
    request: HttpRequest, event: Event, row: Registration, delegate: Delegate
) -> dict[str, object]:
    return {
        "event": event,
        "registration": row,
        "delegate": delegate,
        "back": _back(request, event, row).headers["Location"],
        "tab": "events:people"
        if standing(request.user, event).is_organiser
        else "events:my-delegation",
    }


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, slug: str, pk: int, delegate_pk: int) -> HttpResponse:
    """Ask, then remove a chair."""
    person, event, row = _managed(request, slug, pk)
    delegate = delegate_of(row, delegate_pk)
    if request.method != "POST":
        context = _context(request, event, row, delegate) | {
            "absences": delegate.absences.count()
        }
        return render(request, "events/people/remove_delegate.html", context)
    try:
        actions.remove_delegate(by=person, delegate=delegate)
    except SetUpError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The seat is removed."))
    return _back(request, event, row)


@login_required
@require_http_methods(["GET", "POST"])
def remove_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a person out of one's organisation and out of its chairs."""
    person = directory.person_of(request.user)
    if person is None or not person.is_lead or person.organisation_id is None:
        raise PermissionDenied(
            _("Only whoever leads the entry of an organisation removes its people.")
        )
    colleague = directory.colleague_of(person, pk)
    if request.method != "POST":
        context = {
            "colleague": colleague,
            "seats": seats_of_person(colleague),
            "organisation": person.organisation,
        }
        return render(request, "events/people/remove_colleague.html", context)
    try:
        actions.remove_colleague(by=person, person=colleague)
    except PersonError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s is removed.") % {"name": colleague.name})
    return redirect(
        "directory:organisation" if colleague.pk != person.pk else "directory:me"
    )
