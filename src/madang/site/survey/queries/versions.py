"""What a part holds, as a short fingerprint: a form carries it, so that two who write at once are noticed.

A fingerprint of the content, not a counter: a change by an import or by an organiser is noticed as well.
"""

import hashlib
from collections.abc import Iterable

from madang.site.events.models import Registration
from madang.site.survey.models import Answer, Item
from madang.site.survey.queries.questions import Asked


def _fingerprint(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def version_of_about(answer: Answer | None) -> str:
    """Return the version of "Who we are"; the same for an answer that has not begun and an empty one."""
    texts = (answer.about, answer.objectives) if answer is not None else ("", "")
    return _fingerprint(*texts)


def version_of_people(registration: Registration) -> str:
    """Return the version of languages, delegates, meetings and interpreter."""
    return _fingerprint(
        [row.code for row in registration.languages.all()],
        len(registration.delegates.all()),
        registration.most_meetings,
        registration.interpreter_wanted,
    )


def version_of_questions(asked: Iterable[Asked]) -> str:
    """Return the version of the answers to the organisers' questions."""
    return _fingerprint([(each.question.pk, str(each.value)) for each in asked])


def version_of_item(item: Item) -> str:
    """Return the version of an item with its terms."""
    terms = [
        (term.facet, term.term, term.is_confirmed, term.amount)
        for term in item.terms.all()
    ]
    return _fingerprint(
        item.text,
        item.priority,
        item.is_confidential,
        item.declined_terms,
        sorted(terms, key=repr),
    )


def version_of(
    part: str, registration: Registration, answer: Answer | None, asked: list[Asked]
) -> str:
    """Return the version of a part that is one form; empty for a part that is a list."""
    if part == "who":
        return version_of_about(answer)
    if part == "people":
        return version_of_people(registration)
    return version_of_questions(asked) if part == "questions" else ""
