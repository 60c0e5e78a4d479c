"""What came of last year's lounge: a memorandum, talks, and one tie that only curators read, each with its evidence."""

from datetime import date, timedelta

from django.db.models import Count, Q

from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.ledger.actions.claims import add_claim, correct_claim
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Occasion, Source
from madang.site.meetings.models import Meeting

# Kind, stage, subject, and what the organisation answered when the organiser asked.
ANSWERS = [
    ("mou", "signed", "Filling and finishing vaccines together", "Both sides have signed a memorandum; it names no quantities."),
    ("talks", "talks", "Trial sites for a paediatric vaccine", "The two are talking about sites; nothing is on paper."),
    ("talks", "talks", "A licence for a diagnostic test", "Talks go on, a draft is with the lawyers."),
    ("collaboration", "ongoing", "Stability tests in a shared laboratory", "The first samples have been exchanged."),
]  # fmt: skip


def build_ledger(*, by: Person, event: Event | None, today: date) -> Occasion | None:
    """Enter last year's edition as an occasion, and what its participants say came of it; return it, None without one.

    All of it is made up.
    """
    past = event.previous if event is not None else None
    if past is None:
        return None
    days = sorted(each.date for each in past.days.all())
    occasion = add_occasion(
        by=by,
        kind="networking_lounge",
        name=past.name,
        start=days[0].isoformat(),
        end=days[-1].isoformat(),
        country=past.country,
        city=past.city,
        event=past,
    )
    asked_on = min(days[-1] + timedelta(days=120), today)
    letters = add_source(
        by=by,
        kind="letter",
        title=f"Answers of participants, four months after {past.name}",
        publisher="Secretariat of the lounge (made up)",
        published=asked_on.isoformat(),
        language="en",
    )
    meetings = (
        Meeting.objects.filter(event=past)
        .annotate(yes=Count("feedback", filter=Q(feedback__verdict="cooperation")))
        .filter(yes=2)
        .select_related("host__organisation", "guest__organisation")
        .order_by("id")
    )
    for number, (meeting, answer) in enumerate(
        zip(meetings[: len(ANSWERS)], ANSWERS, strict=False)
    ):
        _enter(meeting, answer, number, occasion=occasion, letters=letters, by=by)
    return occasion


def _enter(
    meeting: Meeting,
    answer: tuple[str, str, str, str],
    number: int,
    *,
    occasion: Occasion,
    letters: Source,
    by: Person,
) -> None:
    kind, stage, subject, words = answer
    host, guest = meeting.host.organisation, meeting.guest.organisation
    passage = add_passage(letters, by=by, paraphrase=words, line=number + 1)
    tie = add_tie(
        by=by,
        kind=kind,
        parties=[(host, "party"), (guest, "party")],
        subject=subject,
        passages=[passage],
        stage=stage,
        date=letters.published[:4],
        occasion=occasion,
        meeting=meeting,
        holder="party",
        holder_organisation=host,
        level="B2B",
        audience="internal" if number == 2 else "public",
    )
    if number == 0:
        tie.cautions.create(text="The memorandum binds neither side to buy.")
        correct_claim(
            tie.claims.get(),
            by=by,
            passages=[add_passage(letters, by=by, exact="It was signed in the month after the lounge.", line=9)],
            why="The second letter has the month.",
            edtf=(date.fromisoformat(occasion.end) + timedelta(days=30)).strftime("%Y-%m"),
        )  # fmt: skip
    if number == 1:
        add_claim(
            by=by,
            aspect="stage",
            about=tie,
            passages=[add_passage(letters, by=by, exact="We are glad of this agreement.", line=12)],
            stage="signed",
            holder="quoted",
            holder_organisation=guest,
        )  # fmt: skip
