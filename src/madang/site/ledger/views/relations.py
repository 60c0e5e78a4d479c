"""Pages on which curators enter how organisations relate, correct, end and withdraw what is entered."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.ledger.actions import relations as actions
from madang.site.ledger.actions.computed_records import showing_claim
from madang.site.ledger.actions.entries import find_or_add
from madang.site.ledger.forms.records import held_by
from madang.site.ledger.forms.relations import RelationForm
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.records import relation_for_curators
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
from madang.site.ledger.wording import relation_title


@for_curators
@require_http_methods(["GET", "POST"])
def add_relation(request: HttpRequest, key: str) -> HttpResponse:
    """Enter what an organisation is to another one."""
    subject = organisation_seen_by(request.user, key)
    form = RelationForm(request.POST or None)
    page = Page(
        title=_("Enter a relation"),
        text=_(
            "What %(name)s is to another organisation, with the source and the place in it."
        )
        % {"name": subject.name},
        button=_("Enter the relation"),
        done=_("The relation is entered."),
        of=subject.name,
        back=reverse("ledger:relations", args=[key]),
    )

    def save(passages: object) -> None:
        by = actor(request)
        facts = form.own()
        actions.add_relation(
            by=by,
            subject=subject,
            predicate=facts.pop("predicate"),
            target=find_or_add(by=by, named=form.named(), field="other"),
            passages=passages,  # type: ignore[arg-type]  # as entry_page gives them
            facts=facts,  # type: ignore[arg-type]  # a dictionary of the form
            **form.told(),
        )

    return entry_page(request, form, page, save)


@for_curators
@require_http_methods(["GET", "POST"])
def correct_relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter dates and words of a relation anew, with evidence and a reason."""
    row = relation_for_curators(pk)
    claim = showing_claim(row)
    form = RelationForm(
        request.POST or None,
        is_new=False,
        held_by=claim,
        initial={
            "since": row.since,
            "until": row.until,
            "text": claim.text if claim else "",
        }
        | held_by(claim),
    )
    page = correction(
        _("Correct a relation"),
        so_far(relation_title(row)),
        of=relation_title(row),
        back=reverse("ledger:relation", args=[pk]),
        claim=claim,
    )
    return record_page(request, form, page, actions.correct_relation, row)


@for_curators
@require_http_methods(["GET", "POST"])
def end_relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter until when a relation held."""
    row = relation_for_curators(pk)
    return end_page(
        request,
        (
            _("End a relation"),
            relation_title(row),
            reverse("ledger:relation", args=[pk]),
        ),
        row.until,
        actions.end_relation,
        row,
    )


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes, ask why, then withdraw a relation."""
    row = relation_for_curators(pk)
    page = Page(
        title=_("Withdraw a relation"),
        text=_(
            "“%(what)s” goes from every page. Its claims stay with your reason, for curators to read."
        )
        % {"what": relation_title(row)},
        button=_("Withdraw the relation"),
        done=_("The relation is withdrawn."),
        of=relation_title(row),
        back=reverse("ledger:relation", args=[pk]),
    )
    return withdrawal_page(
        request,
        page,
        lambda why: actions.withdraw_relation(row, by=actor(request), why=why),
    )
