"""Whoever says something, as programs name them: an organisation or a role by its key in the ledger."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import Field

from madang.site.core.api import RefusedError
from madang.site.ledger.api.writing import SaidAsked, organisation_from
from madang.site.ledger.models import Audience, Claim
from madang.site.ledger.queries.names import positions_seen_by

SAID = ("modality", "holder", "audience", "holder_organisation", "holder_position")


class HeldAsked(SaidAsked):
    """How it is said and by whom; who says so is the source itself, an organisation, or somebody in a role."""

    holder_organisation: str = Field("", max_length=60, description="key of an organisation")  # fmt: skip
    holder_position: str = Field("", max_length=60, description="key of a role")


def said_from(request: HttpRequest, asked: HeldAsked) -> dict[str, Any]:
    """Return how it is said and by whom, as the verbs take it. Raises RefusedError (422) for a key that is none."""
    found: dict[str, Any] = {name: getattr(asked, name) for name in SAID[:3]}
    named = asked.holder_organisation or asked.holder_position
    if named and asked.holder == Claim.Holder.ARTICLE:
        raise _refused("holder", _("Somebody else says so: a quoted person, a party, a register or a curator."))  # fmt: skip
    if asked.holder_organisation:
        found["holder_organisation"] = organisation_from(
            request, asked.holder_organisation, field="holder_organisation"
        )
    if asked.holder_position:
        seen = positions_seen_by(request.user)
        position = seen.filter(key=asked.holder_position).first()
        if position is None:
            message = _("Nothing is entered under “%(key)s”.") % {"key": asked.holder_position}  # fmt: skip
            raise _refused("holder_position", message)
        if position.audience != Audience.PUBLIC and asked.audience == Audience.PUBLIC:
            raise _refused("holder_position", _("This role is internal: nothing public names it."))  # fmt: skip
        found["holder_position"] = position
    return found


def _refused(field: str, message: str) -> RefusedError:
    return RefusedError(422, message, errors=[{"field": field, "message": message}])
