from django.urls import URLPattern, URLResolver, path

from madang.site.events.urls import setup
from madang.site.events.views import (
    delegates,
    listing,
    mine,
    people,
    registrations,
    staff,
)

app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", listing.list_events, name="list"),
    path("new/", listing.new_event, name="new"),
    path("<slug:slug>/", listing.show_event, name="detail"),
    *setup.urlpatterns,
    # Who comes: for organisers, for organisations, for everybody's hours.
    path(
        "colleagues/<int:pk>/remove/",
        delegates.remove_colleague,
        name="remove-colleague",
    ),
    path("<slug:slug>/people/", people.people, name="people"),
    path("<slug:slug>/people/invite/", people.invite, name="invite"),
    path(
        "<slug:slug>/people/<int:pk>/", registrations.registration, name="registration"
    ),
    path(
        "<slug:slug>/people/<int:pk>/invite/",
        registrations.invite_again,
        name="invite-again",
    ),
    path(
        "<slug:slug>/people/<int:pk>/withdraw/", registrations.withdraw, name="withdraw"
    ),
    path("<slug:slug>/people/<int:pk>/restore/", registrations.restore, name="restore"),
    path("<slug:slug>/people/<int:pk>/hosted/", registrations.hosted, name="hosted"),
    path("<slug:slug>/people/<int:pk>/delegates/", delegates.add, name="add-delegate"),
    path(
        "<slug:slug>/people/<int:pk>/delegates/<int:delegate_pk>/",
        delegates.change,
        name="delegate",
    ),
    path(
        "<slug:slug>/people/<int:pk>/delegates/<int:delegate_pk>/remove/",
        delegates.remove,
        name="remove-delegate",
    ),
    path("<slug:slug>/staff/", staff.staff, name="staff"),
    path("<slug:slug>/staff/<int:pk>/remove/", staff.remove_staff, name="remove-staff"),
    path("<slug:slug>/my-delegation/", mine.my_delegation, name="my-delegation"),
    path("<slug:slug>/my-delegation/answer/", mine.answer, name="answer-invitation"),
    path(
        "<slug:slug>/my-delegation/<int:delegate_pk>/claim/", mine.claim, name="claim"
    ),
    path("<slug:slug>/my-availability/", mine.my_availability, name="my-availability"),
    path(
        "<slug:slug>/delegates/<int:delegate_pk>/availability/",
        mine.my_availability,
        name="availability",
    ),
]
