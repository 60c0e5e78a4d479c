"""Take workbooks of programmes and calls in: new ones as drafts, known drafts changed."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.core.time import NoSuchTimeError, to_utc
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions.calls import (
    add_question,
    change_call,
    change_question,
    create_call,
)
from madang.site.programmes.actions.programmes import change_programme, create_programme
from madang.site.programmes.actions.sheet_names import organisation_named
from madang.site.programmes.models import Call, CallQuestion, Programme
from madang.site.programmes.queries.programme_sheets import OF_PROGRAMME, OF_QUESTION
from madang.site.programmes.reading.programmes import CALLS, PROGRAMMES, QUESTIONS
from madang.site.programmes.rules.programmes import (
    ProgrammeError,
    is_of_staff,
    manages,
)

Values = dict[str, Any]
MOST_CHARACTERS = 2000
# What is read under another name, or is only written.
OWN = [each for each in OF_PROGRAMME if each != "state"]


def take_in_programmes(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter programmes of the organisation of `by` as drafts; one of the same short name that `by` runs is changed."""
    for sheet in read_sheets([PROGRAMMES], cells, outcome):
        take_rows(sheet, outcome, partial(_take_programme, by), (ProgrammeError,))


def _take_programme(by: Person, values: Values) -> str:
    facts = {name: values[name] or "" for name in OWN}
    partner = values["accelerator"]
    facts["accelerator"] = (
        organisation_named(partner, field="accelerator") if partner else None
    )
    known = Programme.objects.filter(slug=facts["slug"]).first()
    if known is None:
        row = Programme(**facts, owner=_owner(by, values["owner"]))
        create_programme(by=by, programme=row)
        return "new"
    if not manages(by, known):
        raise Refusal(_("Another programme has this short name already."), field="slug")
    if values["owner"] and organisation_named(values["owner"], field="owner") != known.owner:  # fmt: skip
        raise Refusal(_("Whose programme it is stays as it is."), field="owner")
    if not _set(known, facts):
        return "known"
    change_programme(by=by, programme=known)
    return "changed"


def _owner(by: Person, name: str) -> Organisation:
    own = by.organisation
    owner = organisation_named(name, field="owner") if name else own
    if owner is None or (owner != own and not is_of_staff(by)):
        raise Refusal(
            _("Only programmes of %(name)s are taken in here.")
            % {"name": own.name if own else "–"},
            field="owner",
        )
    return owner


def _set(row: object, facts: Values) -> bool:
    """Set what differs; return whether anything did."""
    other = {name: value for name, value in facts.items() if getattr(row, name) != value}  # fmt: skip
    for name, value in other.items():
        setattr(row, name, value)
    return bool(other)


def take_in_calls(
    cells: Cells, outcome: Outcome, *, by: Person, programme: Programme
) -> None:
    """Enter calls of a programme as drafts, then their questions. A draft of the same short name, and its question of the same words, is changed; a published call stays."""
    for sheet in read_sheets([CALLS, QUESTIONS], cells, outcome):
        take = _take_call if sheet.form is CALLS else _take_question
        take_rows(sheet, outcome, partial(take, by, programme), (ProgrammeError,))


def _take_call(by: Person, programme: Programme, values: Values) -> str:
    facts = dict(values)
    for name, field in (("opens", "opens_at"), ("closes", "closes_at")):
        facts[field] = _instant(facts.pop(name), values["zone"], name)
    known = Call.objects.filter(slug=facts["slug"]).first()
    if known is None:
        _mapped(partial(create_call, by=by, call=Call(programme=programme, **facts)))
        return "new"
    if known.programme_id != programme.pk:
        raise Refusal(_("Another call has this short name already."), field="slug")
    if not _set(known, facts):
        return "known"
    _mapped(partial(change_call, by=by, call=known))
    return "changed"


def _instant(at: datetime, zone_name: str, field: str) -> datetime:
    try:
        return to_utc(at.date(), at.time(), zone_name)
    except NoSuchTimeError as error:
        raise Refusal(
            _("This time does not exist on that day: the clocks go forward."),
            field=field,
        ) from error


def _mapped(verb: Any) -> None:
    """Run a verb; a refusal about the closing day is about the column that holds day and time."""
    try:
        verb()
    except ProgrammeError as error:
        error.field = {"closes_day": "closes"}.get(error.field, error.field)
        raise


def _take_question(by: Person, programme: Programme, values: Values) -> str:
    call = Call.objects.filter(programme=programme, slug=values["call"]).first()
    if call is None:
        raise Refusal(
            _("the short name of a call of this programme, here or in the sheet “Calls”"),
            field="call",
        )  # fmt: skip
    facts = {name: values[name] for name in OF_QUESTION}
    if facts["most_characters"] is None:
        facts["most_characters"] = MOST_CHARACTERS
    if not 50 <= facts["most_characters"] <= 20000:
        raise Refusal(_("50 to 20,000 characters."), field="most_characters")
    known = CallQuestion.objects.filter(call=call, text=facts["text"]).first()
    if known is None:
        add_question(by=by, question=CallQuestion(call=call, **facts))
        return "new"
    if not _set(known, facts):
        return "known"
    change_question(by=by, question=known)
    return "changed"
