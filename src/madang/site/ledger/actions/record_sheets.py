"""Take a workbook about organisations into the ledger. What is entered already stays as it is; where the sheet says otherwise, a note says so."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells, Form, ReadSheet
from madang.site.directory.models import (
    Membership,
    OrganisationIdentifier,
    OrganisationName,
    Person,
)
from madang.site.ledger.actions.initiatives import add_initiative
from madang.site.ledger.actions.memberships import add_membership
from madang.site.ledger.actions.names import add_identifier, add_name
from madang.site.ledger.actions.positions import add_position
from madang.site.ledger.actions.relations import add_relation
from madang.site.ledger.actions.sheet_rows import (
    Values,
    evidence_from,
    fill_blanks,
    number_of,
    organisation_called,
    take_sources,
)
from madang.site.ledger.actions.sheets import USUAL_SOURCE, take_organisations
from madang.site.ledger.models import (
    Audience,
    Claim,
    Initiative,
    Modality,
    Position,
    Relation,
)
from madang.site.ledger.reading.records import (
    IDENTIFIERS,
    INITIATIVES,
    MEMBERSHIPS,
    NAMES,
    POSITIONS,
    RELATIONS,
)
from madang.site.ledger.reading.sheets import ORGANISATIONS, SOURCES
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.identifiers import check_identifier

USUAL = {
    "audience": Audience.INTERNAL,
    "modality": Modality.ASSERTED,
    "holder": Claim.Holder.ARTICLE,
}


@dataclass(frozen=True)
class Writer:
    """How a sheet's rows are entered: what names a row, how it is found again, what of it may differ, how it is added."""

    identity: tuple[str, ...]
    find: Callable[[Values], Model | None]
    columns: dict[str, str]
    add: Callable[..., object]


