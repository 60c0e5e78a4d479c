"""What every operation for programs shares: problems (RFC 9457), pages by cursor, writes that a key makes safe to repeat."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.responses import Response

from madang.site.core.models import KeptAnswer

MOST = 200
Item = TypeVar("Item")


class Problem(Schema):
    """Why an operation was refused (RFC 9457), with the fields concerned."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = []


class RefusedError(Exception):
    """A refusal with its HTTP status; becomes a Problem."""

    def __init__(
        self, status: int, title: str, *, errors: list[dict[str, str]] | None = None
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.errors = status, title, errors or []


# Every operation declares what may be refused; one table for all.
REFUSALS: dict[int, type[Problem]] = dict.fromkeys(
    (400, 401, 403, 404, 409, 422), Problem
)


class CursorPage(Schema, Generic[Item]):
    """Some items, and the cursor of the next page (null on the last)."""

    items: list[Item]
    next: int | None = None


def problem(status: int, title: str, errors: list[dict[str, str]]) -> HttpResponse:
    """Return a problem as application/problem+json."""
    body = Problem(title=title, status=status, errors=errors)
    return HttpResponse(
        body.model_dump_json(), status=status, content_type="application/problem+json"
    )


Row = TypeVar("Row", bound=models.Model)


def cursor_page(
    rows: "models.QuerySet[Row]",
    *,
    cursor: int,
    limit: int,
    show: Callable[[Row], Any],
) -> dict[str, Any]:
    """Return up to `limit` rows after the row `cursor` (0: from the start), in the order of their keys."""
    size = max(1, min(limit, MOST))
    found = list(rows.filter(pk__gt=cursor).order_by("pk")[: size + 1])
    return {
        "items": [show(row) for row in found[:size]],
        "next": found[size - 1].pk if len(found) > size else None,
    }


Operation = Callable[..., Any]


def repeatable(operation: Operation) -> Operation:
    """Let a write be repeated under its `Idempotency-Key`: same body, same answer, done once; another body is refused with 422.

    The operation returns (status, body). Without a key nothing is kept.
    """

    @wraps(operation)
    def answer(request: HttpRequest, *args: Any, **values: Any) -> Any:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return operation(request, *args, **values)
        if len(key) > 200:
            raise RefusedError(400, "Idempotency-Key: at most 200 characters")
        owner = str(getattr(request, "token_owner", ""))
        digest = _digest(request)
        kept = KeptAnswer.objects.filter(owner=owner, key=key).first()
        if kept is None:
            return _first(operation, request, args, values, (owner, key, digest))
        return _again(kept, digest)

    return answer


def _digest(request: HttpRequest) -> str:
    what = f"{request.method} {request.get_full_path()}\n".encode() + request.body
    return hashlib.sha256(what).hexdigest()


def _first(
    operation: Operation,
    request: HttpRequest,
    args: tuple[Any, ...],
    values: dict[str, Any],
    mark: tuple[str, str, str],
) -> Any:
    owner, key, digest = mark
    try:
        with transaction.atomic():
            kept = KeptAnswer.objects.create(
                owner=owner, key=key, request_sha256=digest, status=0, body=""
            )
            status, body = operation(request, *args, **values)
            text = json.dumps(body)
            KeptAnswer.objects.filter(pk=kept.pk).update(status=status, body=text)
    except IntegrityError:
        # Two at once: the other was first.
        return _again(KeptAnswer.objects.get(owner=owner, key=key), digest)
    return Response(body, status=status)


def _again(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.request_sha256 != digest:
        raise RefusedError(
            422, "This Idempotency-Key was used for another request before"
        )
    return HttpResponse(
        kept.body, status=kept.status, content_type="application/json; charset=utf-8"
    )
