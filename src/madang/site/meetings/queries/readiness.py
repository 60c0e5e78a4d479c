"""Whether an event can be planned: what keeps a run from starting, and what a run would have to leave out."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Q

from madang.site.events.models import Delegate, Event, Place


@dataclass(frozen=True)
class Readiness:
    """`missing` are codes of what a run cannot do without; the two lists say what it works around."""

    missing: list[str] = field(default_factory=list)
    delegates: list[Delegate] = field(default_factory=list)
    suites: list[Place] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Whether a run may start."""
        return not self.missing


def readiness(event: Event) -> Readiness:
    """Look over an event before a run: slots, tables, agreed meetings; delegates never free, suites of who withdrew."""
    slots = event.slots.count()
    gone = Q(owner__state__in=["declined", "withdrawn"])
    tables = event.places.filter(is_open=True).exclude(kind=Place.Kind.ROUND)
    checks = {
        "slots": slots > 0,
        "tables": tables.exclude(gone).exists(),
        "meetings": event.meetings.filter(state="accepted").exists(),
    }
    never_free = (
        Delegate.objects.filter(registration__event=event)
        .exclude(registration__state__in=["declined", "withdrawn"])
        .select_related("person", "registration__organisation")
        .annotate(away=Count("absences"))
        .filter(away__gte=slots, away__gt=0)
        .order_by("registration__organisation__name", "position")
    )
    suites = tables.filter(gone).select_related("owner__organisation")
    return Readiness(
        missing=[code for code, is_there in checks.items() if not is_there],
        delegates=list(never_free),
        suites=list(suites.order_by(F("position"), "pk")),
    )
