"""Addresses of the calendar."""

from django.urls import URLPattern, path

from madang.site.landscape.views import calendar

urlpatterns: list[URLPattern] = [
    path("landscape/calendar/", calendar.calendar, name="calendar"),
    path("landscape/calendar.ics", calendar.calendar_as_file, name="calendar-file"),
    path("landscape/calendar/add/", calendar.add_entry, name="add-entry"),
    path("landscape/calendar/<int:pk>/", calendar.entry, name="entry"),
    path("landscape/calendar/<int:pk>.ics", calendar.entry_as_file, name="entry-file"),
    path(
        "landscape/calendar/<int:pk>/change/",
        calendar.change_entry,
        name="change-entry",
    ),
    path(
        "landscape/calendar/<int:pk>/state/",
        calendar.set_entry_state,
        name="set-entry-state",
    ),
]
