"""Take profiles of clusters in from a workbook."""

from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.clusters import describe_cluster
from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries.cluster_sheets import OF_PROFILE
from madang.site.landscape.reading.clusters import CLUSTERS
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.entries import find_or_add
from madang.site.ledger.actions.sheet_rows import (
    Values,
    evidence_from,
    fill_blanks,
    take_sources,
)
from madang.site.ledger.actions.sheets import USUAL_SOURCE
from madang.site.ledger.models import Position
from madang.site.ledger.reading.sheets import SOURCES
from madang.site.ledger.rules.access import LedgerError


def take_in_clusters(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter sources and profiles; one that is here is changed where a cell says otherwise, a blank cell leaves it as it is."""
    for sheet in read_sheets([SOURCES, CLUSTERS], cells, outcome):
        if sheet.form is SOURCES:
            fill_blanks(sheet, USUAL_SOURCE)
            take_sources(sheet, outcome, by=by)
            continue
        take_rows(
            sheet,
            outcome,
            lambda values: _take(by, values),
            (LedgerError, LandscapeError),
        )


def _take(by: Person, values: Values) -> str:
    organisation = _cluster_of(by, values)
    before = ClusterProfile.objects.filter(organisation=organisation).first()
    facts: dict[str, Any] = {
        name: values[name] for name in OF_PROFILE if values[name] not in ("", None)
    }
    if countries := values["target_countries"]:
        facts["target_countries"] = " ".join(countries)
    else:
        facts.pop("target_countries", None)
    if values["contact"]:
        facts["contact"] = _contact(organisation, values["contact"])
    if before is not None and all(
        getattr(before, name) == value for name, value in facts.items()
    ):
        return "known"
    if not values["source"]:
        raise Refusal(_("the key of the source in which it stands"), field="source")
    describe_cluster(
        by=by,
        organisation=organisation,
        passages=evidence_from([values], by),
        why=values["why"],
        **facts,
    )
    return "new" if before is None else "changed"


def _cluster_of(by: Person, values: Values) -> Organisation:
    if key := values["key"]:
        found = Organisation.objects.filter(record__key=key).first()
        if found is not None:
            return found
        raise Refusal(_("the key of an organisation that is entered, or nothing"), field="key")  # fmt: skip
    named = {name: values[name] for name in ("name", "country", "is_new")}
    return find_or_add(by=by, named=named, field="name")  # type: ignore[arg-type]  # the three of them


def _contact(organisation: Organisation, key: str) -> Position:
    found = Position.objects.filter(key=key, organisation=organisation, is_withdrawn=False).first()  # fmt: skip
    if found is None:
        raise Refusal(_("the key of a role at this organisation"), field="contact")
    return found
