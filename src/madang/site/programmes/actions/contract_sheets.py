"""Take a workbook of contracts in: as drafts. A contract itself is its bytes and two signatures, which no workbook holds."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions.contract_drafts import save_draft, set_item
from madang.site.programmes.actions.sheet_names import organisation_named
from madang.site.programmes.models import Application, ContractDraft, Programme
from madang.site.programmes.queries.contract_drafts import OF_DRAFT, drafts_of
from madang.site.programmes.queries.contracts import programmes_to_offer
from madang.site.programmes.reading.portal import DRAFT_ITEMS, DRAFTS
from madang.site.programmes.rules.programmes import ProgrammeError

Values = dict[str, Any]


def take_in_drafts(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Prepare contracts, then what each gives. A draft of the same programme, organisation and title is changed."""
    for sheet in read_sheets([DRAFTS, DRAFT_ITEMS], cells, outcome):
        take = _take_draft if sheet.form is DRAFTS else _take_item
        take_rows(sheet, outcome, partial(take, by), (ProgrammeError,))


def _take_draft(by: Person, values: Values) -> str:
    programme = programmes_to_offer(by).filter(slug=values["programme"]).first()
    if programme is None:
        raise Refusal(
            _("the short name of a programme whose contracts you offer"),
            field="programme",
        )
    organisation = organisation_named(values["organisation"])
    facts = {name: values[name] for name in OF_DRAFT}
    facts["application"] = _application(programme, organisation, values["call"])
    known = ContractDraft.objects.filter(
        programme=programme, beneficiary=organisation, title=facts["title"]
    ).first()
    if known is None:
        draft = ContractDraft(programme=programme, beneficiary=organisation, **facts)
        save_draft(by=by, draft=draft)
        return "new"
    if all(getattr(known, name) == value for name, value in facts.items()):
        return "known"
    for name, value in facts.items():
        setattr(known, name, value)
    save_draft(by=by, draft=known)
    return "changed"


def _application(
    programme: Programme, organisation: Organisation, call: str
) -> Application | None:
    if not call:
        return None
    found = Application.objects.filter(
        call__slug=call,
        call__programme=programme,
        organisation=organisation,
        state=Application.State.ACCEPTED,
    ).first()
    if found is None:
        raise Refusal(
            _("a call in which an application of this organisation was accepted"),
            field="call",
        )
    return found


def _take_item(by: Person, values: Values) -> str:
    organisation = organisation_named(values["organisation"])
    found = list(
        drafts_of(by).filter(beneficiary=organisation, title=values["title"])[:2]
    )
    if len(found) != 1:
        raise Refusal(
            _("the title of one contract in the sheet “Contracts to offer”"),
            field="title",
        )
    names = [each[0] for each in found[0].items]
    is_new = values["name"] not in names
    item = (values["name"], values["unit"], values["amount"])
    if not set_item(by=by, draft=found[0], item=item):
        return "known"
    return "new" if is_new else "changed"
