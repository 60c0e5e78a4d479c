"""What is known of an organisation before it writes: its answers at an earlier event of the same organisers, and the directory.

Everything here is a proposal: it is shown with its source and taken over by whoever writes the part, never by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from babel.languages import get_official_languages
from django.db.models import Q
from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import country, language_name
from madang.site.events.models import Event, Registration, Staff
from madang.site.survey.models import Answer, Item, Question
from madang.site.survey.queries.questions import Asked, Value, value_of, words_of

LAST, DIRECTORY = "last", "directory"


@dataclass(frozen=True)
class Proposal:
    """What could fill a part: where it comes from, and its contents as lines of (label, text) or as items."""

    source: str
    event: Event | None = None
    lines: list[tuple[str, str]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


def earlier_events(event: Event) -> Q:
    """Return which events were held before by the same organisers: the editions before this one, and those that they organised."""
    editions, step = [], event
    while step.previous is not None and step.previous.pk not in editions:
        step = step.previous
        editions.append(step.pk)
    organisers = Staff.objects.filter(event=event, role=Staff.Role.ORGANISER)
    theirs = Staff.objects.filter(
        role=Staff.Role.ORGANISER, person__in=organisers.values("person")
    )
    is_earlier = Q(created_at__lt=event.created_at)
    return Q(pk__in=editions) | is_earlier & Q(pk__in=theirs.values("event"))


def earlier_answer(registration: Registration) -> Answer | None:
    """Return the newest answer of the same organisation at an earlier event of the same organisers, or None."""
    events = Event.objects.filter(earlier_events(registration.event))
    answers = Answer.objects.filter(
        registration__event__in=events.exclude(pk=registration.event_id),
        registration__organisation_id=registration.organisation_id,
    )
    found = answers.select_related("registration__event").prefetch_related(
        "items__terms",
        "wishes",
        "never_matches",
        "registration__languages",
        "registration__delegates",
        "question_answers__question",
        "question_answers__choices",
    )
    return found.order_by("-registration__event__created_at", "-pk").first()


def item_key(item: Item) -> tuple[str, str, frozenset[tuple[str, str]]]:
    """Return what makes two items the same: role, words, and terms."""
    terms = frozenset((term.facet, term.term) for term in item.terms.all())
    return item.role, " ".join(item.text.split()).casefold(), terms


def items_to_take(last: Answer, answer: Answer | None, role: str) -> list[Item]:
    """Return the items of an earlier answer that this one does not have yet."""
    known = {item_key(item) for item in answer.items.all()} if answer else set()
    return [
        item
        for item in last.items.all()
        if item.role == role and item_key(item) not in known
    ]


def names_to_take(last: Answer, answer: Answer | None) -> tuple[list[str], list[str]]:
    """Return the names of an earlier answer that are on this one's lists nowhere: wishes, and whom never to meet."""
    wishes = {row.name for row in answer.wishes.all()} if answer else set()
    nevers = {row.name for row in answer.never_matches.all()} if answer else set()
    return (
        [row.name for row in last.wishes.all() if row.name not in wishes],
        [row.name for row in last.never_matches.all() if row.name not in nevers],
    )


def texts_to_take(last: Answer, answer: Answer | None) -> dict[str, str]:
    """Return the texts of an earlier answer for which this one has none."""
    return {
        name: getattr(last, name)
        for name in ("about", "objectives")
        if getattr(last, name).strip()
        and (answer is None or not getattr(answer, name).strip())
    }


def directory_text(registration: Registration) -> str:
    """Return what the directory says of an organisation, as a first sentence about it."""
    organisation = registration.organisation
    name = organisation.name
    if organisation.name_local:
        name += f" ({organisation.name_local})"
    facts = [str(organisation.get_kind_display())]
    if organisation.country:
        facts.append(country(organisation.country))
    words = [f"{name}: {', '.join(facts)}."]
    if organisation.website:
        words.append(organisation.website)
    return " ".join(words)


