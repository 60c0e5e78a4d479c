"""Pages on which curators enter members of clusters and associations, correct, end and withdraw what is entered."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.directory.models import Membership, Organisation
from madang.site.ledger.actions import memberships as actions
from madang.site.ledger.actions.computed_records import showing_claim
from madang.site.ledger.actions.entries import find_or_add
from madang.site.ledger.forms.records import held_by
from madang.site.ledger.forms.relations import MembershipForm
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.records import membership_for_curators
from madang.site.ledger.views.entering import (
    Page,
    correction,
    end_page,
    entry_page,
    record_page,
    so_far,
    withdrawal_page,
)
from madang.site.ledger.views.gate import actor, for_curators


def _enter(
    request: HttpRequest, here: Organisation, page: Page, *, is_member: bool
) -> HttpResponse:
    """Enter that the other organisation is a member of this one, or with `is_member` this one of the other."""
    form = MembershipForm(request.POST or None)

    def save(passages: object) -> None:
        by = actor(request)
        other = find_or_add(by=by, named=form.named(), field="other")
        actions.add_membership(
            by=by,
            member=here if is_member else other,
            cluster=other if is_member else here,
            passages=passages,  # type: ignore[arg-type]  # as entry_page gives them
            facts=form.own(),  # type: ignore[arg-type]  # a dictionary of the form
            **form.told(),
        )

    return entry_page(request, form, page, save)


@for_curators
@require_http_methods(["GET", "POST"])
def add_membership(request: HttpRequest, key: str) -> HttpResponse:
    """Enter of what an organisation is a member."""
    here = organisation_seen_by(request.user, key)
    page = Page(
        title=_("Enter a membership"),
        text=_(
            "Of which cluster, association or consortium %(name)s is a member, with the source and the place in it."
        )
        % {"name": here.name},
        button=_("Enter the membership"),
        done=_("The membership is entered."),
        of=here.name,
        back=reverse("ledger:memberships", args=[key]),
    )
    return _enter(request, here, page, is_member=True)


@for_curators
@require_http_methods(["GET", "POST"])
def add_member(request: HttpRequest, key: str) -> HttpResponse:
    """Enter who is a member of an organisation."""
    here = organisation_seen_by(request.user, key)
    page = Page(
        title=_("Enter a member"),
        text=_("Who is a member of %(name)s, with the source and the place in it.")
        % {"name": here.name},
        button=_("Enter the membership"),
        done=_("The membership is entered."),
        of=here.name,
        back=reverse("ledger:members", args=[key]),
    )
    return _enter(request, here, page, is_member=False)


def _title(row: Membership) -> str:
    return _("%(member)s, member of %(cluster)s") % {
        "member": row.member.name,
        "cluster": row.cluster.name,
    }


@for_curators
@require_http_methods(["GET", "POST"])
def correct_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter role and dates of a membership anew, with evidence and a reason."""
    row = membership_for_curators(pk)
    relation = actions.relation_of(row)
    claim = showing_claim(relation) if relation else None
    form = MembershipForm(
        request.POST or None,
        is_new=False,
        held_by=claim,
        initial={"text": row.role, "since": row.since, "until": row.until}
        | held_by(claim),
    )
    page = correction(
        _("Correct a membership"),
        so_far(_title(row)),
        of=_title(row),
        back=reverse("ledger:membership", args=[pk]),
        claim=claim,
    )
    return record_page(request, form, page, actions.correct_membership, row)


@for_curators
@require_http_methods(["GET", "POST"])
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter until when a membership lasted."""
    row = membership_for_curators(pk)
    return end_page(
        request,
        (_("End a membership"), _title(row), reverse("ledger:membership", args=[pk])),
        row.until,
        actions.end_membership,
        row,
    )


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes, ask why, then withdraw a membership."""
    row = membership_for_curators(pk)
    page = Page(
        title=_("Withdraw a membership"),
        text=_(
            "“%(what)s” goes from the list of members. Its claims stay with your reason, for curators to read."
        )
        % {"what": _title(row)},
        button=_("Withdraw the membership"),
        done=_("The membership is withdrawn."),
        of=_title(row),
        back=reverse("ledger:members", args=[row.cluster.record.key]),
    )
    return withdrawal_page(
        request,
        page,
        lambda why: actions.withdraw_membership(row, by=actor(request), why=why),
    )
