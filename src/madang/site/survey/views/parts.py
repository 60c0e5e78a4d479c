"""What the pages of all parts of the survey have in common."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.events.queries import event_joined_by
from madang.site.events.queries.people import whom_to_write_to
from madang.site.events.rules import Standing, standing
from madang.site.survey.models import Answer
from madang.site.survey.queries.answers import own_answer, own_registration
from madang.site.survey.queries.parts import (
    PARTS,
    parts_in_hand,
    parts_of,
    required_of,
    saved_parts,
)
from madang.site.survey.queries.questions import asked_of
from madang.site.survey.rules import closing, may_read, why_closed, why_not_mine

# Parts from whose lists something can be taken away and put back.
WITH_UNDO = ("seek", "offer", "wishes")


@dataclass(frozen=True)
class Writer:
    """Who asks, for which organisation, and which parts they hold."""

    who: Standing
    registration: Registration
    in_hand: frozenset[str]

    @property
    def person(self) -> Person | None:
        """The person who asks."""
        return self.who.person

    def why_not(self, part: str) -> str:
        """Return why they may not write a part now; empty if they may."""
        reason = why_not_mine(self.who, part, self.in_hand)
        return reason or why_closed(self.registration.event)


def writer_of(request: HttpRequest, slug: str) -> Writer:
    """Return who asks; 404 for somebody whose organisation takes no part."""
    event = event_joined_by(request.user, slug)
    who = standing(request.user, event)
    registration = own_registration(event, who.registration)
    in_hand = frozenset() if who.is_lead else parts_in_hand(registration, who.person)
    return Writer(who, registration, in_hand)


def first_part(writer: Writer) -> str:
    """Return the part that opens first: one's own, if one holds any."""
    return next((key for key in PARTS if key in writer.in_hand), "who")


def page_context(request: HttpRequest, slug: str, part: str) -> dict[str, Any]:
    """Return what every part's page shows; 404 for somebody who takes no part or may not read this one, and for a part that does not exist."""
    writer = writer_of(request, slug)
    who, registration, event = (
        writer.who,
        writer.registration,
        writer.registration.event,
    )
    part = part or first_part(writer)
    if part not in PARTS or not may_read(who, part, writer.in_hand):
        raise Http404
    answer = own_answer(registration)
    asked = asked_of(registration, answer)
    due, closed = closing(event)
    parts = [
        each
        for each in parts_of(registration, answer, asked)
        if may_read(who, each.key, writer.in_hand)
    ]
    keys = [each.key for each in parts]
    if part not in keys:
        raise Http404
    required = [
        each for each in required_of(registration, answer, asked) if each.part in keys
    ]
    return {
        "event": event,
        "tab": "survey:mine",
        "person": who.person,
        "is_lead": who.is_lead,
        "registration": registration,
        "answer": answer,
        "asked": asked,
        "part": part,
        "parts": parts,
        "label": PARTS[part],
        "required": required,
        "met": sum(1 for each in required if each.is_met),
        "saved": saved_parts(answer).get(part),
        "due": due,
        "closed": closed,
        "contacts": whom_to_write_to(event) if closed else [],
        "read_only": closed or why_not_mine(who, part, writer.in_hand),
        "is_draft": answer is None or answer.state == Answer.State.DRAFT,
        "removed": request.session.get("survey_removed") if part in WITH_UNDO else None,
        **_steps(keys, part),
    }


def _steps(keys: list[str], part: str) -> dict[str, Any]:
    """Return the place of a part among those that somebody reads, and the parts before and after it."""
    place = keys.index(part)
    before = keys[place - 1] if place else ""
    after = keys[place + 1] if place + 1 < len(keys) else ""
    return {
        "number": place + 1,
        "before": before,
        "after": after,
        "after_label": PARTS[after] if after else "",
    }
