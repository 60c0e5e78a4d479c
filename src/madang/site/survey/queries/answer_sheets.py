"""An event's answers as rows of sheets, for its organisers alone."""

from typing import Any

from madang.site.core.templatetags.ui import country
from madang.site.events.models import Event, Registration
from madang.site.survey import vocabulary
from madang.site.survey.models import Answer, Item, ItemTerm
from madang.site.survey.queries.answers import registrations_of
from madang.site.survey.queries.questions import value_of, words_of
from madang.site.survey.reading.answer_sheets import name_of

MOST_ROWS = 5000


def _answer_of(registration: Registration) -> Answer | None:
    return getattr(registration, "answer", None)


def answers_for_sheet(event: Event) -> list[dict[str, Any]]:
    """Return a row for each organisation that is asked: who it is, the state of its answer, and what it answered to own questions."""
    rows = registrations_of(event).prefetch_related(
        "answer__question_answers__question", "answer__question_answers__choices"
    )
    return [_row(each) for each in rows.order_by("organisation__name", "pk")[:MOST_ROWS]]  # fmt: skip


def _row(registration: Registration) -> dict[str, Any]:
    organisation, answer = registration.organisation, _answer_of(registration)
    row: dict[str, Any] = {
        "organisation": organisation.name,
        "country": country(organisation.country) if organisation.country else "",
        "kind": str(organisation.get_kind_display()),
        "state": str(answer.get_state_display()) if answer else "",
        "about": answer.about if answer else "",
    }
    for each in answer.question_answers.all() if answer else ():
        value = value_of(each)
        row[name_of(each.question)] = (
            words_of(each) if isinstance(value, tuple) else value
        )
    return row


def items_for_sheet(event: Event) -> list[dict[str, Any]]:
    """Return a row for each item that somebody seeks or offers, confidential ones marked."""
    items = (
        Item.objects.filter(answer__registration__in=registrations_of(event).values("pk"))
        .select_related("answer__registration__organisation")
        .prefetch_related("terms")
        .order_by("answer__registration__organisation__name", "role", "position", "pk")
    )  # fmt: skip
    return [
        {
            "organisation": item.answer.registration.organisation.name,
            "role": str(item.get_role_display()),
            "text": item.text,
            "terms": "; ".join(_term(term) for term in item.terms.all() if term.is_confirmed),
            "priority": item.priority,
            "is_confidential": item.is_confidential,
        }
        for item in items[:MOST_ROWS]
    ]  # fmt: skip


def _term(term: ItemTerm) -> str:
    return vocabulary.term_label(term.facet, term.term)
