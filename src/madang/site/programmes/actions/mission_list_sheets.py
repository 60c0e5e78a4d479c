"""Take a workbook of missions in: new ones as drafts of one's own organisation, known ones changed."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.core.time import NoSuchTimeError, to_utc
from madang.site.directory.models import Organisation, Person
from madang.site.directory.rules import is_site_staff
from madang.site.programmes.actions.missions import (
    RESERVED,
    MissionFacts,
    change_mission,
    create_mission,
)
from madang.site.programmes.actions.sheet_names import organisation_named
from madang.site.programmes.models import Mission
from madang.site.programmes.reading.missions import MISSIONS
from madang.site.programmes.rules.missions import SENDERS, MissionError, may_manage

Values = dict[str, Any]
SEATS = 8


def take_in_missions(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter missions of the organisation of `by` as drafts; one of the same short name that `by` runs is changed."""
    for sheet in read_sheets([MISSIONS], cells, outcome):
        take_rows(sheet, outcome, partial(_take, by), (MissionError,))


def _take(by: Person, values: Values) -> str:
    slug = values["slug"]
    facts = _facts(values)
    known = Mission.objects.filter(slug=slug).first()
    if known is None and slug not in RESERVED:
        organiser = _organiser(by, values["organiser"])
        create_mission(by=by, organiser=organiser, facts=facts, slug=slug)
        return "new"
    if known is None or by.user is None or not may_manage(by.user, known):
        raise Refusal(_("This short name is taken."), field="slug")
    if values["organiser"] and (
        organisation_named(values["organiser"], field="organiser").pk
        != known.organiser_id
    ):
        raise Refusal(_("Who organises it stays as it is."), field="organiser")
    if all(getattr(known, name) == value for name, value in vars(facts).items()):
        return "known"
    change_mission(known, by=by, facts=facts, version=known.version)
    return "changed"


def _organiser(by: Person, name: str) -> Organisation:
    own = by.organisation
    found = organisation_named(name, field="organiser") if name else own
    is_staff = by.user is not None and is_site_staff(by.user)
    if found is None or (found != own and not is_staff) or found.kind not in SENDERS:
        raise Refusal(
            _("Only missions of %(name)s are taken in here.")
            % {"name": own.name if own else "–"},
            field="organiser",
        )
    return found


def _facts(values: Values) -> MissionFacts:
    facts = dict(values)
    for name in ("slug", "organiser"):
        del facts[name]
    if facts["seats"] is None:
        facts["seats"] = SEATS
    if (until := facts["apply_until"]) is not None:
        try:
            facts["apply_until"] = to_utc(until.date(), until.time(), values["home_zone"])  # fmt: skip
        except NoSuchTimeError as error:
            raise Refusal(
                _("This time does not exist on that day: the clocks go forward."),
                field="apply_until",
            ) from error
    return MissionFacts(**facts)
