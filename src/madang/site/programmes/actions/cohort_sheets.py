"""Take a workbook of a cohort in: members who joined elsewhere, milestones, grants applied for at other bodies."""

from datetime import date
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Person
from madang.site.programmes.actions.cohort import add_grant, set_milestone, step_grant
from madang.site.programmes.actions.entered import enter_member
from madang.site.programmes.actions.sheet_names import organisation_named
from madang.site.programmes.models import CohortMember, GrantElsewhere, Programme
from madang.site.programmes.queries.programme_sheets import grant_values
from madang.site.programmes.reading.programmes import GRANTS, MEMBERS, MILESTONES
from madang.site.programmes.rules.programmes import ProgrammeError

Values = dict[str, Any]


def take_in_cohort(
    cells: Cells, outcome: Outcome, *, by: Person, programme: Programme
) -> None:
    """Enter members, then their milestones and grants. A member, a milestone of the same title and a grant of the same name are entered once; a grant's state follows the sheet."""
    takes = {id(MEMBERS): _take_member, id(MILESTONES): _take_milestone, id(GRANTS): _take_grant}  # fmt: skip
    for sheet in read_sheets([MEMBERS, MILESTONES, GRANTS], cells, outcome):
        take = partial(takes[id(sheet.form)], by, programme)
        take_rows(sheet, outcome, take, (ProgrammeError,))


def _member(programme: Programme, name: str) -> CohortMember:
    organisation = organisation_named(name)
    found = programme.cohort.filter(organisation=organisation).first()
    if found is None:
        raise Refusal(
            _("This organisation is no member of the programme."), field="organisation"
        )
    return found


def _take_member(by: Person, programme: Programme, values: Values) -> str:
    organisation = organisation_named(values["organisation"])
    known = programme.cohort.filter(organisation=organisation).first()
    if known is not None and known.joined_on != values["joined_on"]:
        raise Refusal(
            _("This organisation is a member since %(day)s.")
            % {"day": known.joined_on.isoformat()},
            field="joined_on",
        )
    if known is not None:
        return "known"
    enter_member(
        by=by,
        programme=programme,
        organisation=organisation,
        joined_on=values["joined_on"],
        today=timezone.localdate(),
    )
    return "new"


def _take_milestone(by: Person, programme: Programme, values: Values) -> str:
    member = _member(programme, values["organisation"])
    known = member.milestones.filter(title=values["title"]).first()
    if known is not None and known.due_on != values["due_on"]:
        raise Refusal(
            _("A milestone of this title is due on %(day)s already.")
            % {"day": known.due_on.isoformat()},
            field="due_on",
        )
    if known is not None:
        return "known"
    set_milestone(
        by=by,
        programme=programme,
        members=[member],
        title=values["title"],
        due_on=values["due_on"],
    )
    return "new"


def _take_grant(by: Person, programme: Programme, values: Values) -> str:
    name = values["organisation"]
    member = _member(programme, name).organisation if name else None
    funder = organisation_named(values["funder"], field="funder")
    known = programme.grants.filter(
        name=values["name"], funder=funder, organisation=member
    ).first()
    if known is None:
        facts = {**values, "funder": funder, "organisation": member}
        add_grant(by=by, grant=GrantElsewhere(programme=programme, **facts))
        return "new"
    now = grant_values(known)
    for field in ("amount", "currency"):
        if now[field] != values[field]:
            raise Refusal(
                _("It is entered with %(amount)s %(currency)s.")
                % {"amount": now["amount"], "currency": now["currency"]},
                field=field,
            )
    if now["state"] == values["state"]:
        return "known"
    day: date = values["decided_on"] or timezone.localdate()
    step_grant(by=by, grant=known, state=values["state"], today=day)
    return "changed"
