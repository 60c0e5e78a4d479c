"""What they want: answers, the organisers' questions, parts in colleagues' hands, imported files, requests for contact."""

from madang.site.survey.models.answers import (
    Answer,
    Consent,
    Item,
    ItemTerm,
    NeverMatch,
    Wish,
)
from madang.site.survey.models.contacts import ContactRequest
from madang.site.survey.models.imports import ImportFile, ImportRow
from madang.site.survey.models.parts import AnswerPart
from madang.site.survey.models.questions import (
    Question,
    QuestionAnswer,
    QuestionAudience,
    QuestionChoice,
    in_reader_language,
)

__all__ = [
    "Answer",
    "AnswerPart",
    "Consent",
    "ContactRequest",
    "ImportFile",
    "ImportRow",
    "Item",
    "ItemTerm",
    "NeverMatch",
    "Question",
    "QuestionAnswer",
    "QuestionAudience",
    "QuestionChoice",
    "Wish",
    "in_reader_language",
]
