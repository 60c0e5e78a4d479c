"""What came of it: occasions, ties with their parties, and the claims with sources from which both are known."""

from madang.site.ledger.models.claims import Citation, Claim, Modality, Stage
from madang.site.ledger.models.merging import (
    MergeAnswer,
    MergeCandidate,
    MergedCell,
    MergeDecision,
    MergedRow,
)
from madang.site.ledger.models.occasions import (
    Occasion,
    OccasionNote,
    OccasionParty,
)
from madang.site.ledger.models.records import (
    Initiative,
    InitiativeParty,
    OrganisationRecord,
    Position,
    Region,
)
from madang.site.ledger.models.relations import Relation
from madang.site.ledger.models.sources import Audience, Passage, Source
from madang.site.ledger.models.ties import (
    Tie,
    TieAttribution,
    TieCaution,
    TieCountry,
    TieParty,
)

__all__ = [
    "Audience",
    "Citation",
    "Claim",
    "Initiative",
    "InitiativeParty",
    "MergeAnswer",
    "MergeCandidate",
    "MergeDecision",
    "MergedCell",
    "MergedRow",
    "Modality",
    "Occasion",
    "OccasionNote",
    "OccasionParty",
    "OrganisationRecord",
    "Passage",
    "Position",
    "Region",
    "Relation",
    "Source",
    "Stage",
    "Tie",
    "TieAttribution",
    "TieCaution",
    "TieCountry",
    "TieParty",
]
