"""What we do next: missions, programmes, calls, needs, contracts, consultations."""

from madang.site.programmes.models.calls import (
    Application,
    ApplicationAnswer,
    ApplicationDecision,
    Call,
    CallQuestion,
    Review,
)
from madang.site.programmes.models.consultations import Consultation
from madang.site.programmes.models.contracts import (
    Contract,
    ContractParty,
    SupportItem,
    SupportRequest,
)
from madang.site.programmes.models.drafts import ContractDraft
from madang.site.programmes.models.missions import (
    Mission,
    MissionApplication,
    MissionHost,
    MissionResult,
    MissionStop,
)
from madang.site.programmes.models.needs import Need, NeedAnswer
from madang.site.programmes.models.pitches import (
    DirectLink,
    Enquiry,
    Pitch,
    PitchGuest,
)
from madang.site.programmes.models.programmes import (
    CohortMember,
    ExpressionOfInterest,
    GrantElsewhere,
    Milestone,
    Programme,
)

__all__ = [
    "Application",
    "ApplicationAnswer",
    "ApplicationDecision",
    "Call",
    "CallQuestion",
    "CohortMember",
    "Consultation",
    "Contract",
    "ContractDraft",
    "ContractParty",
    "DirectLink",
    "Enquiry",
    "ExpressionOfInterest",
    "GrantElsewhere",
    "Milestone",
    "Mission",
    "MissionApplication",
    "MissionHost",
    "MissionResult",
    "MissionStop",
    "Need",
    "NeedAnswer",
    "Pitch",
    "PitchGuest",
    "Programme",
    "Review",
    "SupportItem",
    "SupportRequest",
]
