"""Take a workbook of needs in: new ones as drafts of one's own organisation, known ones changed."""

from functools import partial
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Person
from madang.site.programmes.actions.needs import change_need, write_need
from madang.site.programmes.models import Need
from madang.site.programmes.reading.sheets import NEEDS
from madang.site.programmes.rules.programmes import ProgrammeError

Values = dict[str, Any]


def take_in_needs(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Enter needs of the organisation that `by` leads. One of the same title is changed; a new one is a draft until it is published on its page."""
    for sheet in read_sheets([NEEDS], cells, outcome):
        take_rows(sheet, outcome, partial(_take, by), (ProgrammeError,))


def _take(by: Person, values: Values) -> str:
    own = by.organisation
    if own is None or values["organisation"] not in ("", own.name):
        raise Refusal(
            _("Only needs of %(name)s are taken in here.")
            % {"name": own.name if own else "–"},
            field="organisation",
        )
    facts = {
        "title": values["title"],
        "text": values["text"],
        "country": values["country"] or own.country,
        "field": values["field"] or "",
        "answers_until": values["until"],
    }
    need = Need.objects.filter(organisation=own, title=facts["title"]).first()
    if need is None:
        write_need(by=by, need=Need(slug=_slug(facts["title"]), **facts))
        return "new"
    if all(getattr(need, name) == value for name, value in facts.items()):
        return "known"
    for name, value in facts.items():
        setattr(need, name, value)
    change_need(by=by, need=need)
    return "changed"


def _slug(title: str) -> str:
    """Return a short name that no need has."""
    plain = slugify(title)[:70] or "need"
    taken = set(
        Need.objects.filter(slug__startswith=plain).values_list("slug", flat=True)
    )
    numbers = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in numbers if each not in taken)
