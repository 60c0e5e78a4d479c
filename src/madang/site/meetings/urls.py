from django.urls import URLPattern, URLResolver, path, register_converter

from madang.site.meetings.views import (
    agendas,
    calendars,
    desk,
    exports,
    feedback,
    links,
    outcomes,
    partners,
    placed,
    plans,
    proposals,
    repairs,
    requests,
    suggestions,
    timetable,
)


class OwnerKind:
    """The three kinds of owners of an agenda, in an address."""

    regex = "delegate|interpreter|place"

    def to_python(self, value: str) -> str:
        """Return the kind as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the kind as it stands."""
        return value


register_converter(OwnerKind, "owner_kind")

app_name = "meetings"
AGENDAS: list[URLPattern | URLResolver] = [
    path("calendar/<str:token>.ics", calendars.calendar, name="calendar"),
    path("lounge/<slug:slug>/my/agenda/", agendas.my_agenda, name="agenda"),
    path(
        "lounge/<slug:slug>/my/agenda/address/",
        calendars.change_address,
        name="agenda-address",
    ),
    path("lounge/<slug:slug>/my/agenda.ics", calendars.my_calendar, name="my-calendar"),
    path(
        "lounge/<slug:slug>/my/agenda.pdf", exports.my_agenda_pdf, name="my-agenda-pdf"
    ),
    path(
        "lounge/<slug:slug>/my/feedback/<int:pk>/", feedback.feedback, name="feedback"
    ),
    path(
        "lounge/<slug:slug>/my/outcomes/",
        outcomes.own_outcomes,
        name="outcomes",
    ),
    path(
        "lounge/<slug:slug>/my/feedback/<int:pk>/step/",
        outcomes.new_step,
        name="new-step",
    ),
    path("lounge/<slug:slug>/my/steps/", outcomes.own_steps, name="steps"),
    path(
        "lounge/<slug:slug>/my/steps/<int:pk>/<slug:state>/",
        outcomes.change_step,
        name="change-step",
    ),
    path(
        "lounge/<slug:slug>/my/cannot-come/<int:pk>/",
        feedback.cannot_come,
        name="cannot-come",
    ),
    path(
        "lounge/<slug:slug>/feedback/",
        feedback.feedback_summary,
        name="feedback-summary",
    ),
    path("lounge/<slug:slug>/agendas/", agendas.agendas, name="agendas"),
    path("lounge/<slug:slug>/agendas/all.pdf", exports.agendas_pdf, name="agendas-pdf"),
    path("lounge/<slug:slug>/agendas/signs.pdf", exports.signs, name="signs"),
    path(
        "lounge/<slug:slug>/agendas/organisation/<int:pk>.pdf",
        exports.organisation_pdf,
        name="organisation-pdf",
    ),
    path(
        "lounge/<slug:slug>/agendas/<owner_kind:kind>/<int:pk>/",
        agendas.agenda_of,
        name="agenda-of",
    ),
    path(
        "lounge/<slug:slug>/agendas/<owner_kind:kind>/<int:pk>/address/",
        calendars.change_address_of,
        name="agenda-address-of",
    ),
    path(
        "lounge/<slug:slug>/agendas/<owner_kind:kind>/<int:pk>.pdf",
        exports.agenda_pdf,
        name="agenda-pdf",
    ),
    path(
        "lounge/<slug:slug>/schedule.<str:kind>",
        exports.schedule_sheet,
        name="schedule-sheet",
    ),
]
REQUESTS: list[URLPattern | URLResolver] = [
    path("answer/<str:token>/", links.answer, name="answer-link"),
    path(
        "lounge/<slug:slug>/my/suggestions/",
        suggestions.suggestion_list,
        name="suggestions",
    ),
    path(
        "lounge/<slug:slug>/my/suggestions/<int:registration>/refuse/",
        suggestions.refuse,
        name="refuse",
    ),
    path(
        "lounge/<slug:slug>/my/suggestions/<int:registration>/again/",
        suggestions.suggest_again,
        name="suggest-again",
    ),
    path(
        "lounge/<slug:slug>/my/suggestions/<int:registration>/",
        partners.partner,
        name="partner",
    ),
    path("lounge/<slug:slug>/my/ask/<int:registration>/", suggestions.ask, name="ask"),
    path("lounge/<slug:slug>/my/requests/", requests.own_requests, name="my-requests"),
    path(
        "lounge/<slug:slug>/my/requests/<int:pk>/",
        requests.own_request,
        name="my-request",
    ),
    path(
        "lounge/<slug:slug>/my/requests/<int:pk>/accept/",
        requests.accept,
        name="accept",
    ),
    path(
        "lounge/<slug:slug>/my/requests/<int:pk>/decline/",
        requests.decline,
        name="decline",
    ),
    path(
        "lounge/<slug:slug>/my/requests/<int:pk>/withdraw/",
        requests.withdraw,
        name="withdraw",
    ),
    path(
        "lounge/<slug:slug>/my/requests/<int:pk>/cancel/",
        requests.cancel,
        name="cancel",
    ),
    path(
        "lounge/<slug:slug>/my/requests/<int:pk>/delegates/",
        requests.name_delegates,
        name="name-delegates",
    ),
    path("lounge/<slug:slug>/requests/", proposals.request_list, name="requests"),
    path("lounge/<slug:slug>/requests/propose/", proposals.propose, name="propose"),
    path(
        "lounge/<slug:slug>/requests/<int:pk>/",
        proposals.request_detail,
        name="request",
    ),
    path("lounge/<slug:slug>/requests/<int:pk>/must/", proposals.mark, name="mark"),
    path("lounge/<slug:slug>/requests/<int:pk>/end/", proposals.end, name="end"),
    path(
        "lounge/<slug:slug>/requests/<int:pk>/answer/<int:registration>/",
        proposals.answer_for,
        name="answer-for",
    ),
]
DESK: list[URLPattern | URLResolver] = [
    path("lounge/<slug:slug>/desk/", desk.desk_page, name="desk"),
]
PLANS: list[URLPattern | URLResolver] = [
    path("lounge/<slug:slug>/timetable/", timetable.timetable, name="timetable"),
    path("lounge/<slug:slug>/timetable/place/", timetable.place, name="place"),
    path("lounge/<slug:slug>/unplaced/", placed.unplaced, name="unplaced"),
    path("lounge/<slug:slug>/meetings/<int:pk>/", placed.meeting, name="meeting"),
    path(
        "lounge/<slug:slug>/meetings/<int:pk>/<str:verb>/",
        placed.change,
        name="change-placed",
    ),
    path("lounge/<slug:slug>/plans/", plans.plans, name="plans"),
    path("lounge/<slug:slug>/plans/<int:number>/", plans.plan, name="plan"),
    path(
        "lounge/<slug:slug>/plans/<int:number>/compare/", plans.compare, name="compare"
    ),
    path(
        "lounge/<slug:slug>/plans/<int:number>/repair/", repairs.repair, name="repair"
    ),
    path(
        "lounge/<slug:slug>/plans/<int:number>/publish/", plans.publish, name="publish"
    ),
    path("lounge/<slug:slug>/plans/<int:number>/copy/", plans.copy, name="copy-plan"),
    path(
        "lounge/<slug:slug>/plans/<int:number>/back/",
        plans.roll_back,
        name="roll-back",
    ),
    path(
        "lounge/<slug:slug>/plans/<int:number>/discard/",
        plans.discard,
        name="discard-plan",
    ),
    path(
        "lounge/<slug:slug>/plans/<int:number>/check/", plans.check, name="check-plan"
    ),
    path(
        "lounge/<slug:slug>/plans/<int:number>/<str:kind>.json",
        plans.download,
        name="plan-file",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [*DESK, *REQUESTS, *PLANS, *AGENDAS]
