"""What each column of a template expects, in the words with which its reader refuses."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from madang.site.core.cells import CellError
from madang.site.core.sheets import Table
from madang.site.core.tables import Column, Form, table_of

# No reader takes this: it is neither a word of a list nor short enough for a text.
NOTHING_KNOWN = "?" * 100_000


def template_of(forms: Iterable[Form]) -> list[Table]:
    """Return the empty sheets of these forms, and after them one that explains their columns."""
    known = list(forms)
    return [*(table_of(form, []) for form in known), guide_of(known)]


def guide_of(forms: Iterable[Form]) -> Table:
    """Return a sheet with a row for each column that is read: where it stands, whether it must be filled, what is expected."""
    return Table(
        name=_("Columns"),
        headings=[_("Sheet"), _("Column"), _("Must be filled"), _("Expected")],
        rows=[
            [
                str(form.name),
                str(column.heading),
                _("yes") if column.is_required else "",
                expected_in(column),
            ]
            for form in forms
            for column in form.columns
            if column.read is not None
        ],
        widths=[20, 32, 14, 90],
    )


def expected_in(column: Column) -> str:
    """Return what a column expects: its hint, or what its reader says of a cell that it cannot use."""
    if column.hint or column.read is None:
        return str(column.hint)
    try:
        column.read(NOTHING_KNOWN)
    except CellError as error:
        return str(error)
    return _("names, separated by semicolons")
