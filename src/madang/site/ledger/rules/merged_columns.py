"""What becomes of each column that names an organisation when that organisation is merged into another one. A test finds any column left out."""

from django.utils.translation import gettext_lazy

# The row shows under the kept organisation, and goes back when the decision is undone.
MOVED = {
    "directory.Membership": ("cluster", "member"),
    "directory.OrganisationIdentifier": ("organisation",),
    "directory.OrganisationName": ("organisation",),
    # Only people who cannot sign in: whoever can would act for the kept organisation.
    "directory.Person": ("organisation",),
    "landscape.Article": ("organisation",),
    "landscape.ArticleTag": ("organisation",),
    "landscape.CalendarItem": ("organisation",),
    "landscape.ClusterProfile": ("organisation",),
    "landscape.FeedItem": ("organisation", "other_organisation"),
    "landscape.Follow": ("organisation",),
    "landscape.Observation": ("cited_source",),
    "ledger.Initiative": ("owner", "funder"),
    "ledger.InitiativeParty": ("organisation",),
    "ledger.Occasion": (
        "organiser",
        "lead",
        "headed_by_organisation",
        "venue_organisation",
    ),
    "ledger.OccasionParty": ("organisation",),
    "ledger.Position": ("organisation",),
    "ledger.Relation": ("subject_organisation", "object_organisation"),
    "ledger.TieParty": ("organisation",),
}
# The row stays with the organisation that is merged away, and is read together with those of the kept one.
STAYS = {
    # Claims are never changed: pages read those about either organisation.
    "ledger.Claim": ("organisation", "holder_organisation"),
    # Its key is the address that leads on to the kept organisation.
    "ledger.OrganisationRecord": ("organisation",),
    # The decisions themselves.
    "directory.Organisation": ("merged_into",),
    "ledger.MergeAnswer": ("first", "second"),
    "ledger.MergeCandidate": ("first", "second"),
    "ledger.MergeDecision": ("kept", "away"),
    "ledger.MergedCell": ("base",),
}
# Whoever has such a row takes part in something with rights and secrets of its own: it is the one to keep.
REFUSED = {
    "events.Registration": ("organisation",),
    "matching.ApartRule": ("first_organisation", "second_organisation"),
    "programmes.Application": ("organisation",),
    "programmes.CohortMember": ("organisation",),
    "programmes.Consultation": ("organisation",),
    "programmes.ContractDraft": ("beneficiary",),
    "programmes.ContractParty": ("organisation",),
    "programmes.Enquiry": ("about_organisation",),
    "programmes.ExpressionOfInterest": ("organisation",),
    "programmes.GrantElsewhere": ("organisation", "funder"),
    "programmes.Mission": ("organiser",),
    "programmes.MissionApplication": ("organisation",),
    "programmes.MissionHost": ("organisation",),
    "programmes.MissionResult": ("partner",),
    "programmes.MissionStop": ("host",),
    "programmes.Need": ("organisation",),
    "programmes.NeedAnswer": ("organisation",),
    "programmes.Programme": ("owner", "accelerator"),
}
ROOMS = {
    "events": gettext_lazy("events"),
    "matching": gettext_lazy("rules of an event’s matching"),
    "programmes": gettext_lazy("programmes, calls and missions"),
}
