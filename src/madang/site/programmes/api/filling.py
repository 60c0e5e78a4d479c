"""What a program sends goes through the form of the page: the same choices, limits and words, refused at the same fields."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _

from madang.site.core.api import RefusedError
from madang.site.programmes.rules.missions import MissionError
from madang.site.programmes.rules.programmes import ProgrammeError

AnyForm = TypeVar("AnyForm", bound=forms.BaseForm)
# Makes the page's form: unbound for None, else filled with the values.
Make = Callable[[dict[str, Any] | None], AnyForm]


def filled(make: Make[AnyForm], sent: Mapping[str, Any]) -> AnyForm:
    """Return the page's form with what was sent, checked. Raises RefusedError (422) with every field that does not fit."""
    form = make(dict(sent))
    if not form.is_valid():
        errors = [
            {"field": "" if name == "__all__" else name, "message": str(message)}
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise RefusedError(422, _("Some fields cannot be used"), errors=errors)
    return form


def changed(make: Make[AnyForm], sent: Mapping[str, Any]) -> AnyForm:
    """Return the page's form with what stands there, changed by what was sent, checked. Raises RefusedError (422)."""
    shown = make(None)
    stands = {name: shown[name].value() for name in shown.fields}
    return filled(make, {**stands, **sent})


@contextmanager
def at_field(inside: str, sent: str) -> Iterator[None]:
    """Name the field of a refusal as a program sent it, where a verb knows it by another name."""
    try:
        yield
    except (MissionError, ProgrammeError) as error:
        if error.field == inside:
            error.field = sent
        raise
