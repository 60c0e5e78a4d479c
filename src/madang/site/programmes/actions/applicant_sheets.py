"""Take workbooks of interest and applications in: what reached those who run a programme on paper. Nothing is submitted."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Person
from madang.site.programmes.actions.entered import begin_application, enter_interest
from madang.site.programmes.actions.sheet_names import lead_named, organisation_named
from madang.site.programmes.models import Application, Call, Programme
from madang.site.programmes.reading.programmes import INTEREST, applications_form
from madang.site.programmes.rules.programmes import ProgrammeError

Values = dict[str, Any]
QUESTION = "question-"


def take_in_interest(
    cells: Cells, outcome: Outcome, *, by: Person, programme: Programme
) -> None:
    """Enter who would take part; what an organisation has said itself stays as it is."""
    for sheet in read_sheets([INTEREST], cells, outcome):
        take = partial(_take_interest, by, programme)
        take_rows(sheet, outcome, take, (ProgrammeError,))


def _take_interest(by: Person, programme: Programme, values: Values) -> str:
    organisation = organisation_named(values["organisation"])
    known = programme.interests.filter(organisation=organisation).first()
    if known is not None and not known.is_withdrawn:
        return "known"
    enter_interest(
        by=by,
        programme=programme,
        organisation=organisation,
        person=lead_named(organisation, values["address"]),
        text=values["text"],
    )
    return "new"


def take_in_applications(
    cells: Cells, outcome: Outcome, *, by: Person, call: Call
) -> None:
    """Begin a draft for each organisation that has no application in the call; what is there stays, and is not read."""
    form = applications_form(list(call.questions.all()))
    for sheet in read_sheets([form], cells, outcome):
        take_rows(sheet, outcome, partial(_take_draft, by, call), (ProgrammeError,))


def _take_draft(by: Person, call: Call, values: Values) -> str:
    organisation = organisation_named(values["organisation"])
    if by.organisation_id == organisation.pk:
        raise Refusal(
            _("An application of your own organisation is begun on the call’s page."),
            field="organisation",
        )
    standing = call.applications.exclude(state=Application.State.WITHDRAWN)
    if standing.filter(organisation=organisation).exists():
        return "known"
    begin_application(
        by=by,
        call=call,
        person=lead_named(organisation, values["address"]),
        title=values["title"],
        amount=values["amount"],
        answers={
            int(name.removeprefix(QUESTION)): text
            for name, text in values.items()
            if name.startswith(QUESTION) and text
        },
    )
    return "new"