def take_in_organisations(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter what the sheets hold, in the order in which one rests on another; faults and numbers go to `outcome`."""
    forms = [SOURCES, ORGANISATIONS, *(form for form, _writer in WRITERS)]
    writers = {id(form): writer for form, writer in WRITERS}
    for sheet in read_sheets(forms, cells, outcome):
        if sheet.form is SOURCES:
            fill_blanks(sheet, USUAL_SOURCE)
            take_sources(sheet, outcome, by=by)
        elif sheet.form is ORGANISATIONS:
            fill_blanks(sheet, USUAL)
            take_organisations(sheet, outcome, by)
        else:
            fill_blanks(sheet, USUAL)
            _take(sheet, outcome, writers[id(sheet.form)], by)


def _take(sheet: ReadSheet, outcome: Outcome, writer: Writer, by: Person) -> None:
    """Enter the rows of a sheet; lines of the same row are its passages."""
    lines: dict[tuple[Any, ...], list[Values]] = {}
    for _number, values in sheet.rows:
        lines.setdefault(_identity(writer, values), []).append(values)

    def take(values: Values) -> str:
        together = lines[_identity(writer, values)]
        if values is not together[0]:
            return "known"
        row = writer.find(values)
        if row is not None:
            _note(sheet, outcome, writer, values, row)
            return "known"
        said = {name: values[name] for name in ("modality", "holder")}
        with_evidence = {"passages": evidence_from(together, by), **said}
        try:
            writer.add(values, by=by, **with_evidence)
        except LedgerError as error:
            field = {"passages": "source"}.get(error.field, error.field)
            raise Refusal(str(error), field=field) from error
        return "new"

    take_rows(sheet, outcome, take, (LedgerError,))


def _identity(writer: Writer, values: Values) -> tuple[Any, ...]:
    if values.get("key"):
        return (values["key"],)
    return tuple(str(values[name]).casefold() for name in writer.identity)


def _note(
    sheet: ReadSheet, outcome: Outcome, writer: Writer, values: Values, row: Model
) -> None:
    for name, column in writer.columns.items():
        now = getattr(row, column)
        if values[name] not in ("", now):
            expected = _(
                "is entered otherwise, and stays so: “%(now)s”. Correct it on its page."
            ) % {"now": now}
            number = number_of(sheet, values)
            outcome.notes.append(sheet.fault(number, name, expected))


def _facts(values: Values, *names: str) -> dict[str, Any]:
    return {name: values[name] for name in names}


_here = partial(organisation_called, field="organisation")


def _find_name(values: Values) -> Model | None:
    here = _here(values["organisation"])
    return OrganisationName.objects.filter(
        organisation=here, text=values["text"]
    ).first()


def _add_name(values: Values, **entry: Any) -> None:
    facts: Any = _facts(values, "text", "kind", "language")
    add_name(_here(values["organisation"]), facts=facts, **entry)


def _find_identifier(values: Values) -> Model | None:
    here = _here(values["organisation"])
    value = check_identifier(values["scheme"], values["value"], country=here.country)
    return OrganisationIdentifier.objects.filter(
        organisation=here, scheme=values["scheme"], value=value
    ).first()


def _add_identifier(values: Values, **entry: Any) -> None:
    facts: Any = _facts(values, "scheme", "value")
    add_identifier(_here(values["organisation"]), facts=facts, **entry)


def _sides(values: Values) -> dict[str, Any]:
    return {
        name: organisation_called(values[name], field=name)
        for name in ("member", "cluster")
    }


def _add_membership(values: Values, **entry: Any) -> None:
    facts: Any = _facts(values, "since", "until", "audience")
    facts["text"] = values["role"]
    try:
        add_membership(facts=facts, **_sides(values), **entry)
    except LedgerError as error:
        error.field = "cluster" if error.field == "other" else error.field
        raise


def _ends(values: Values) -> dict[str, Any]:
    return {
        "subject": _here(values["organisation"]),
        "predicate": values["predicate"],
        "target": organisation_called(values["other"], field="other"),
    }


def _find_relation(values: Values) -> Model | None:
    ends = _ends(values)
    return Relation.objects.filter(
        subject_organisation=ends["subject"],
        predicate=ends["predicate"],
        object_organisation=ends["target"],
        is_withdrawn=False,
    ).first()


def _add_relation(values: Values, **entry: Any) -> None:
    facts: Any = _facts(values, "since", "until", "audience", "text")
    add_relation(facts=facts, **_ends(values), **entry)


def _find_position(values: Values) -> Model | None:
    if values["key"]:
        return Position.objects.filter(key=values["key"]).first()
    rows = Position.objects.filter(
        organisation=_here(values["organisation"]),
        title=values["role"],
        is_withdrawn=False,
    )
    if values["name"]:
        return rows.filter(person__name=values["name"]).first()
    return rows.filter(person=None).first()


def _add_position(values: Values, **entry: Any) -> None:
    facts: Any = _facts(
        values, "key", "role", "name", "name_local", "since", "until", "telephone",
        "fax", "email", "note", "audience",
    )  # fmt: skip
    add_position(organisation=_here(values["organisation"]), facts=facts, **entry)


def _find_initiative(values: Values) -> Model | None:
    if values["key"]:
        return Initiative.objects.filter(key=values["key"]).first()
    owner = organisation_called(values["owner"], field="owner")
    rows = Initiative.objects.filter(owner=owner, is_withdrawn=False)
    return rows.filter(name=values["name"]).first()


def _add_initiative(values: Values, **entry: Any) -> None:
    facts: Any = _facts(
        values, "key", "name", "kind", "start", "end", "date_note", "target_country",
        "for_whom", "beneficiaries", "audience",
    )  # fmt: skip
    if values["funder"]:
        facts["funder"] = organisation_called(values["funder"], field="funder")
    facts["parties"] = [
        organisation_called(each, field="parties") for each in values["parties"]
    ]
    owner = organisation_called(values["owner"], field="owner")
    add_initiative(owner=owner, facts=facts, **entry)


WRITERS: tuple[tuple[Form, Writer], ...] = (
    (
        NAMES,
        Writer(
            ("organisation", "text"),
            _find_name,
            {"kind": "kind", "language": "language"},
            _add_name,
        ),
    ),
    (
        IDENTIFIERS,
        Writer(
            ("organisation", "scheme", "value"), _find_identifier, {}, _add_identifier
        ),
    ),
    (
        MEMBERSHIPS,
        Writer(
            ("member", "cluster"),
            lambda values: Membership.objects.filter(**_sides(values)).first(),
            {"role": "role", "since": "since", "until": "until"},
            _add_membership,
        ),
    ),
    (
        RELATIONS,
        Writer(
            ("organisation", "predicate", "other"),
            _find_relation,
            {"since": "since", "until": "until", "audience": "audience"},
            _add_relation,
        ),
    ),
    (
        POSITIONS,
        Writer(
            ("organisation", "role", "name"),
            _find_position,
            {"role": "title", "since": "since", "until": "until", "note": "note"},
            _add_position,
        ),
    ),
    (
        INITIATIVES,
        Writer(
            ("owner", "name"),
            _find_initiative,
            {"name": "name", "kind": "kind", "start": "start", "end": "end"},
            _add_initiative,
        ),
    ),
)
