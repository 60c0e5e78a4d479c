"""Who works for an event, for its organisers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.queries import person_of
from madang.site.events.actions import staff as actions
from madang.site.events.forms.people import StaffForm
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.people import staff_member, staff_of
from madang.site.events.rules import SetUpError


@login_required
@require_http_methods(["GET", "POST"])
def staff(request: HttpRequest, slug: str) -> HttpResponse:
    """List organisers and desk; add somebody by e-mail address."""
    event = event_organised_by(request.user, slug)
    form = StaffForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_staff(
                by=person_of(request.user), event=event, **form.cleaned_data
            )
        except SetUpError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("Mail sent to %(email)s.") % {"email": form.cleaned_data["email"]},
            )
            return redirect("events:staff", event.slug)
    context = {
        "event": event,
        "form": form,
        "page": page_of(request, staff_of(event)),
        "tab": "events:people",
    }
    return render(request, "events/people/staff.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def remove_staff(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take a role from somebody."""
    event = event_organised_by(request.user, slug)
    person = person_of(request.user)
    assert person is not None  # noqa: S101 - an organiser is a person
    member = staff_member(event, pk)
    if request.method != "POST":
        context = {
            "event": event,
            "member": member,
            "is_me": member.person_id == person.pk,
            "tab": "events:people",
        }
        return render(request, "events/people/remove_staff.html", context)
    try:
        actions.remove_staff(by=person, staff=member)
    except SetUpError as error:
        messages.error(request, str(error))
        return redirect("events:staff", event.slug)
    messages.success(
        request, _("%(name)s no longer has this role.") % {"name": member.person}
    )
    if member.person_id == person.pk and member.role == "organiser":
        return redirect("events:detail", event.slug)
    return redirect("events:staff", event.slug)
