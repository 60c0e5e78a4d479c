"""Answers for tests: what an organisation seeks and offers, and who may see it."""

from django.utils import timezone

from madang.site.events.models import Event, Registration
from madang.site.matching.actions.runs import run_matching
from madang.site.matching.models import Reason, Run, Suggestion
from madang.site.survey.models import Answer, Consent, Item, ItemTerm, NeverMatch, Wish

Wanted = tuple[str, str]


def answer(
    registration: Registration,
    *,
    seeks: tuple[Wanted, ...] = (),
    offers: tuple[Wanted, ...] = (),
    consent: str = "matched",
) -> Answer:
    """Submit an answer; each item is its text and the id of its deal, a text with "!" in front is confidential."""
    row = Answer.objects.create(
        registration=registration,
        state="submitted",
        submitted_at=timezone.now(),
        about=f"About {registration}",
    )
    for role, wanted in (("seek", seeks), ("offer", offers)):
        for position, (text, deal) in enumerate(wanted):
            item = Item.objects.create(
                answer=row,
                role=role,
                text=text.removeprefix("!"),
                is_confidential=text.startswith("!"),
                position=position,
            )
            ItemTerm.objects.create(item=item, facet="deal", term=deal)
    if consent:
        Consent.objects.create(answer=row, audience=consent)
    return row


def avoid(registration: Registration, name: str) -> NeverMatch:
    """Put a name on an organisation's never-match list."""
    return NeverMatch.objects.create(answer=registration.answer, name=name)


def wish(registration: Registration, other: Registration) -> Wish:
    """Name an organisation among those that this one wishes to meet."""
    return Wish.objects.create(
        answer=registration.answer, name=str(other), target=other
    )


VACCINE_NEEDS = (("Technology transfer for a measles vaccine", "technology_transfer"),)
VACCINE_OFFERS = (
    ("Technology transfer of a heat-stable measles vaccine", "technology_transfer"),
)


def well_matched(alder: Registration, birch: Registration) -> Run:
    """Let Alder seek what Birch offers and the reverse, and match."""
    answer(
        alder,
        seeks=VACCINE_NEEDS,
        offers=(("Fill and finish lines at 2 to 8 °C", "manufacturing"),),
    )
    answer(
        birch,
        seeks=(("Fill and finish lines for vaccines", "manufacturing"),),
        offers=VACCINE_OFFERS,
    )
    return matched(alder.event)


def matched(event: Event) -> Run:
    """Run the matching at once."""
    return run_matching(event=event, by=None)


def shared_reasons(suggestion: Suggestion) -> list[Reason]:
    """Return what both sides read of a pair."""
    return [Reason(*each) for each in suggestion.reasons]