def country_languages(registration: Registration) -> list[str]:
    """Return the official languages of the organisation's country, as BCP 47 codes."""
    code = registration.organisation.country.upper()
    return list(get_official_languages(code, de_facto=True)) if code else []


def values_to_take(last: Answer, asked: list[Asked]) -> dict[int, Value]:
    """Return earlier answers to questions of the same words and kind that are not answered yet, by the new questions' keys."""
    known = {
        (row.question.text.casefold(), row.question.kind): row
        for row in last.question_answers.all()
    }
    found: dict[int, Value] = {}
    for each in asked:
        row = known.get((each.question.text.casefold(), each.question.kind))
        if row is None or each.is_answered:
            continue
        value = value_of(row)
        if isinstance(value, tuple):
            texts = {choice.text.casefold() for choice in row.choices.all()}
            same = [
                c for c in each.question.choices.all() if c.text.casefold() in texts
            ]
            value = tuple(sorted(choice.pk for choice in same)) or None
        if value is not None:
            found[each.question.pk] = value
    return found


def proposals_for(
    part: str, registration: Registration, answer: Answer | None, asked: list[Asked]
) -> list[Proposal]:
    """Return what could fill a part, each with its source; nothing that is there already."""
    found = []
    last = earlier_answer(registration)
    if last is not None:
        lines = OF_LAST[part](last, registration, answer, asked) if part in OF_LAST else []  # fmt: skip
        items = items_to_take(last, answer, part) if part in Item.Role.values else []
        if lines or items:
            found.append(Proposal(LAST, last.registration.event, lines, items))
    if part == "who" and not (answer and answer.about.strip()):
        found.append(
            Proposal(
                DIRECTORY, lines=[(_("Who you are"), directory_text(registration))]
            )
        )
    codes = country_languages(registration)
    if part == "people" and codes and not registration.languages.all():
        found.append(Proposal(DIRECTORY, lines=[(_("Languages"), _names(codes))]))
    return found


def _names(codes: list[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def _texts(
    last: Answer, registration: Registration, answer: Answer | None, asked: list[Asked]
) -> list[tuple[str, str]]:
    del registration, asked
    labels = {
        "about": _("Who you are"),
        "objectives": _("What would make this event a success"),
    }
    return [(labels[name], text) for name, text in texts_to_take(last, answer).items()]


def _lists(
    last: Answer, registration: Registration, answer: Answer | None, asked: list[Asked]
) -> list[tuple[str, str]]:
    del registration, asked
    wishes, nevers = names_to_take(last, answer)
    rows = [
        (_("Whom you wish to meet"), "; ".join(wishes)),
        (_("Whom you must never meet"), "; ".join(nevers)),
    ]
    return [(label, text) for label, text in rows if text]


def _people(
    last: Answer, registration: Registration, answer: Answer | None, asked: list[Asked]
) -> list[tuple[str, str]]:
    del answer, asked
    if registration.languages.all():
        return []
    codes = [row.code for row in last.registration.languages.all()]
    if not codes:
        return []
    rows = [(_("Languages"), _names(codes))]
    if last.registration.most_meetings and registration.most_meetings is None:
        rows.append((_("Most meetings in all"), str(last.registration.most_meetings)))
    if last.registration.interpreter_wanted and not registration.interpreter_wanted:
        rows.append((_("We need an interpreter"), _("yes")))
    return rows


def _answers(
    last: Answer, registration: Registration, answer: Answer | None, asked: list[Asked]
) -> list[tuple[str, str]]:
    del registration, answer
    wanted = values_to_take(last, asked)
    words = {
        (row.question.text.casefold(), row.question.kind): words_of(row)
        for row in last.question_answers.all()
    }
    by_key: dict[int, Question] = {each.question.pk: each.question for each in asked}
    return [
        (str(by_key[key]), words[by_key[key].text.casefold(), by_key[key].kind])
        for key in wanted
    ]


OF_LAST: dict[
    str,
    Callable[[Answer, Registration, Answer | None, list[Asked]], list[tuple[str, str]]],
] = {"who": _texts, "wishes": _lists, "people": _people, "questions": _answers}
