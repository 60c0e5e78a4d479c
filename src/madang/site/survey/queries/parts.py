"""The parts of an answer: what each holds, what is required and still missing, and in whose hands a part is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.survey.models import Answer, AnswerPart, ItemTerm
from madang.site.survey.queries.questions import Asked

PARTS: dict[str, str | Promise] = {
    **{each.value: each.label for each in AnswerPart.Key},
    "consent": gettext_lazy("Who may see it"),
    "check": gettext_lazy("Check and send"),
}


@dataclass(frozen=True)
class Required:
    """An answer that must be there before all is sent: its part, the field's anchor, what to write, whether it is there."""

    key: str
    part: str
    anchor: str
    message: str
    is_met: bool


@dataclass(frozen=True)
class Missing:
    """Something that must be there before an answer can be sent: the part, the field's anchor, what to write."""

    part: str
    anchor: str
    message: str


@dataclass(frozen=True)
class Part:
    """A part of the survey as the steps show it: a word, and whether something in it must be mended."""

    key: str
    label: str | Promise
    note: str
    state: str
    url_name: str = "survey:part"


def parts_in_hand(registration: Registration, person: Person | None) -> frozenset[str]:
    """Return the parts of an organisation's answer that are handed to one of its people."""
    if person is None or person.organisation_id != registration.organisation_id:
        return frozenset()
    rows = AnswerPart.objects.filter(answer__registration=registration, person=person)
    return frozenset(rows.values_list("part", flat=True))


def saved_parts(answer: Answer | None) -> dict[str, AnswerPart]:
    """Return the parts of an answer that somebody saved or holds, by their keys."""
    rows = answer.saved_parts.all() if answer is not None else []
    return {row.part: row for row in rows}


def keys_of(asked: Collection[Asked]) -> list[str]:
    """Return the parts that an organisation has, in order: the organisers' questions only where it is asked any."""
    return [key for key in PARTS if key != "questions" or asked]


def required_of(
    registration: Registration, answer: Answer | None, asked: Iterable[Asked]
) -> list[Required]:
    """Return every required answer in the order of the parts, given or not: five of the survey, and the organisers' own."""
    about = Required(
        "about",
        "who",
        "id_about",
        _("Who you are: write two or three sentences."),
        answer is not None and bool(answer.about.strip()),
    )
    items = Required(
        "items",
        "seek",
        "id_text",
        _("What you seek or offer: write at least one item."),
        answer is not None and bool(answer.items.all()),
    )
    own = [_required_question(each) for each in asked if each.question.is_required]
    rest = [*_required_people(registration), *own]
    # Not every layout of a workbook has a column for them: who answered in one is not asked again.
    if answer is not None and answer.source != Answer.Source.ONLINE:
        return [items, *rest]
    return [about, items, _required_deal(answer), *rest]


def _required_deal(answer: Answer | None) -> Required:
    terms = (
        term
        for item in (answer.items.all() if answer is not None else [])
        for term in item.terms.all()
    )
    return Required(
        "deal",
        "seek",
        "id_deal",
        _("What you seek or offer: choose the kind of deal of one item."),
        any(term.facet == ItemTerm.Facet.DEAL for term in terms),
    )


def _required_people(registration: Registration) -> list[Required]:
    return [
        Required(
            "languages",
            "people",
            "id_languages",
            _("Languages: choose at least one."),
            bool(registration.languages.all()),
        ),
        Required(
            "delegates",
            "people",
            "id_delegates",
            _("Delegates: write how many come."),
            bool(registration.delegates.all()),
        ),
    ]


def _required_question(each: Asked) -> Required:
    message = _("Not answered yet: %(question)s") % {"question": each.question}
    return Required(
        each.field, "questions", f"id_{each.field}", message, each.is_answered
    )


def missing_in(
    registration: Registration, answer: Answer | None, asked: Iterable[Asked]
) -> list[Missing]:
    """Return what keeps an answer from being sent, in the order of the parts."""
    found = [
        Missing(each.part, each.anchor, each.message)
        for each in required_of(registration, answer, asked)
        if not each.is_met
    ]
    items = list(answer.items.all()) if answer is not None else []
    empty = [item for item in items if not item.text.strip() and not item.terms.all()]
    sentence = _("An item has neither words nor a kind of deal.")
    found += [Missing(item.role, "id_text", sentence) for item in empty]
    order = list(PARTS)
    return sorted(found, key=lambda each: order.index(each.part))


def parts_of(
    registration: Registration, answer: Answer | None, asked: list[Asked]
) -> list[Part]:
    """Return the parts with what is in each: "4 items", "2 to mend", "Empty"."""
    missing = missing_in(registration, answer, asked)
    return [
        _part(
            key,
            _note(key, registration, answer, asked),
            answer,
            sum(1 for each in missing if each.part == key),
        )
        for key in keys_of(asked)
    ]


def _part(key: str, noted: tuple[str, bool], answer: Answer | None, gaps: int) -> Part:
    note, is_done = noted
    if gaps and answer is not None and answer.state == Answer.State.SUBMITTED:
        return Part(key, PARTS[key], _("%(count)s to mend") % {"count": gaps}, "wrong")
    return Part(key, PARTS[key], note, "completed" if is_done else "")


def _note(
    key: str, registration: Registration, answer: Answer | None, asked: list[Asked]
) -> tuple[str, bool]:
    empty = (_("Empty"), False)
    if key == "people":
        is_whole = registration.languages.all() and registration.delegates.all()
        return (_("Done"), True) if is_whole else empty
    if key == "questions":
        return _note_of_questions(asked)
    return _note_of_answer(key, answer) if answer is not None else empty


def _note_of_questions(asked: list[Asked]) -> tuple[str, bool]:
    given = sum(1 for each in asked if each.is_answered)
    facts = {"given": given, "all": len(asked)}
    is_whole = all(each.is_answered or not each.question.is_required for each in asked)
    return _("%(given)s of %(all)s answered") % facts, is_whole and given > 0


def _note_of_answer(key: str, answer: Answer) -> tuple[str, bool]:
    if key in ("seek", "offer"):
        count = sum(1 for item in answer.items.all() if item.role == key)
        note = ngettext("%(count)s item", "%(count)s items", count) % {"count": count}
        return (note, True) if count else (_("Empty"), False)
    if key == "wishes":
        count = len(answer.wishes.all()) + len(answer.never_matches.all())
        note = ngettext("%(count)s name", "%(count)s names", count) % {"count": count}
        return (note, True) if count else (_("No names"), False)
    if key == "consent":
        is_given = bool(answer.consents.all())
        return (_("Given"), True) if is_given else (_("Organisers only"), False)
    if key == "check":
        is_sent = answer.state == Answer.State.SUBMITTED
        return (_("Sent"), True) if is_sent else (_("Not sent"), False)
    return (_("Done"), True) if answer.about else (_("Empty"), False)
