"""Interests and applications as workbooks for those who run a programme: rows → bytes."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from madang.site.core.sheets import Table, xlsx_file
from madang.site.core.templatetags.ui import country
from madang.site.core.time import zone
from madang.site.programmes.models import Application, Call, ExpressionOfInterest
from madang.site.programmes.queries.reviews import scores_of


def interests_xlsx(rows: Iterable[ExpressionOfInterest]) -> bytes:
    """Return who would take part: organisation, country, person, day, words."""
    table = Table(
        name=_("Interest"),
        headings=[
            _("Organisation"),
            _("Country"),
            _("Person"),
            _("E-mail"),
            _("Day"),
            _("What they would use it for"),
        ],
        rows=[
            [
                each.organisation.name,
                country(each.organisation.country),
                each.person.name,
                each.person.email,
                each.at.date(),
                each.text,
            ]
            for each in rows
        ],
        widths=[30, 18, 24, 30, 12, 80],
    )
    return xlsx_file([table])


def applications_xlsx(call: Call, rows: Iterable[Application]) -> bytes:
    """Return what was submitted to a call, a row each: facts, scores, decision, then one column for each question.

    `rows` come with reviews and answers prefetched.
    """
    questions = list(call.questions.all())
    table = Table(
        name=_("Applications"),
        headings=[
            _("Organisation"),
            _("Country"),
            _("Title of the project"),
            _("Amount applied for"),
            _("Submitted"),
            _("State"),
            _("Reviews"),
            _("Mean score"),
            _("Amount granted"),
            _("Reason"),
            *(each.text for each in questions),
        ],
        rows=[
            [*_facts(each, call), *_texts(each, [row.pk for row in questions])]
            for each in rows
        ],
        widths=[30, 18, 40, 16, 12, 14, 10, 10, 16, 40, *([50] * len(questions))],
    )
    return xlsx_file([table])


def _facts(row: Application, call: Call) -> list[object]:
    scores = scores_of(row)
    decision = getattr(row, "decision", None)
    return [
        row.organisation.name,
        country(row.organisation.country),
        row.title,
        row.amount,
        row.submitted_at.astimezone(zone(call.zone)).date()
        if row.submitted_at
        else None,
        row.get_state_display(),
        scores.given,
        scores.mean,
        decision.amount if decision else None,
        decision.reason if decision else "",
    ]


def _texts(row: Application, questions: list[int]) -> list[str]:
    texts = {each.question_id: each.text for each in row.answers.all()}
    return [texts.get(pk, "") for pk in questions]
