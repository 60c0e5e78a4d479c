"""Pages on which curators enter initiatives, correct, end and withdraw what is entered."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.directory.models import Organisation
from madang.site.ledger.actions import initiatives as actions
from madang.site.ledger.actions.computed_records import showing_claim
from madang.site.ledger.forms.initiatives import InitiativeForm
from madang.site.ledger.forms.records import held_by
from madang.site.ledger.models import Initiative, Position
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.records import (
    initiative_for_curators,
    managers_offered,
)
from madang.site.ledger.rules.records import ends_of
from madang.site.ledger.views.entering import (
    Page,
    correction,
    end_page,
    record_page,
    so_far,
    withdrawal_page,
)
from madang.site.ledger.views.gate import actor, for_curators

OWN = ("name", "kind", "target_country", "for_whom", "beneficiaries", "date_note")


def _managers(
    owner: Organisation | None, also: Position | None = None
) -> dict[str, Position]:
    return {each.key: each for each in managers_offered(owner, also)}


@for_curators
@require_http_methods(["GET", "POST"])
def add_initiative(request: HttpRequest, key: str) -> HttpResponse:
    """Enter an initiative that an organisation runs."""
    owner = organisation_seen_by(request.user, key)
    form = InitiativeForm(request.POST or None, managers=_managers(owner))
    page = Page(
        title=_("Enter an initiative"),
        text=_(
            "A project, programme, campaign, fund or plan, with the source and the place in it."
        ),
        button=_("Enter the initiative"),
        done=_("The initiative is entered."),
        of=owner.name,
        back=reverse("ledger:initiatives", args=[key]),
    )
    return record_page(request, form, page, actions.add_initiative, owner=owner)


def _initial(row: Initiative) -> dict[str, object]:
    start, end = (row.start, row.end) if row.end else ends_of(row.start)
    return {name: getattr(row, name) for name in OWN} | {
        "start": start,
        "end": end,
        "funder": row.funder.name if row.funder else "",
        "manager": row.manager.key if row.manager else "",
        "parties": "\n".join(each.organisation.name for each in row.parties.all()),
    }


@for_curators
@require_http_methods(["GET", "POST"])
def correct_initiative(request: HttpRequest, key: str) -> HttpResponse:
    """Enter what an initiative truly is, with evidence and a reason."""
    row = initiative_for_curators(key)
    claim = showing_claim(row)
    form = InitiativeForm(
        request.POST or None,
        is_new=False,
        held_by=claim,
        managers=_managers(row.owner, row.manager),
        initial=_initial(row) | held_by(claim),
    )
    page = correction(
        _("Correct an initiative"),
        so_far(row),
        of=row.name,
        back=reverse("ledger:initiative", args=[key]),
        claim=claim,
    )
    return record_page(request, form, page, actions.correct_initiative, row)


@for_curators
@require_http_methods(["GET", "POST"])
def end_initiative(request: HttpRequest, key: str) -> HttpResponse:
    """Enter until when an initiative ran."""
    row = initiative_for_curators(key)
    return end_page(
        request,
        (_("End an initiative"), row.name, reverse("ledger:initiative", args=[key])),
        row.end,
        actions.end_initiative,
        row,
    )


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_initiative(request: HttpRequest, key: str) -> HttpResponse:
    """Say what goes, ask why, then withdraw an initiative."""
    row = initiative_for_curators(key)
    page = Page(
        title=_("Withdraw an initiative"),
        text=_(
            "“%(what)s” goes from every page. Its claims stay with your reason, for curators to read."
        )
        % {"what": row},
        button=_("Withdraw the initiative"),
        done=_("The initiative is withdrawn."),
        of=row.name,
        back=reverse("ledger:initiative", args=[key]),
    )
    return withdrawal_page(
        request,
        page,
        lambda why: actions.withdraw_initiative(row, by=actor(request), why=why),
    )
