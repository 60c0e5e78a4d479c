"""The page on which a curator opens a row to everybody or keeps it to the curators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.ledger.actions.audience import set_audience
from madang.site.ledger.forms.audience import AudienceForm
from madang.site.ledger.models import Audience, OrganisationRecord, Relation, Tie
from madang.site.ledger.queries.audience import Kept, going_with, kept_row
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, for_curators
from madang.site.ledger.wording import tie_title


def _address(row: Kept) -> str:
    name = "organisation" if isinstance(row, OrganisationRecord) else row._meta.model_name  # noqa: SLF001 - Django's public way to name a model # fmt: skip
    key = row.pk if isinstance(row, Relation) else row.key
    return reverse(f"ledger:{name}", args=[key])


def _name(row: Kept) -> str:
    if isinstance(row, Tie):
        return tie_title(row)
    if isinstance(row, Relation):
        return f"{row.subject} {row.get_predicate_display()} {row.target}"
    return str(row)


@for_curators
@require_http_methods(["GET", "POST"])
def audience(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say what changes for everybody else, then make a row public or internal."""
    row = kept_row(request.user, kind, pk)
    is_public = row.audience == Audience.PUBLIC
    wanted = Audience.INTERNAL if is_public else Audience.PUBLIC
    form = AudienceForm(
        request.POST or None, initial={"audience": wanted, "was": row.audience}
    )
    if form.is_valid():
        try:
            set_audience(row, by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Who may read it is changed."))
            return redirect(_address(row))
    context = {
        "form": form,
        "of": _name(row),
        "back": _address(row),
        "is_public": is_public,
        "parts": going_with(row) if is_public else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "ledger/change_audience.html", context, status=status)
