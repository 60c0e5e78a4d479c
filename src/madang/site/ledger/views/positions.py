"""Pages on which curators enter people in roles, correct, end and withdraw what is entered."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.ledger.actions import positions as actions
from madang.site.ledger.actions.computed_records import showing_claim
from madang.site.ledger.forms.positions import PositionForm
from madang.site.ledger.forms.records import held_by
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.records import position_for_curators
from madang.site.ledger.views.entering import (
    Page,
    correction,
    end_page,
    record_page,
    so_far,
    withdrawal_page,
)
from madang.site.ledger.views.gate import actor, for_curators

OWN = ("since", "until", "telephone", "fax", "email", "note")


@for_curators
@require_http_methods(["GET", "POST"])
def add_position(request: HttpRequest, key: str) -> HttpResponse:
    """Enter a role that somebody holds in an organisation."""
    organisation = organisation_seen_by(request.user, key)
    form = PositionForm(request.POST or None)
    page = Page(
        title=_("Enter a person in a role"),
        text=_("With the source and the place in it. Who is not named stays unnamed."),
        button=_("Enter the role"),
        done=_("The role is entered."),
        of=organisation.name,
        back=reverse("ledger:positions", args=[key]),
    )
    return record_page(
        request, form, page, actions.add_position, organisation=organisation
    )


@for_curators
@require_http_methods(["GET", "POST"])
def correct_position(request: HttpRequest, key: str) -> HttpResponse:
    """Enter what a role truly is, with evidence and a reason."""
    row = position_for_curators(key)
    claim = showing_claim(row)
    person = row.person
    initial = {name: getattr(row, name) for name in OWN} | {
        "role": row.title,
        "name": person.name if person else "",
        "name_local": person.name_local if person else "",
    }
    form = PositionForm(
        request.POST or None,
        is_new=False,
        held_by=claim,
        initial=initial | held_by(claim),
    )
    page = correction(
        _("Correct a role"),
        so_far(row),
        of=str(row),
        back=reverse("ledger:position", args=[key]),
        claim=claim,
    )
    return record_page(request, form, page, actions.correct_position, row)


@for_curators
@require_http_methods(["GET", "POST"])
def end_position(request: HttpRequest, key: str) -> HttpResponse:
    """Enter until when somebody held a role."""
    row = position_for_curators(key)
    return end_page(
        request,
        (_("End a role"), str(row), reverse("ledger:position", args=[key])),
        row.until,
        actions.end_position,
        row,
    )


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_position(request: HttpRequest, key: str) -> HttpResponse:
    """Say what goes, ask why, then withdraw a role."""
    row = position_for_curators(key)
    page = Page(
        title=_("Withdraw a role"),
        text=_(
            "“%(what)s” goes from every page. Its claims stay with your reason, for curators to read."
        )
        % {"what": row},
        button=_("Withdraw the role"),
        done=_("The role is withdrawn."),
        of=str(row),
        back=reverse("ledger:position", args=[key]),
    )
    return withdrawal_page(
        request,
        page,
        lambda why: actions.withdraw_position(row, by=actor(request), why=why),
    )
