"""Who enters: whoever is not signed in goes to the sign-in, whoever looks after nothing finds nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.ledger.rules.access import may_write

View = Callable[..., HttpResponse]


class Refused(Protocol):
    """What a verb refuses with: the sentence, and the field that it is about."""

    field: str


def for_curators(view: View) -> View:
    """Let only curators and the site's staff in; 404 for everybody else who is signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_write(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)


def actor(request: HttpRequest) -> Person | User:
    """Return whom the log names: the person, or the account of somebody whom nobody has entered as a person."""
    assert isinstance(request.user, User)  # noqa: S101 - the gate has let nobody else through
    return person_of(request.user) or request.user


def curator_of(request: HttpRequest) -> User:
    """Return the account of the curator who asks."""
    assert isinstance(request.user, User)  # noqa: S101 - the gate has let nobody else through
    return request.user


def show_refusal(error: Refused, *forms: Form) -> None:
    """Put a refusal at the field that it names, in whichever form has it; else above the first form."""
    for form in forms:
        fields = {form.add_prefix(name): name for name in form.fields}
        if error.field in fields:
            form.add_error(fields[error.field], str(error))
            return
    forms[0].add_error(None, str(error))
