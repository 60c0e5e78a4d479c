"""Pages of a pitch event's guests, who need no account: registration by secret address, and a page of one's own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from madang.site.core.ui import whole_number
from madang.site.programmes.actions import links as actions
from madang.site.programmes.actions.pitches import register_guest
from madang.site.programmes.forms.pitches import AskForm, VisitorForm
from madang.site.programmes.models import PitchGuest
from madang.site.programmes.queries import pitches as queries
from madang.site.programmes.queries.missions import delegates_of
from madang.site.programmes.rules.missions import SHOWS_DELEGATES, MissionError


def _secret(response: HttpResponse) -> HttpResponse:
    """Keep a secret address out of search. The site's own referrer policy keeps it from the sites that the page links to.

    A stricter policy would make browsers hide where a form comes from, and the form would be refused.
    """
    response["X-Robots-Tag"] = "noindex"
    return response


@require_http_methods(["GET", "POST"])
def pitch(request: HttpRequest, token: str) -> HttpResponse:
    """Show a pitch event to whoever knows its address, and register them."""
    row = queries.pitch_at(token)
    mission = row.stop.mission
    form = VisitorForm(
        request.POST or None, initial={"language": get_language() or "en"}
    )
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            if not form.is_of_a_program:
                register_guest(row, visitor=form.visitor())
        except MissionError as error:
            form.refuse(error)
        else:
            context = {"pitch": row, "mission": mission, "email": email}
            return _secret(
                render(request, "programmes/missions/registered.html", context)
            )
    context = {
        "pitch": row,
        "mission": mission,
        "form": form,
        "delegates": list(delegates_of(mission))
        if mission.state in SHOWS_DELEGATES
        else [],
        "is_open": row.is_open
        and row.stop.ends_at > timezone.now()
        and mission.state != "reported",
    }
    status = 422 if form.is_bound else 200
    return _secret(
        render(request, "programmes/missions/guest_pitch.html", context, status=status)
    )


def _guest_page(
    request: HttpRequest,
    guest: PitchGuest,
    token: str,
    *,
    refused: AskForm | None = None,
    about: int | None = None,
) -> HttpResponse:
    mission = guest.pitch.stop.mission
    shows = mission.state in SHOWS_DELEGATES
    context = {
        "guest": guest,
        "pitch": guest.pitch,
        "mission": mission,
        "token": token,
        "offers": [
            (each, refused if refused and each.application.pk == about else AskForm(auto_id=f"id_{each.application.pk}_%s"))
            for each in (queries.delegates_for(guest) if shows else [])
        ],
        "is_over": queries.asking_is_over(mission, timezone.now()),
        "refused": refused,
    }  # fmt: skip
    return _secret(
        render(
            request,
            "programmes/missions/guest.html",
            context,
            status=422 if refused else 200,
        )
    )


@require_GET
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """Show a guest's own page."""
    return _guest_page(request, queries.guest_at(token), token)


@require_POST
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a delegate for a meeting."""
    row = queries.guest_at(token)
    number = whole_number(request.POST.get("application", ""))
    offers = {
        each.application.pk: each.application for each in queries.delegates_for(row)
    }
    application = offers.get(number) if number is not None else None
    if application is None:
        raise Http404
    form = AskForm(request.POST, auto_id=f"id_{application.pk}_%s")
    if form.is_valid():
        try:
            actions.ask(row, application=application, **form.cleaned_data)
        except MissionError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(name)s has your question. The answer comes by mail.")
                % {"name": application.organisation},
            )
            return _secret(redirect("programmes:guest", token))
    return _guest_page(request, row, token, refused=form, about=application.pk)


@require_POST
def withdraw(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Take a question back."""
    row = queries.guest_at(token)
    link = (
        row.links.select_related("application__mission", "meeting__event", "guest")
        .filter(pk=pk)
        .first()
    )
    if link is None:
        raise Http404
    try:
        actions.withdraw(link)
    except MissionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The question is taken back."))
    return _secret(redirect("programmes:guest", token))


@require_POST
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Save whether delegates may see who the guest is."""
    row = queries.guest_at(token)
    try:
        actions.change_consent(row, has_agreed=request.POST.get("agrees") == "yes")
    except MissionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return _secret(redirect("programmes:guest", token))


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then give the seat back and delete everything that the guest wrote."""
    row = queries.guest_at(token)
    context = {"guest": row, "pitch": row.pitch, "mission": row.pitch.stop.mission}
    if request.method == "POST":
        actions.erase_guest(row, by=None)
        return _secret(render(request, "programmes/missions/guest_left.html", context))
    return _secret(
        render(
            request,
            "programmes/missions/guest_leave.html",
            context | {"token": token},
        )
    )
