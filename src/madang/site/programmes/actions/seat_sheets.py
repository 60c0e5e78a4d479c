"""Rows of a mission's workbook: applications for a seat and the decisions on them, and who receives the mission."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Refusal
from madang.site.directory.models import Person
from madang.site.programmes.actions import seats
from madang.site.programmes.actions.missions import add_host
from madang.site.programmes.actions.partners import organisation_called
from madang.site.programmes.actions.seats import Wishes, begin_for
from madang.site.programmes.actions.sheet_names import lead_named, organisation_named
from madang.site.programmes.models import Mission, MissionApplication
from madang.site.programmes.queries.missions import applications_of
from madang.site.programmes.rules.missions import MissionError

Values = dict[str, Any]
TEXTS = ("motive", "offer", "whom")
VERBS: dict[str, Callable[..., None]] = {
    "selected": seats.select,
    "waiting": seats.put_on_waiting_list,
    "declined": seats.decline,
}


def take_seat(by: Person, mission: Mission, values: Values) -> str:
    """Begin a draft for an organisation that has no application; of one that is handed in, take the decision. A draft is never read."""
    organisation = organisation_named(values["organisation"])
    known = applications_of(mission).filter(organisation=organisation).first()
    if known is not None:
        return _decide(by, known, values)
    if mission.applications.filter(organisation=organisation).exists():
        return "known"
    person = lead_named(organisation, "")
    delegate = person
    if values["address"]:
        found = organisation.people.filter(email__iexact=values["address"]).first()
        if found is None:
            raise Refusal(
                _("the address of somebody of %(name)s") % {"name": organisation.name},
                field="address",
            )
        delegate = found
    texts = {name: values[name] for name in TEXTS}
    begin_for(mission, by=by, person=person, wishes=Wishes(delegate, **texts))
    return "new"


def _decide(by: Person, row: MissionApplication, values: Values) -> str:
    for name in TEXTS:
        if values[name] and values[name] != row.__dict__[name].strip():
            raise Refusal(_("What was handed in stays as it is."), field=name)
    state = values["state"]
    if state in ("", row.state):
        return "known"
    if state not in VERBS:
        raise Refusal(
            _("of one that is handed in: Selected, Waiting list or Not selected"),
            field="state",
        )
    VERBS[state](row, by=by, reason=values["reason"])
    return "changed"


def take_host(by: Person, mission: Mission, values: Values) -> str:
    """Name an organisation that receives the mission; one that is named already stays as it is."""
    try:
        host = organisation_called(
            values["organisation"], by=by, country=mission.to_country
        )
        if mission.hosts.filter(organisation=host).exists():
            return "known"
        add_host(mission, by=by, organisation=host, note=values["note"])
    except MissionError as error:
        error.field = {"name": "organisation"}.get(error.field, error.field)
        raise
    return "new"
