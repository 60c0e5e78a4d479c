"""My entry, my organisation's entry and its people."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.directory import queries
from madang.site.directory.actions import colleagues, people
from madang.site.directory.forms.entries import (
    ColleagueForm,
    MyEntryForm,
    OrganisationForm,
)
from madang.site.directory.models import Organisation, Person, User

YEAR = 365 * 24 * 3600


def own_entry(request: HttpRequest) -> Person:
    """Return the person who signed in; 403 with a reason for a user who is nobody's."""
    person = queries.person_of(request.user)
    if person is None:
        raise PermissionDenied(
            _("Nobody has entered you as a person yet. An organiser invites you.")
        )
    return person


def _led(request: HttpRequest) -> tuple[Person, Organisation]:
    """Return whoever leads an organisation's entry and the organisation; 403 with a reason for everybody else."""
    person = own_entry(request)
    if person.organisation is None:
        raise PermissionDenied(_("You belong to no organisation here."))
    if not person.is_lead:
        raise PermissionDenied(
            _("Only whoever leads the entry of %(name)s changes it.")
            % {"name": person.organisation}
        )
    return person, person.organisation


@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """Show my entry, my organisation and my part in events; save my entry."""
    person = queries.person_of(request.user)
    if person is None:
        return _nobody(request)
    form = MyEntryForm(request.POST or None, instance=Person.objects.get(pk=person.pk))
    if form.is_valid():
        people.change_own_entry(by=person, facts=form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Saved."))
        response = redirect("directory:me")
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, person.language, max_age=YEAR, samesite="Lax"
        )
        return response
    return render(
        request,
        "directory/me.html",
        {"form": form, "person": queries.whole_entry(person)},
    )


def _nobody(request: HttpRequest) -> HttpResponse:
    """Show the page of a user who is nobody's; the site's staff enter themselves there, because nobody invites them."""
    user = request.user
    if not isinstance(user, User) or not user.is_staff:
        return render(request, "directory/nobody.html")
    form = MyEntryForm(
        request.POST or None, initial={"zone": user.zone, "language": user.language}
    )
    if form.is_valid():
        people.enter_oneself(user=user, facts=form.cleaned_data)
        return redirect("directory:me")
    return render(request, "directory/nobody.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """Show my organisation and its people; its lead saves what it says of itself."""
    person = own_entry(request)
    own = person.organisation
    if request.method == "POST" or own is None:
        person, own = _led(request)
    form = OrganisationForm(
        request.POST or None, instance=Organisation.objects.get(pk=own.pk)
    )
    if form.is_valid():
        people.change_organisation(by=person, organisation=own, facts=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("directory:organisation")
    return _organisation_page(
        request, person, form=form, colleague_form=ColleagueForm()
    )


def _organisation_page(
    request: HttpRequest,
    person: Person,
    *,
    form: OrganisationForm,
    colleague_form: ColleagueForm,
) -> HttpResponse:
    page = page_of(request, queries.colleagues_of(person))
    context = {
        "person": person,
        "organisation": person.organisation,
        "form": form,
        "colleague_form": colleague_form,
        "page": page,
    }
    return render(request, "directory/organisation.html", context)


@login_required
@require_POST
def add_colleague(request: HttpRequest) -> HttpResponse:
    """Add somebody to my organisation, and write to them if they have an address."""
    person, own = _led(request)
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            colleague, is_invited = colleagues.add_colleague(
                by=person, **form.cleaned_data
            )
        except people.PersonError as error:
            form.add_refusal(error)
        else:
            if is_invited:
                messages.success(
                    request,
                    _("Invitation sent to %(email)s.") % {"email": colleague.email},
                )
            return redirect("directory:organisation")
    return _organisation_page(
        request, person, form=OrganisationForm(instance=own), colleague_form=form
    )


@login_required
@require_http_methods(["GET", "POST"])
def colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a colleague's name, role and address."""
    person, _organisation = _led(request)
    other = queries.colleague_of(person, pk)
    form = ColleagueForm(
        request.POST or None,
        initial={
            "name": other.name,
            "email": other.email,
            "job_title": other.job_title,
        },
    )
    if form.is_valid():
        try:
            people.change_person(by=person, person=other, **form.cleaned_data)
        except people.PersonError as error:
            form.add_refusal(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("directory:organisation")
    return render(
        request, "directory/colleague.html", {"form": form, "colleague": other}
    )


@login_required
@require_POST
def invite_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a colleague an invitation, again if need be; older links stop working."""
    person, _organisation = _led(request)
    other = queries.colleague_of(person, pk)
    try:
        colleagues.invite_colleague(by=person, person=other)
    except people.PersonError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("Invitation sent to %(email)s.") % {"email": other.email}
        )
    return redirect("directory:organisation")


@login_required
@require_POST
def set_lead(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague lead the entry too, or no longer."""
    person, _organisation = _led(request)
    other = queries.colleague_of(person, pk)
    try:
        people.set_lead(by=person, person=other, leads=request.POST.get("leads") == "1")
    except people.PersonError as error:
        messages.error(request, str(error))
    return redirect(
        "directory:organisation" if other.pk != person.pk else "directory:me"
    )
