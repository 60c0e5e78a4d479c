"""The interface for programs: collects the apps' routers, knows whose token it was, turns refusals into problems."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as BadInput
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from madang import __version__
from madang.site.core.api import RefusedError, problem
from madang.site.directory.actions.tokens import find_token
from madang.site.directory.models import ApiToken
from madang.site.landscape.api import router as landscape
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.api import router as ledger
from madang.site.ledger.rules.access import LedgerError
from madang.site.programmes.api import (
    missions_router,
    portal_router,
    programmes_router,
)
from madang.site.programmes.rules.missions import MissionError
from madang.site.programmes.rules.programmes import ProgrammeError

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


PROBLEM_TYPE = "application/problem+json"


class MadangAPI(NinjaAPI):
    """The library's, with names of operations that say what they do, and refusals described as what they are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return a name such as ledger_list_ties: where it belongs, and its function's name."""
        view = operation.view_func
        return f"{view.__module__.split('.')[2]}_{view.__name__}"

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Describe the operations: refusals as problems (RFC 9457), tokens as bearer tokens that reads can do without."""
        described = super().get_openapi_schema(**options)
        for methods in described["paths"].values():
            for method, operation in methods.items():
                token: list[dict[str, list[str]]] = [{"token": []}]
                operation["security"] = token if method != "get" else [*token, {}]
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        (shape,) = answer["content"].values()
                        answer["content"] = {PROBLEM_TYPE: shape}
        described["components"]["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"}
        }
        return described


api = MadangAPI(
    title="Madang",
    version=__version__,
    description="Ledger, landscape, missions, programmes and portal for programs. Rows and refusals are those of the pages.",
    auth=bearer,
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/ledger", ledger)
api.add_router("/landscape", landscape)
api.add_router("/missions", missions_router)
api.add_router("/programmes", programmes_router)
api.add_router("/portal", portal_router)


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


def _not_taken(_request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a refusal of a verb: the reason that the page would show, at its field."""
    said = str(error)
    errors = [{"field": error.field, "message": said}] if error.field else []
    return problem(422, said, errors)


for _refusal in (LedgerError, LandscapeError, MissionError, ProgrammeError):
    api.add_exception_handler(_refusal, _not_taken)


@api.exception_handler(IntegrityError)
def _at_once(_request: HttpRequest, _error: IntegrityError) -> HttpResponse:
    return problem(409, _("Somebody entered the same at the same moment."), [])
