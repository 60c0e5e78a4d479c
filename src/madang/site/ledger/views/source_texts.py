"""The page on which a curator puts in the text of a source as it was read, and sees which quotations stand in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from madang.site.ledger.actions.source_texts import read_text
from madang.site.ledger.forms.source_texts import TextForm
from madang.site.ledger.queries.sources import source_seen_by
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, for_curators, show_refusal


@for_curators
@require_http_methods(["GET", "POST"])
def source_text(request: HttpRequest, key: str) -> HttpResponse:
    """Take the text of a source; say where each quotation stands in it, and which are not there."""
    source = source_seen_by(request.user, key)
    form = TextForm(request.POST or None, initial={"read_on": timezone.localdate()})
    found = None
    if form.is_valid():
        try:
            found = read_text(source, by=actor(request), **form.cleaned_data)
        except LedgerError as error:
            show_refusal(error, form)
    context = {"form": form, "source": source, "found": found}
    return render(request, "ledger/source_text.html", context)
