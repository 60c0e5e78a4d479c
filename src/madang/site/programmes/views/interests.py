"""Pages of interest in a programme: express it, take it back, read it as whoever runs the programme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import page_of
from madang.site.programmes.actions import programmes as actions
from madang.site.programmes.exports.sheets import book
from madang.site.programmes.forms.programmes import InterestForm
from madang.site.programmes.queries.programme_sheets import interest_for_sheet
from madang.site.programmes.queries.programmes import interests_in, programme_seen_by
from madang.site.programmes.reading.programmes import INTEREST
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.acting import act, acting_person, managed_programme
from madang.site.programmes.views.files import xlsx_response
from madang.site.programmes.views.programmes import programme_page


@login_required
@require_POST
def express(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that one's organisation would take part."""
    programme = programme_seen_by(request.user, slug)
    person = acting_person(request)
    if not person.is_lead:
        raise PermissionDenied(
            _("Only whoever leads your organisation’s entry says so.")
        )
    form = InterestForm(request.POST)
    if form.is_valid():
        try:
            actions.express_interest(
                by=person, programme=programme, text=form.cleaned_data["text"]
            )
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _(
                    "Those who run %(name)s read it. They write to you when the call is published."
                )
                % {"name": programme.name},
            )
            return redirect("programmes:programme", slug)
    return programme_page(request, programme, form=form)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the interest back."""
    programme = programme_seen_by(request.user, slug)
    person = acting_person(request)
    return act(
        request,
        lambda: actions.withdraw_interest(by=person, programme=programme),
        done=_("Your interest is withdrawn. You can express it anew."),
        back=reverse("programmes:programme", args=[slug]),
    )


@login_required
@require_GET
def interests(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who would take part, to those who run the programme."""
    programme, _person = managed_programme(request, slug)
    context = {
        "programme": programme,
        "page": page_of(request, interests_in(programme), size=25),
    }
    return render(request, "programmes/programmes/interests.html", context)


@login_required
@require_GET
def interests_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the interests as XLSX."""
    programme, _person = managed_programme(request, slug)
    rows = interest_for_sheet(interests_in(programme))
    return xlsx_response(book((INTEREST, rows)), f"{slug}-interest.xlsx")
