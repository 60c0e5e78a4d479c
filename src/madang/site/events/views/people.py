"""Who comes, for organisers: the list of organisations, and inviting one more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory.actions.people import PersonError
from madang.site.directory.queries import person_of
from madang.site.events.actions.registrations import invite_organisation
from madang.site.events.forms.people import FilterForm, InviteForm
from madang.site.events.queries import event_organised_by
from madang.site.events.queries.people import registrations_like, state_counts
from madang.site.events.rules import SetUpError


@login_required
@require_GET
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """List the organisations of an event, narrowed by words, state and country."""
    event = event_organised_by(request.user, slug)
    form = (
        FilterForm(request.GET or None, event=event)
        if request.GET
        else FilterForm({}, event=event)
    )
    counts = state_counts(event)
    context = {
        "event": event,
        "form": form,
        "page": page_of(request, registrations_like(event, **form.found())),
        "counts": counts,
        "all": sum(counts.values()),
        "is_narrowed": any(form.found().values()),
    }
    return render(request, "events/people/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite an organisation; asks which one is meant when several have the name."""
    event = event_organised_by(request.user, slug)
    # What another page proposes is only written into the fields: nothing is looked up by it.
    proposed = {key: request.GET.get(key, "") for key in ("name", "kind", "country")}
    form = InviteForm(request.POST or None, initial=proposed)
    if form.is_valid():
        try:
            registration = invite_organisation(
                by=person_of(request.user),
                event=event,
                guest=form.guest(),
                organisation=form.organisation(),
            )
        except (SetUpError, PersonError) as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("Invitation sent to %(email)s.")
                % {"email": form.cleaned_data["lead_email"]},
            )
            return redirect("events:registration", event.slug, registration.pk)
    return render(
        request,
        "events/people/invite.html",
        {"event": event, "form": form, "tab": "events:people"},
    )
