"""What a version reached and what is proven about it, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.meetings.models import Plan, PlanStage

STAGES = {
    "must": gettext_lazy("Must-have meetings placed"),
    "placed": gettext_lazy("Weight of the placed meetings"),
    "left_out": gettext_lazy("Organisations without a meeting"),
    "share": gettext_lazy("Unserved shares squared, in millionths"),
    "gaps": gettext_lazy("Idle slots between two meetings"),
    "walking": gettext_lazy("Changes of zone between two meetings"),
}
PROOFS = {
    "certified": gettext_lazy("certified by whole numbers"),
    "solver": gettext_lazy("by the solver's word"),
    "none": gettext_lazy("not proven"),
}
MINIMISED = ("left_out", "share", "gaps", "walking")


@dataclass(frozen=True)
class StageLine:
    """A stage as a line of a table: its name, value, bound, and how much of that is proven."""

    name: str
    value: int
    bound: int | None
    limit: str
    proof: str
    is_best: bool


def stage_lines(stages: list[PlanStage]) -> list[StageLine]:
    """Return the stages of a version in their strict order."""
    return [_line(stage) for stage in stages]


def _line(stage: PlanStage) -> StageLine:
    is_best = stage.bound is not None and stage.bound == stage.value
    proof = PROOFS.get(stage.proof, stage.proof)
    if stage.stage in MINIMISED and stage.bound == 0:
        proof = _("no number is lower")
    if stage.bound is None:
        limit = "–"
    elif stage.stage in MINIMISED:
        limit = _("at least %(bound)s") % {"bound": f"{stage.bound:,}"}
    else:
        limit = _("at most %(bound)s") % {"bound": f"{stage.bound:,}"}
    return StageLine(
        name=str(STAGES.get(stage.stage, stage.stage)),
        value=stage.value,
        bound=stage.bound,
        limit=limit,
        proof=str(proof),
        is_best=is_best,
    )


@dataclass(frozen=True)
class Certificate:
    """How good a version is: `open` meetings between what is placed and what is possible, `beyond` any plan."""

    placed: int
    agreed: int
    most: int | None

    @property
    def bound(self) -> int:
        """The number that no plan exceeds: all agreed meetings where nothing better is proven."""
        return self.agreed if self.most is None else min(self.most, self.agreed)

    @property
    def open(self) -> int:
        """How many meetings lie between this version and the bound."""
        return max(0, self.bound - self.placed)

    @property
    def beyond(self) -> int:
        """How many agreed meetings no plan can place."""
        return self.agreed - self.bound

    @property
    def gap(self) -> str:
        """The gap as a share of the bound: 0.25%."""
        return f"{100 * self.open / self.bound:.2f}%" if self.bound else "0%"


def certificate(plan: Plan) -> Certificate:
    """Return how good a version is."""
    return Certificate(placed=plan.placed, agreed=plan.agreed, most=plan.placed_bound)
