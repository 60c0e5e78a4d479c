"""The attendee directory and one organisation's page in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.events.models import Event, Registration
from madang.site.events.queries import event_seen_by
from madang.site.events.rules import standing
from madang.site.survey.actions.contacts import ContactError, ask_for_contact
from madang.site.survey.forms.contacts import ContactForm, FilterForm
from madang.site.survey.queries import attendees as queries
from madang.site.survey.queries.contacts import states_between


def viewer_of(request: HttpRequest, event: Event) -> Registration | None:
    """Return the organisation for which somebody looks into the directory, None for staff; 404 for anybody else."""
    here = standing(request.user, event)
    if here.registration is None and not here.is_organiser and not here.is_desk:
        raise Http404
    return here.registration


@require_GET
def attendees(request: HttpRequest, slug: str) -> HttpResponse:
    """List the organisations that show themselves to all participants."""
    event = event_seen_by(request.user, slug)
    viewer = viewer_of(request, event)
    shown = queries.attendees_shown_to(event, viewer)
    form = FilterForm(request.GET, countries=queries.countries_in(shown))
    values = form.values()
    page = page_of(request, queries.attendees_of(queries.filtered(shown, values)))
    rows = [found for answer in page if (found := queries.attendee(answer)) is not None]
    is_hidden = viewer is not None and not shown.filter(registration=viewer).exists()
    context = {
        "event": event,
        "form": form,
        "page": page,
        "rows": rows,
        "is_filtered": bool(values),
        "viewer": viewer,
        "is_hidden": is_hidden,
    }
    return render(request, "survey/attendees/all.html", context)


@require_http_methods(["GET", "POST"])
def attendee(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show one organisation as its consent allows; a participant asks its people for contact here."""
    event = event_seen_by(request.user, slug)
    viewer = viewer_of(request, event)
    found = queries.attendee_seen_by(event, viewer, pk)
    person = standing(request.user, event).person
    known = states_between(event, person, found.people) if person is not None else {}
    may_ask = viewer is not None and viewer.pk != pk and person is not None
    open_people = (
        [each for each in found.people if each.email and each.pk not in known]
        if may_ask
        else []
    )
    form = ContactForm(
        request.POST if request.method == "POST" else None, people=open_people
    )
    if request.method == "POST":
        if not may_ask or viewer is None or person is None:
            raise Http404
        if form.is_valid():
            try:
                asked = ask_for_contact(
                    by=person,
                    event=event,
                    registration=viewer,
                    asked=form.cleaned_data["person"],
                    message=form.cleaned_data["message"],
                )
            except ContactError as error:
                form.add_error(None, str(error))
            else:
                messages.info(
                    request,
                    _("%(name)s has your request.") % {"name": asked.asked.name},
                )
                return redirect("survey:attendee", slug, pk)
    context = {
        "event": event,
        "found": found,
        "people": [(each, known.get(each.pk)) for each in found.people],
        "person": person,
        "form": form if open_people else None,
        "is_own": viewer is not None and viewer.pk == pk,
        "tab": "survey:attendees",
    }
    return render(request, "survey/attendees/one.html", context)
