"""A question to a contact person, and the list of whoever answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from madang.site.core.ui import page_of, whole_number
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.programmes.actions import enquiries as actions
from madang.site.programmes.forms.pitches import AnswerForm, EnquiryForm
from madang.site.programmes.models import Enquiry
from madang.site.programmes.queries import enquiries as queries
from madang.site.programmes.rules.missions import MissionError


def _initial(person: Person | None) -> dict[str, object]:
    if person is None:
        return {}
    organisation = person.organisation
    return {
        "name": person.name,
        "email": person.email,
        "organisation_name": organisation.name if organisation else "",
        "country": organisation.country if organisation else "",
    }


@require_http_methods(["GET", "POST"])
def enquire(request: HttpRequest, key: str) -> HttpResponse:
    """Show the form of a question to a contact person, and send it."""
    contact = queries.contact_at(key)
    mission, organisation = queries.subject_of(
        contact,
        mission_slug=request.GET.get("mission", "")[:80],
        organisation_pk=whole_number(request.GET.get("organisation", "")),
    )
    person = person_of(request.user)
    context: dict[str, object] = {
        "contact": contact,
        "mission": mission,
        "organisation": organisation,
    }
    try:
        actions.check_contact(contact)
    except MissionError as error:
        context["refusal"] = str(error)
        return render(request, "programmes/missions/enquire.html", context, status=409)
    form = EnquiryForm(request.POST or None, initial=_initial(person))
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_of_a_program:
                actions.enquire(
                    contact,
                    question=form.question(),
                    person=person,
                    mission=mission,
                    organisation=organisation,
                )
        except MissionError as error:
            form.refuse(error)
        else:
            return render(
                request,
                "programmes/missions/enquired.html",
                context | {"email": form.cleaned_data["email"]},
            )
    return render(
        request,
        "programmes/missions/enquire.html",
        context | {"form": form},
        status=422 if form.is_bound else 200,
    )


@login_required
@require_GET
def enquiries(request: HttpRequest) -> HttpResponse:
    """List the questions that this person may answer."""
    rows = queries.enquiries_seen_by(request.user)
    state = request.GET.get("state", "")
    if state in Enquiry.State.values:
        rows = rows.filter(state=state)
    return render(
        request,
        "programmes/missions/enquiries.html",
        {
            "page": page_of(request, rows),
            "state": state,
            "states": Enquiry.State.choices,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one question, and answer it by mail."""
    row = queries.enquiry_seen_by(request.user, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(row, by=_by(request), text=form.cleaned_data["answer"])
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("The answer is on its way to %(email)s.") % {"email": row.email},
            )
            return redirect("programmes:enquiries")
    return render(
        request,
        "programmes/missions/enquiry.html",
        {"enquiry": row, "form": form},
        status=422 if form.is_bound else 200,
    )


def _by(request: HttpRequest) -> Person:
    person = person_of(request.user)
    if person is None:
        raise Http404
    return person


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a question without an answer, or open it again."""
    row = queries.enquiry_seen_by(request.user, pk)
    try:
        if request.POST.get("do") == "open":
            actions.open_again(row, by=_by(request))
        else:
            actions.close(row, by=_by(request))
    except MissionError as error:
        messages.error(request, str(error))
    return redirect("programmes:enquiry", pk)
