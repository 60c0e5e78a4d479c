"""Answers that are asked for again and again: a feed, a file of data. What has not changed is not sent twice (RFC 9110, 13)."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

# A reader asks again each time and gets 304 while nothing changed; whatever lies between keeps none of it.
CACHE = "private, no-cache"


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give an answer the hash of its bytes as its ETag; return 304 to whoever has these bytes."""
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["Cache-Control"] = CACHE
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return response if answer is None else _as_http(answer)


def _as_http(answer: object) -> HttpResponse:
    assert isinstance(answer, HttpResponse)  # noqa: S101 - the library's own class
    return answer
