"""Hosts of a mission, who leads it, and who takes questions about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import missions as actions
from madang.site.programmes.actions.mission_roles import name_role
from madang.site.programmes.actions.partners import organisation_called
from madang.site.programmes.forms.missions import HostForm, RoleForm
from madang.site.programmes.models import Mission, MissionHost
from madang.site.programmes.queries import missions as queries
from madang.site.programmes.rules.missions import MissionError
from madang.site.programmes.views.mission_pages import mission_page


def managed(request: HttpRequest, slug: str) -> tuple[Mission, Person]:
    """Return a mission that this person runs, and the person; 404 for everybody else."""
    row = queries.mission_managed_by(request.user, slug)
    person = person_of(request.user)
    if person is None:
        raise Http404
    return row, person


@login_required
@require_http_methods(["GET", "POST"])
def hosts(request: HttpRequest, slug: str) -> HttpResponse:
    """List the hosts; name one more."""
    row, person = managed(request, slug)
    form = HostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            host = organisation_called(
                form.cleaned_data["name"], by=person, country=row.to_country
            )
            actions.add_host(
                row, by=person, organisation=host, note=form.cleaned_data["note"]
            )
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(
                request, _("%(name)s receives the mission.") % {"name": host}
            )
            return redirect("programmes:mission-hosts", slug)
    return mission_page(
        request,
        row,
        "hosts",
        here="setup",
        form=form,
        hosts=list(queries.hosts_of(row)),
        status=422 if form.is_bound else 200,
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_host(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take an organisation off the hosts."""
    row, person = managed(request, slug)
    host = queries.hosts_of(row).filter(pk=pk).first()
    if host is None:
        raise Http404
    if request.method == "POST":
        actions.remove_host(host, by=person)
        messages.success(
            request, _("%(name)s is no longer a host.") % {"name": host.organisation}
        )
        return redirect("programmes:mission-hosts", slug)
    return _ask(request, row, host)


def _ask(request: HttpRequest, row: Mission, host: MissionHost) -> HttpResponse:
    return mission_page(request, row, "remove_host", here="setup", host=host)


@login_required
@require_http_methods(["GET"])
def roles(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who leads the mission and who takes questions about it."""
    row, _person = managed(request, slug)
    return _roles_page(request, row)


@login_required
@require_POST
def save_role(request: HttpRequest, slug: str, role: str) -> HttpResponse:
    """Name who leads the mission, or who takes questions about it."""
    row, person = managed(request, slug)
    if role not in ("leader", "contact"):
        raise Http404
    form = RoleForm(request.POST, people=queries.people_near(row), prefix=role)
    if form.is_valid():
        try:
            name_role(row, by=person, role=role, **form.cleaned_data)
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("programmes:mission-roles", slug)
    return _roles_page(request, row, **{role: form})


def _roles_page(
    request: HttpRequest,
    row: Mission,
    *,
    leader: RoleForm | None = None,
    contact: RoleForm | None = None,
) -> HttpResponse:
    people = queries.people_near(row)

    def shown(role: str, position: object) -> RoleForm:
        initial = {
            "person": getattr(position, "person", None),
            "title": getattr(position, "title", ""),
        }
        return RoleForm(people=people, prefix=role, initial=initial)

    return mission_page(
        request,
        row,
        "roles",
        here="setup",
        leader_form=leader or shown("leader", row.leader),
        contact_form=contact or shown("contact", row.contact),
        status=422 if leader or contact else 200,
    )
