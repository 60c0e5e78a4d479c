"""Addresses of an event's set-up, records and jobs; urls.py takes them in."""

from django.urls import URLPattern, path

from madang.site.events.views import (
    days,
    deadlines,
    interpreters,
    jobs,
    places,
    records,
    round_tables,
    setup,
)

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/setup/", setup.basics, name="setup"),
    path("<slug:slug>/setup/state/", setup.set_state, name="set-state"),
    path("<slug:slug>/setup/copy/", setup.copy, name="copy"),
    path("<slug:slug>/setup/days/", days.days, name="days"),
    path("<slug:slug>/setup/days/new/", days.new_day, name="new-day"),
    path("<slug:slug>/setup/days/<int:pk>/", days.day, name="day"),
    path("<slug:slug>/setup/days/<int:pk>/remove/", days.remove_day, name="remove-day"),
    path(
        "<slug:slug>/setup/days/<int:pk>/breaks/new/", days.new_break, name="new-break"
    ),
    path("<slug:slug>/setup/breaks/<int:pk>/", days.change_break, name="break"),
    path(
        "<slug:slug>/setup/breaks/<int:pk>/remove/",
        days.remove_break,
        name="remove-break",
    ),
    path("<slug:slug>/setup/slots/", days.slots, name="slots"),
    path("<slug:slug>/setup/halls/", places.halls, name="halls"),
    path("<slug:slug>/setup/halls/new/", places.new_hall, name="new-hall"),
    path("<slug:slug>/setup/halls/<int:pk>/", places.hall, name="hall"),
    path(
        "<slug:slug>/setup/halls/<int:pk>/remove/",
        places.remove_hall,
        name="remove-hall",
    ),
    path(
        "<slug:slug>/setup/halls/<int:pk>/zones/new/", places.new_zone, name="new-zone"
    ),
    path("<slug:slug>/setup/zones/<int:pk>/", places.zone, name="zone"),
    path(
        "<slug:slug>/setup/zones/<int:pk>/remove/",
        places.remove_zone,
        name="remove-zone",
    ),
    path("<slug:slug>/setup/places/", places.places, name="places"),
    path("<slug:slug>/setup/places/new-tables/", places.new_tables, name="new-tables"),
    path("<slug:slug>/setup/places/new-suite/", places.new_suite, name="new-suite"),
    path("<slug:slug>/setup/places/<int:pk>/", places.place, name="place"),
    path("<slug:slug>/setup/places/<int:pk>/closed/", places.closures, name="closures"),
    path(
        "<slug:slug>/setup/places/<int:pk>/remove/",
        places.remove_place,
        name="remove-place",
    ),
    path(
        "<slug:slug>/setup/interpreters/",
        interpreters.interpreters,
        name="interpreters",
    ),
    path(
        "<slug:slug>/setup/interpreters/new/",
        interpreters.new_interpreter,
        name="new-interpreter",
    ),
    path(
        "<slug:slug>/setup/interpreters/<int:pk>/",
        interpreters.interpreter,
        name="interpreter",
    ),
    path(
        "<slug:slug>/setup/interpreters/<int:pk>/hours/",
        interpreters.hours,
        name="hours",
    ),
    path(
        "<slug:slug>/setup/interpreters/<int:pk>/remove/",
        interpreters.remove_interpreter,
        name="remove-interpreter",
    ),
    path(
        "<slug:slug>/setup/round-tables/",
        round_tables.round_tables,
        name="round-tables",
    ),
    path(
        "<slug:slug>/setup/round-tables/new/",
        round_tables.new_round_table,
        name="new-round-table",
    ),
    path(
        "<slug:slug>/setup/round-tables/<int:pk>/",
        round_tables.round_table,
        name="round-table",
    ),
    path(
        "<slug:slug>/setup/round-tables/<int:pk>/change/",
        round_tables.change_round_table,
        name="change-round-table",
    ),
    path(
        "<slug:slug>/setup/round-tables/<int:pk>/remove/",
        round_tables.remove_round_table,
        name="remove-round-table",
    ),
    path(
        "<slug:slug>/setup/seats/<int:pk>/remove/",
        round_tables.remove_seat,
        name="remove-seat",
    ),
    path("<slug:slug>/setup/deadlines/", deadlines.deadlines, name="deadlines"),
    path(
        "<slug:slug>/setup/deadlines/<slug:kind>/", deadlines.deadline, name="deadline"
    ),
    path(
        "<slug:slug>/setup/deadlines/<slug:kind>/remove/",
        deadlines.remove_deadline,
        name="remove-deadline",
    ),
    path("<slug:slug>/log/", records.log, name="log"),
    path("<slug:slug>/mail/", records.mail, name="mail"),
    path("<slug:slug>/mail/<int:pk>/", records.mail_item, name="mail-item"),
    path("<slug:slug>/jobs/<int:pk>/", jobs.job, name="job"),
    path("<slug:slug>/jobs/<int:pk>/progress/", jobs.progress, name="job-progress"),
    path("<slug:slug>/jobs/<int:pk>/stop/", jobs.stop, name="job-stop"),
    path("<slug:slug>/jobs/<int:pk>/resume/", jobs.resume, name="job-resume"),
]
