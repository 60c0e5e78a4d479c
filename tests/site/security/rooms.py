"""Who opens what behind the doors of landscape, missions, programmes and portal. What no list names is for those who run it."""

# Read by everybody, written by nobody who is not named elsewhere.
PUBLIC_PAGES = {
    "ledger:ties", "ledger:tie", "ledger:organisations", "ledger:organisation",
    "ledger:occasions", "ledger:occasion", "ledger:sources", "ledger:source", "ledger:claims",
    "ledger:ties-xlsx", "ledger:occasions-xlsx", "ledger:organisations-xlsx",
    "ledger:names", "ledger:members", "ledger:memberships", "ledger:membership",
    "ledger:positions", "ledger:position", "ledger:relations", "ledger:relation",
    "ledger:initiatives", "ledger:initiative",
    "ledger:exchange", "ledger:atom", "ledger:organisation-atom", "ledger:occasion-atom",
    "ledger:tie-jsonld", "ledger:organisation-jsonld", "ledger:occasion-jsonld",
    "ledger:network", "landscape:pair-atom", "landscape:map", "ledger:search",
    "landscape:home", "landscape:countries", "landscape:country", "landscape:pairs",
    "landscape:pair", "landscape:clusters", "landscape:cluster", "landscape:compare",
    "landscape:clusters-xlsx", "landscape:figure-history",
    "landscape:indicators", "landscape:indicator", "landscape:rankings",
    "landscape:calendar", "landscape:calendar-file", "landscape:entry", "landscape:entry-file",
    "landscape:articles", "landscape:articles-atom", "landscape:article", "landscape:articles-xlsx",
    "landscape:figures-xlsx", "landscape:dates-xlsx",
    "programmes:missions", "programmes:mission", "programmes:mission-itinerary",
    "programmes:mission-calendar", "programmes:mission-paper",
    "programmes:mission-itinerary-xlsx",
    "programmes:list", "programmes:programme", "programmes:calls", "programmes:call",
    "programmes:needs", "programmes:need", "programmes:needs-xlsx", "programmes:portal",
    "programmes:missions-xlsx", "programmes:programmes-xlsx", "programmes:calls-xlsx",
    "programmes:programme-calls-xlsx",
}  # fmt: skip
# Forms for people without an account; secret addresses are their own key.
PUBLIC_FORMS = {
    "api:openapi-json",
    "ledger:dispute-tie", "ledger:dispute-organisation",
    "landscape:register", "programmes:enquire", "programmes:pitch", "programmes:guest",
    "programmes:guest-ask", "programmes:guest-consent", "programmes:guest-leave",
    "programmes:guest-withdraw",
}  # fmt: skip
# Pages of whoever is signed in, with their own rows on them and none of others.
OWN_PAGES = {
    "directory:tokens", "landscape:following", "landscape:follow", "landscape:weekly-mail",
    "programmes:applications", "programmes:reviews", "programmes:need-answers",
    "programmes:contracts", "programmes:contracts-xlsx", "programmes:support-requests", "programmes:consultations",
    "programmes:enquiries",
}  # fmt: skip
# Rooms whose other addresses are for those who run them, whoever organises a lounge.
ROOMS = ("ledger:", "landscape:", "programmes:", "api:")
