"""Addresses of missions, their guests and enquiries."""

from django.urls import URLPattern, path

from madang.site.programmes.views import (
    enquiries,
    guests,
    links,
    mission_people,
    missions,
    pitches,
    results,
    rounds,
    seats,
    stops,
)

M = "missions/<slug:slug>/"
PUBLIC: list[URLPattern] = [
    path("missions/", missions.missions, name="missions"),
    path("missions/new/", missions.new_mission, name="new-mission"),
    path("missions/contact/<slug:key>/", enquiries.enquire, name="enquire"),
    path("missions/enquiries/", enquiries.enquiries, name="enquiries"),
    path("missions/enquiries/<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("missions/enquiries/<int:pk>/close/", enquiries.close, name="close-enquiry"),
    path("missions/pitch/<str:token>/", guests.pitch, name="pitch"),
    path("missions/guest/<str:token>/", guests.guest, name="guest"),
    path("missions/guest/<str:token>/ask/", guests.ask, name="guest-ask"),
    path("missions/guest/<str:token>/consent/", guests.consent, name="guest-consent"),
    path("missions/guest/<str:token>/leave/", guests.leave, name="guest-leave"),
    path(
        "missions/guest/<str:token>/links/<int:pk>/withdraw/",
        guests.withdraw,
        name="guest-withdraw",
    ),
]
ONE: list[URLPattern] = [
    path(M, missions.mission, name="mission"),
    path(f"{M}set-up/", missions.setup, name="mission-setup"),
    path(f"{M}set-up/hosts/", mission_people.hosts, name="mission-hosts"),
    path(
        f"{M}set-up/hosts/<int:pk>/remove/",
        mission_people.remove_host,
        name="mission-remove-host",
    ),
    path(f"{M}set-up/roles/", mission_people.roles, name="mission-roles"),
    path(
        f"{M}set-up/roles/<slug:role>/", mission_people.save_role, name="mission-role"
    ),
    path(f"{M}step/<slug:verb>/", missions.change_state, name="mission-step"),
    path(f"{M}apply/", seats.apply, name="mission-apply"),
    path(f"{M}apply/withdraw/", seats.withdraw, name="mission-withdraw"),
    path(f"{M}applications/", seats.applications, name="mission-applications"),
    path(f"{M}applications/<int:pk>/", seats.application, name="mission-application"),
    path(f"{M}applications/<int:pk>/decide/", seats.decide, name="mission-decide"),
]
DURING: list[URLPattern] = [
    path(f"{M}itinerary/", stops.itinerary, name="mission-itinerary"),
    path(f"{M}itinerary.ics", stops.calendar, name="mission-calendar"),
    path(f"{M}itinerary.pdf", stops.paper, name="mission-paper"),
    path(f"{M}mission.xlsx", stops.sheet, name="mission-sheet"),
    path(f"{M}itinerary/new/", stops.new_stop, name="mission-new-stop"),
    path(f"{M}itinerary/<int:pk>/", stops.stop, name="mission-stop"),
    path(
        f"{M}itinerary/<int:pk>/remove/",
        stops.remove_stop,
        name="mission-remove-stop",
    ),
    path(f"{M}itinerary/<int:pk>/pitch/", pitches.new_pitch, name="mission-new-pitch"),
    path(f"{M}pitches/", pitches.pitches, name="mission-pitches"),
    path(f"{M}pitches/<int:pk>/", pitches.pitch, name="mission-pitch"),
    path(
        f"{M}pitches/<int:pk>/address/", pitches.renew_address, name="mission-address"
    ),
    path(f"{M}pitches/<int:pk>/door/", pitches.door, name="mission-door"),
    path(
        f"{M}pitches/<int:pk>/guests/<int:guest>/in/",
        pitches.check_in,
        name="mission-check-in",
    ),
    path(
        f"{M}pitches/<int:pk>/guests/<int:guest>/out/",
        pitches.undo_check_in,
        name="mission-undo-check-in",
    ),
    path(
        f"{M}pitches/<int:pk>/guests/<int:guest>/remove/",
        pitches.remove_guest,
        name="mission-remove-guest",
    ),
    path(f"{M}links/", links.links, name="mission-links"),
    path(f"{M}links/<int:pk>/accept/", links.accept, name="mission-accept-link"),
    path(f"{M}links/<int:pk>/decline/", links.decline, name="mission-decline-link"),
    path(f"{M}rounds/", rounds.rounds, name="mission-rounds"),
    path(f"{M}rounds/links/", rounds.bring_in, name="mission-bring-in"),
    path(f"{M}rounds/plan/", rounds.plan, name="mission-plan"),
    path(f"{M}results/", results.results, name="mission-results"),
    path(f"{M}results/new/", results.new_result, name="mission-new-result"),
    path(
        f"{M}results/<int:pk>/remove/",
        results.remove_result,
        name="mission-remove-result",
    ),
    path(
        f"{M}results/<int:pk>/ledger/",
        results.take_into_ledger,
        name="mission-into-ledger",
    ),
]
urlpatterns: list[URLPattern] = [*PUBLIC, *ONE, *DURING]
