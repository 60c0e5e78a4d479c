"""The interface for programs: collects the apps' routers, knows whose token it was, turns refusals into problems."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as BadInput

from madang import __version__
from madang.site.core.api import RefusedError, problem
from madang.site.directory.actions.tokens import find_token
from madang.site.directory.models import ApiToken

WRITES = {"POST", "PUT", "PATCH", "DELETE"}


def bearer(request: HttpRequest) -> object:
    """Say who asks. Without a token a program reads what every visitor may read; a wrong token is refused."""
    header = request.headers.get("Authorization", "")
    # A browser's session does not count here: no other site can use it.
    request.user = AnonymousUser()
    if not header:
        if request.method in WRITES:
            raise RefusedError(401, "This operation needs a token")
        return "visitor"
    word, _space, secret = header.partition(" ")
    token = find_token(secret.strip()) if word.lower() == "bearer" else None
    if token is None or token.person.user is None:
        raise RefusedError(401, "This token is not known, has expired or was revoked")
    if request.method in WRITES and token.scope != ApiToken.Scope.WRITE:
        raise RefusedError(403, "This token may read only")
    request.user = token.person.user
    request.token_owner = f"token {token.pk}"  # type: ignore[attr-defined]  # read by core.api.repeatable
    return token


api = NinjaAPI(
    title="Madang",
    version=__version__,
    description="Ledger, landscape, missions and programmes for programs. Rows and refusals are those of the pages.",
    auth=bearer,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)


@api.exception_handler(RefusedError)
def _refused(_request: HttpRequest, error: RefusedError) -> HttpResponse:
    return problem(error.status, error.title, error.errors)


@api.exception_handler(BadInput)
def _bad_input(_request: HttpRequest, error: BadInput) -> HttpResponse:
    errors = [
        {"field": ".".join(str(part) for part in each["loc"]), "message": each["msg"]}
        for each in error.errors
    ]
    return problem(422, "Some fields cannot be used", errors)


@api.exception_handler(ValidationError)
def _not_valid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, " ".join(error.messages), [])


@api.exception_handler(PermissionDenied)
def _not_allowed(_request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem(403, str(error) or "This is not allowed", [])


@api.exception_handler(Http404)
def _not_found(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return problem(404, "There is nothing here that this token may see", [])


@api.exception_handler(HttpError)
def _said(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, str(error), [])
