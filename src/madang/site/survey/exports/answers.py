"""The workbook of an event's answers."""

from madang.site.core.sheets import xlsx_file
from madang.site.core.tables import table_of
from madang.site.events.models import Event
from madang.site.survey.queries.answer_sheets import answers_for_sheet, items_for_sheet
from madang.site.survey.queries.questions import questions_of
from madang.site.survey.reading.answer_sheets import ITEMS, answers_form


def answers_xlsx(event: Event) -> bytes:
    """Return all answers of an event as a workbook in the reader's language: organisations with own questions, and items."""
    form = answers_form(questions_of(event))
    return xlsx_file(
        [
            table_of(form, answers_for_sheet(event)),
            table_of(ITEMS, items_for_sheet(event)),
        ]
    )
