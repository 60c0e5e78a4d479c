"""The directory for those who look after it: all organisations, correcting one, and who the curators are."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.core.ui import page_of
from madang.site.directory import queries, rules
from madang.site.directory.actions import curation
from madang.site.directory.actions.people import PersonError
from madang.site.directory.forms.curation import (
    CorrectionForm,
    CuratorForm,
    DirectoryFilterForm,
)
from madang.site.directory.models import Organisation, Person, User


def _actor(request: HttpRequest) -> Person | User:
    """Return whom the log names: the person, or the account of somebody whom nobody has entered as a person."""
    assert isinstance(request.user, User)  # noqa: S101 - the look-up before has let nobody else through
    return queries.person_of(request.user) or request.user


@login_required
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """List all organisations, narrowed by name, kind, country and possible duplicates."""
    rows = queries.organisations_curated_by(request.user)
    form = DirectoryFilterForm(request.GET)
    found = form.found()
    context = {
        "form": form,
        "page": page_of(request, queries.organisations_like(rows, **found)),
        "is_narrowed": any(found.values()),
        "twins": queries.possible_twins(rows).count(),
        "may_name_curators": rules.may_name_curators(request.user),
    }
    return render(request, "directory/organisations.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the directory says of an organisation, and who else has its name; save corrections."""
    organisation = queries.organisation_curated_by(request.user, pk)
    if organisation.pk != pk:
        return redirect("directory:correct", organisation.pk)
    form = CorrectionForm(
        request.POST or None, instance=Organisation.objects.get(pk=organisation.pk)
    )
    if form.is_valid():
        curation.correct_organisation(
            by=_actor(request), organisation=organisation, facts=form.cleaned_data
        )
        messages.success(request, _("Saved."))
        return redirect("directory:correct", organisation.pk)
    context = {
        "organisation": organisation,
        "form": form,
        "page": page_of(request, queries.twins_of(organisation)),
    }
    return render(request, "directory/correct.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def curators(request: HttpRequest) -> HttpResponse:
    """List the curators; name one more by e-mail address."""
    rows = queries.curators_seen_by(request.user)
    form = CuratorForm(request.POST or None)
    if form.is_valid():
        try:
            user = curation.make_curator(by=_actor(request), **form.cleaned_data)
        except PersonError as error:
            form.add_error("email", str(error))
        else:
            messages.success(
                request, _("%(email)s is a curator now.") % {"email": user.email}
            )
            return redirect("directory:curators")
    return render(
        request,
        "directory/curators.html",
        {"form": form, "page": page_of(request, rows)},
    )


@login_required
@require_http_methods(["GET", "POST"])
def remove_curator(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take the role from a curator."""
    curator = queries.curator_seen_by(request.user, pk)
    if request.method != "POST":
        return render(request, "directory/remove_curator.html", {"curator": curator})
    curation.end_curator(by=_actor(request), user=curator)
    messages.success(
        request, _("%(email)s is no longer a curator.") % {"email": curator.email}
    )
    return redirect("directory:curators")
