"""The ledger in the formats of others: where they are, and linked data of one row. The same for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from madang.site.core.conditional import conditional
from madang.site.ledger.exports import jsonld
from madang.site.ledger.queries.occasions import (
    occasion_seen_by,
    parties_of,
    status_of,
)
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.ties import tie_seen_by


@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """Show in which formats the ledger can be taken away."""
    return render(request, "ledger/exchange.html")


@require_safe
def tie_jsonld(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with a tie in the words of schema.org, as every visitor may read it."""
    return _answer(request, jsonld.tie(tie_seen_by(None, key)))


@require_safe
def organisation_jsonld(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with an organisation in the words of schema.org, as every visitor may read it."""
    return _answer(request, jsonld.organisation(organisation_seen_by(None, key)))


@require_safe
def occasion_jsonld(request: HttpRequest, key: str) -> HttpResponse:
    """Answer with an occasion in the words of schema.org, as every visitor may read it."""
    found = occasion_seen_by(None, key)
    status = status_of(found, timezone.localdate())
    parties = [part.organisation for part in parties_of(None, found)]
    return _answer(request, jsonld.occasion(found, parties, status=status))


def _answer(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    response = HttpResponse(jsonld.as_text(said), content_type=jsonld.CONTENT_TYPE)
    return conditional(request, response)
