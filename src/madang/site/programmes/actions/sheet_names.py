"""Whom a row of a sheet names: an organisation of the directory, and somebody who leads its entry."""

from django.utils.translation import gettext as _

from madang.site.core.imports import Refusal
from madang.site.directory.models import Organisation, Person
from madang.site.directory.queries import organisations_called


def organisation_named(name: str, *, field: str = "organisation") -> Organisation:
    """Return the one organisation of the directory that is called so. Raises Refusal."""
    found = list(organisations_called(name)[:2])
    if not found:
        raise Refusal(
            _("The directory knows no organisation of this name."), field=field
        )
    if len(found) > 1:
        raise Refusal(
            _("Several organisations have this name: ask the curators."), field=field
        )
    return found[0]


def lead_named(organisation: Organisation, address: str) -> Person:
    """Return who leads the entry of an organisation: of this address, or for a blank one the first. Raises Refusal."""
    leads = organisation.people.filter(is_lead=True).order_by("pk")
    if address:
        leads = leads.filter(email__iexact=address)
    found = leads.first()
    if found is None and address:
        raise Refusal(
            _("the address of somebody who leads the entry of %(name)s")
            % {"name": organisation.name},
            field="address",
        )
    if found is None:
        raise Refusal(
            _(
                "Nobody leads this organisation’s entry yet, so nobody could act for it."
            ),
            field="organisation",
        )
    return found
