"""What holds for every answer of the site: strange addresses are refused, a wrong way in has a page, and no page is kept by whatever lies between."""

from collections.abc import Callable
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
)
from django.shortcuts import render
from django.urls import is_valid_path

# The largest key that a database knows.
MOST = 2**63 - 1
Answer = Callable[[HttpRequest], HttpResponse]


class StrangeAddresses:
    """Refuses what no database could look up: a number beyond every key is not found, a NUL character a bad request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 to a NUL character in the address, in its path or its query."""
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in query or "\0" in query:
            return HttpResponseBadRequest()
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django calls it so
        view: object,  # noqa: ARG002
        args: object,  # noqa: ARG002
        values: dict[str, Any],
    ) -> None:
        """Raise Http404 for a number in the path that is larger than any key."""
        if any(isinstance(each, int) and each > MOST for each in values.values()):
            raise Http404


def private_pages(get_response: Answer) -> Answer:
    """Tell browsers and proxies to keep no page, unless it says itself what may be kept."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def page_above(path: str) -> str:
    """Return the nearest address above this one that the site knows: /lounge/x/survey/remind/ is under /lounge/x/survey/."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            break
    return path


def wrong_ways_in(get_response: Answer) -> Answer:
    """Answer with a page of the house where a method is not allowed: a button's address that somebody opens, say.

    A browser comes there by itself when a person signs in again on the way to what they had pressed.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_bare = isinstance(response, HttpResponseNotAllowed) and not response.content
        if not is_bare or not request.accepts("text/html"):
            return response
        context = {
            "is_opened": request.method in ("GET", "HEAD"),
            "above": page_above(request.path_info),
        }
        page = render(request, "405.html", context, status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return answer
