"""A part filled from the organisation's earlier answers or from the directory, by one click of whoever writes it."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.directory.models import Person
from madang.site.events.actions import bump_version
from madang.site.events.models import Registration
from madang.site.survey.actions.answers import changed, set_languages, writable
from madang.site.survey.actions.items import MOST_ITEMS, content_of, write_items
from madang.site.survey.actions.names import add_name
from madang.site.survey.actions.question_answers import save_question_answers
from madang.site.survey.models import Answer
from madang.site.survey.queries import earlier
from madang.site.survey.queries.questions import asked_of
from madang.site.survey.rules import SurveyRefusal


@transaction.atomic
def take_part_over(
    *, by: Person | None, registration: Registration, part: str, source: str
) -> None:
    """Fill the empty places of a part from `source`: "last" (earlier answers) or "directory". Nothing written is replaced.

    Confidential items come as confidential, terms that nobody confirmed as unconfirmed. Raises SurveyRefusal when there
    is nothing to take over.
    """
    answer = writable(by, registration, part=part)
    fill = FILL.get((source, part))
    last = earlier.earlier_answer(registration) if source == earlier.LAST else None
    is_known = source == earlier.DIRECTORY or last is not None
    if fill is None or not is_known or not fill(by, answer, last):
        raise SurveyRefusal(_("There is nothing left to take over here."))
    if part == "people":
        bump_version(registration.event)
    detail = f"{part} from {last.registration.event if last else source}"
    changed(answer, by=by, verb="take part over", detail=detail, part=part)


def _about(_by: Person | None, answer: Answer, last: Answer | None) -> bool:
    texts = (
        earlier.texts_to_take(last, answer)
        if last is not None
        else {"about": earlier.directory_text(answer.registration)}
    )
    if not texts or (last is None and answer.about.strip()):
        return False
    for name, text in texts.items():
        setattr(answer, name, text)
    answer.save(update_fields=list(texts))
    return True


def _items(role: str) -> Callable[[Person | None, Answer, Answer | None], bool]:
    def fill(_by: Person | None, answer: Answer, last: Answer | None) -> bool:
        if last is None:
            return False
        mine = list(answer.items.filter(role=role))
        items = earlier.items_to_take(last, answer, role)[: MOST_ITEMS - len(mine)]
        first = max((item.position for item in mine), default=0) + 1
        write_items(
            answer,
            [(first + n, content_of(item)) for n, item in enumerate(items)],
        )
        return bool(items)

    return fill


def _names(by: Person | None, answer: Answer, last: Answer | None) -> bool:
    if last is None:
        return False
    wishes, nevers = earlier.names_to_take(last, answer)
    for kind, names in (("wish", wishes), ("never", nevers)):
        for name in names:
            add_name(by=by, registration=answer.registration, kind=kind, name=name)
    return bool(wishes or nevers)


def _people(_by: Person | None, answer: Answer, last: Answer | None) -> bool:
    registration = answer.registration
    if registration.languages.exists():
        return False
    if last is None:
        return set_languages(registration, earlier.country_languages(registration))
    before = last.registration
    set_languages(registration, [row.code for row in before.languages.all()])
    registration.most_meetings = registration.most_meetings or before.most_meetings
    registration.interpreter_wanted |= before.interpreter_wanted
    registration.save(update_fields=["most_meetings", "interpreter_wanted"])
    return registration.languages.exists()


def _answers(by: Person | None, answer: Answer, last: Answer | None) -> bool:
    if last is None:
        return False
    registration = answer.registration
    values = earlier.values_to_take(last, asked_of(registration, answer))
    return save_question_answers(by=by, registration=registration, values=values)


FILL: dict[tuple[str, str], Callable[[Person | None, Answer, Answer | None], bool]] = {
    (earlier.LAST, "who"): _about,
    (earlier.DIRECTORY, "who"): _about,
    (earlier.LAST, "seek"): _items("seek"),
    (earlier.LAST, "offer"): _items("offer"),
    (earlier.LAST, "wishes"): _names,
    (earlier.LAST, "people"): _people,
    (earlier.DIRECTORY, "people"): _people,
    (earlier.LAST, "questions"): _answers,
}
