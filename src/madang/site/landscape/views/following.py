"""What I follow and my feed; following and its end, from any page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import page_of, way_back
from madang.site.directory.models import Person
from madang.site.directory.queries import person_of
from madang.site.landscape.actions import feed as actions
from madang.site.landscape.actions.weekly import set_weekly_mail
from madang.site.landscape.forms.following import (
    CountriesForm,
    FieldForm,
    FollowForm,
    OrganisationForm,
)
from madang.site.landscape.queries import following as queries
from madang.site.landscape.queries.feed import feed_of
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.landscape.wording.following import called, name_of


def _own(request: HttpRequest) -> Person:
    """Return the person who signed in; 403 with a reason for a user who is nobody's."""
    person = person_of(request.user)
    if person is None:
        raise PermissionDenied(
            _(
                "Nobody has entered you as a person yet. Write your name on %(address)s first."
            )
            % {"address": reverse("landscape:register")}
        )
    return person


def _ended(request: HttpRequest) -> dict[str, object] | None:
    """Return what the address says was just ended, with its name, so that it can be followed again."""
    try:
        kind, marks = FollowForm(request.GET, user=request.user).marks()
    except LandscapeError:
        return None
    return {"kind": kind, "marks": marks, "name": called(kind, marks)}


@login_required
@require_GET
def following(request: HttpRequest) -> HttpResponse:
    """Show what I follow, each with a way to end it, and what there is to read about it."""
    person = _own(request)
    rows = [(row, name_of(row)) for row in queries.follows_of(person)]
    context = {
        "person": person,
        "rows": rows,
        "page": page_of(request, feed_of(person), size=20),  # type: ignore[arg-type] # a sequence that reads what it is asked for
        "countries": CountriesForm(),
        "fields": FieldForm(),
        "organisations": OrganisationForm(),
        "ended": _ended(request),
        "weekly": queries.weekly_mail_of(person),
    }
    return render(request, "landscape/following/following.html", context)


@login_required
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow what the form names; a country with a second one is a pair."""
    person = _own(request)
    form = FollowForm(request.POST, user=request.user)
    try:
        kind, marks = form.marks()
        row = actions.follow(by=person, kind=kind, **marks)
    except LandscapeError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("You follow %(what)s. What is new stands in your feed.")
            % {"what": name_of(row)},
        )
    return redirect(way_back(request, reverse("landscape:following")))


@login_required
@require_POST
def unfollow(request: HttpRequest, pk: int) -> HttpResponse:
    """End one row of my own list; the list offers to take that back."""
    person = _own(request)
    row = queries.follow_of(person, pk)
    name = name_of(row)
    marks = {
        "country_a": row.country_a,
        "country_b": row.country_b,
        "organisation": row.organisation_id,
        "field": row.field,
        "entry": row.entry_id,
    }
    actions.unfollow(row, by=person)
    messages.success(request, _("You no longer follow %(what)s.") % {"what": name})
    back = way_back(request, "")
    if back and not back.startswith(reverse("landscape:following")):
        return redirect(back)
    named = {name: value for name, value in marks.items() if value}
    again = {"kind": row.kind, **named}
    return redirect(reverse("landscape:following", query=again))


@login_required
@require_POST
def weekly_mail(request: HttpRequest) -> HttpResponse:
    """Ask for my feed by mail once a week, or end that."""
    wanted = request.POST.get("wanted") == "1"
    set_weekly_mail(by=_own(request), wanted=wanted)
    messages.success(
        request,
        _("The feed comes by mail once a week.") if wanted else _("The mail is ended."),
    )
    return redirect("landscape:following")
