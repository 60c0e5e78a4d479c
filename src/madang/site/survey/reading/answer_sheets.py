"""The sheets of an event's answers: one row an organisation with a column for each own question, and the items behind them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.survey.models import Question

MOST_CHARACTERS = 4000
ITEMS = Form(
    gettext_lazy("Items"),
    (
        Column("organisation", gettext_lazy("Organisation"), width=36),
        Column("role", gettext_lazy("Seek or offer"), width=10),
        Column("text", gettext_lazy("In your words"), width=80),
        Column("terms", gettext_lazy("Terms"), width=60),
        Column("priority", gettext_lazy("Priority, 1 to 5"), width=10),
        Column("is_confidential", gettext_lazy("Confidential"), show=cells.yes_cell),
    ),
)


FIXED = (
    Column("organisation", gettext_lazy("Organisation"), cells.text(200), width=36, is_required=True),
    Column("country", gettext_lazy("Country")),
    Column("kind", gettext_lazy("Kind"), width=24),
    Column("state", gettext_lazy("State"), width=12),
    Column("about", gettext_lazy("Who you are"), width=60),
)  # fmt: skip


def answers_form(questions: Iterable[Question]) -> Form:
    """Return the sheet of an event's answers. What the survey itself asks is only written; own questions are read too."""
    return Form(
        gettext_lazy("Answers"), (*FIXED, *(_column(each) for each in questions))
    )


def fixed_headings() -> set[str]:
    """Return the headings that every sheet of answers has, in each language of the site and in small letters."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {str(each.heading).casefold() for each in FIXED}
    return found


def name_of(question: Question) -> str:
    """Return the name under which a question's value stands in a row."""
    return f"question-{question.pk}"


def _column(question: Question) -> Column:
    readers = {
        Question.Kind.TEXT: cells.text(MOST_CHARACTERS),
        Question.Kind.NUMBER: cells.number,
        Question.Kind.YES_NO: _read_yes_no,
        Question.Kind.ONE: _reader_of(question),
        Question.Kind.SEVERAL: _reader_of(question),
    }
    # The heading follows its reader's language, and is known in each when it comes back.
    return Column(
        name_of(question),
        lazystr(question),
        readers[Question.Kind(question.kind)],
        _show,
        width=30,
    )


def _show(value: Any) -> object:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return cells.number_cell(value) if isinstance(value, Decimal) else value or ""


def _read_yes_no(cell: cells.Cell) -> bool | None:
    return cells.yes(cell) if cells.plain(cell) else None


def _reader_of(question: Question) -> cells.Read:
    choices = list(question.choices.all())
    known = {
        words.casefold(): choice.pk
        for choice in choices
        for words in (choice.text, choice.text_ko)
        if words
    }
    most = 1 if question.kind == Question.Kind.ONE else len(choices)

    def read(cell: cells.Cell) -> tuple[int, ...] | None:
        found = cells.names(cell)
        keys = {known.get(words.casefold()) for words in found}
        if None in keys or len(keys) > most:
            said = "; ".join(str(each) for each in choices)
            text = _("one of: %(options)s") if most == 1 else _("some of: %(options)s")
            raise cells.CellError(text % {"options": said})
        return tuple(sorted(key for key in keys if key is not None)) or None

    return read
