"""What every operation for programs shares: problems (RFC 9457), pages by cursor, writes that a key makes safe to repeat."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Generic, TypeVar

from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Schema
from ninja.responses import Response
from pydantic import Field

from madang.site.core.models import KeptAnswer

MOST = 200
USUAL = 50
LAST_KEY = 2**63 - 1
Item = TypeVar("Item")
Line = TypeVar("Line")
Row = TypeVar("Row", bound=models.Model)


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


def answers(schema: Any, *, status: int = 200) -> dict[int, Any]:
    """Return what an operation may answer: its own shape, and every refusal."""
    return {status: schema, **REFUSALS}


class CursorPage(Schema, Generic[Item]):
    """Some items, and the cursor of the next page (null on the last)."""

    items: list[Item]
    next: int | None = None


class PageAsked(Schema):
    """Which part of a list a program wants: so many rows after a cursor. Filters of a list come beside it."""

    cursor: int = Field(0, ge=0, le=LAST_KEY, description="`next` of the page before")
    limit: int = Field(USUAL, ge=1, le=MOST, description="rows on a page")


def one_of(
    words: Iterable[str], *, default: str | None = "", is_blank_allowed: bool = True
) -> Any:
    """Return a field that takes one of these words. `default=None` makes it required.

    Every list of a page shows a blank filter as "all", so blank is a word too unless said otherwise.
    """
    known = [each for each in words if each]
    allowed = ["", *known] if is_blank_allowed else known
    pattern = f"^({'|'.join(re.escape(each) for each in allowed)})$"
    return Field(
        ... if default is None else default,
        pattern=pattern,
        json_schema_extra={"enum": list(allowed)},
    )


def found_or_404(row: "Row | None") -> "Row":
    """Return the row; Http404 where there is none."""
    if row is None:
        raise Http404
    return row


def problem(status: int, title: str, errors: list[dict[str, str]]) -> HttpResponse:
    """Return a problem as application/problem+json."""
    body = Problem(title=title, status=status, errors=errors)
    return HttpResponse(
        body.model_dump_json(), status=status, content_type="application/problem+json"
    )


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


def listed_page(
    rows: Sequence[Line], *, cursor: int, limit: int, show: Callable[[Line], Any]
) -> dict[str, Any]:
    """Return up to `limit` lines of a list that has an order of its own, after its first `cursor` lines."""
    size = max(1, min(limit, MOST))
    end = cursor + size
    return {
        "items": [show(row) for row in rows[cursor:end]],
        "next": end if end < len(rows) else None,
    }


Operation = Callable[..., Any]


def repeatable(operation: Operation) -> Operation:
    """Let a write be repeated under its `Idempotency-Key`: same body, same answer, done once; another body is refused with 422.

    The operation returns (status, shape). Without a key nothing is kept. What is refused is not kept either: it may be sent again.
    """

    @wraps(operation)
    def answer(request: HttpRequest, *args: Any, **values: Any) -> Any:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            status, shape = operation(request, *args, **values)
            return Response(shape.model_dump(), status=status)
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
    with transaction.atomic():
        try:
            with transaction.atomic():
                kept = KeptAnswer.objects.create(
                    owner=owner, key=key, request_sha256=digest, status=0, body=""
                )
        except IntegrityError:
            # Two at once: the other was first.
            return _again(KeptAnswer.objects.get(owner=owner, key=key), digest)
        status, shape = operation(request, *args, **values)
        # Written by the encoder that reads use: an instant is the same text in both.
        answer = Response(shape.model_dump(), status=status)
        KeptAnswer.objects.filter(pk=kept.pk).update(
            status=status, body=answer.content.decode()
        )
    return answer


def _again(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.request_sha256 != digest:
        raise RefusedError(
            422, "This Idempotency-Key was used for another request before"
        )
    return HttpResponse(
        kept.body, status=kept.status, content_type="application/json; charset=utf-8"
    )
