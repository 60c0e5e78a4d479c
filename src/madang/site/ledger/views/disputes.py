"""Pages on which any reader says what is wrong, and on which curators answer."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from madang.site.core.ui import page_of
from madang.site.directory.models import Organisation
from madang.site.ledger.actions import disputes as actions
from madang.site.ledger.forms.disputes import AnswerForm, DisputeForm
from madang.site.ledger.models import Dispute, Tie
from madang.site.ledger.queries import disputes as queries
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.ties import tie_seen_by
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, for_curators, show_refusal
from madang.site.ledger.views.rows import address_of, name_of


@require_http_methods(["GET", "POST"])
def dispute_tie(request: HttpRequest, key: str) -> HttpResponse:
    """Take in what a reader says is wrong about a tie that they see."""
    return _dispute(request, tie_seen_by(request.user, key))


@require_http_methods(["GET", "POST"])
def dispute_organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Take in what a reader says is wrong about an organisation whose page they see."""
    return _dispute(request, organisation_seen_by(request.user, key))


def _dispute(request: HttpRequest, about: Tie | Organisation) -> HttpResponse:
    form = DisputeForm(request.POST or None)
    back = address_of(about)
    if form.is_valid() and _is_taken(request, form, about):
        messages.success(
            request, _("Thank you. A curator reads it and answers on this page.")
        )
        return redirect(back)
    context = {"form": form, "back": back, "of": name_of(about)}
    return render(request, "ledger/dispute.html", context)


def _is_taken(request: HttpRequest, form: DisputeForm, about: Tie | Organisation) -> bool:  # fmt: skip
    """Put a filled form into the queue and say whether it is; what a machine filled is thanked for and thrown away."""
    if form.is_trapped():
        return True
    if not ratelimit.consume(request, action="dispute"):
        form.add_error(None, _("Too many from here within the hour. Try again later."))
        return False
    try:
        actions.dispute(about, **form.facts())
    except LedgerError as error:
        show_refusal(error, form)
        return False
    return True


@for_curators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits for an answer, or what has one."""
    is_answered = request.GET.get("answered") == "1"
    page = page_of(request, queries.queue(request.user, is_answered=is_answered))
    rows = [(each, name_of(each.about), address_of(each.about)) for each in page]
    context = {"page": page, "rows": rows, "is_answered": is_answered}
    return render(request, "ledger/disputes.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one with whatever was said, and take the decision with its reason."""
    row = queries.dispute_of(request.user, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer_dispute(row, by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, _("The answer stands beside the entry."))
            return redirect("ledger:disputes")
    context = {
        "dispute": row,
        "form": form,
        "of": name_of(row.about),
        "back": address_of(row.about),
        "is_open": row.decision == Dispute.Decision.OPEN,
    }
    return render(request, "ledger/answer_dispute.html", context)
