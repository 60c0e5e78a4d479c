"""What the pages of all parts of the survey have in common."""

from typing import Any

from django.http import Http404, HttpRequest

from madang.site.events.queries import event_joined_by
from madang.site.events.queries.people import whom_to_write_to
from madang.site.events.rules import standing
from madang.site.survey.queries.answers import (
    PARTS,
    own_answer,
    own_registration,
    parts_of,
)
from madang.site.survey.rules import closing, why_not_mine

# Parts from whose lists something can be taken away and put back.
WITH_UNDO = ("seek", "offer", "wishes")


def page_context(request: HttpRequest, slug: str, part: str) -> dict[str, Any]:
    """Return what every part's page shows; 404 for somebody who takes no part or a part that does not exist."""
    if part not in PARTS:
        raise Http404
    event = event_joined_by(request.user, slug)
    who = standing(request.user, event)
    registration = own_registration(event, who.registration)
    answer = own_answer(registration)
    due, closed = closing(event)
    keys = list(PARTS)
    place = keys.index(part)
    parts = parts_of(registration, answer)
    return {
        "event": event,
        "tab": "survey:mine",
        "person": who.person,
        "registration": registration,
        "answer": answer,
        "part": part,
        "parts": parts,
        "number": place + 1,
        "done": sum(1 for each in parts if each.state == "completed"),
        "label": PARTS[part],
        "before": keys[place - 1] if place else "",
        "after": keys[place + 1] if place + 1 < len(keys) else "",
        "after_label": PARTS[keys[place + 1]] if place + 1 < len(keys) else "",
        "due": due,
        "closed": closed,
        "contacts": whom_to_write_to(event) if closed else [],
        "read_only": closed or why_not_mine(who),
        "removed": request.session.get("survey_removed") if part in WITH_UNDO else None,
    }
