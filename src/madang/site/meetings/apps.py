from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "madang.site.meetings"
    label = "meetings"

    def ready(self) -> None:
        # Models can be imported only once all apps are there.
        from madang.site.core.clock import register
        from madang.site.core.ui import Tab, register_tab
        from madang.site.events.actions.registrations import after_leaving
        from madang.site.events.queries.reminders import register_unanswered
        from madang.site.events.rules import may_see_timetable, standing
        from madang.site.matching.queries.hours import register_agreed
        from madang.site.meetings.actions.answers import (
            after_cancelling,
            close_requests_of,
            expire_unanswered,
        )
        from madang.site.meetings.actions.calendar import tell_after_cancelling
        from madang.site.meetings.actions.notices import tell_of_cancellation
        from madang.site.meetings.actions.steps import remind_of_steps
        from madang.site.meetings.queries import tabs
        from madang.site.meetings.queries.agreed import agreed_of
        from madang.site.meetings.queries.feedback import has_feedback
        from madang.site.meetings.queries.plans import placed_count
        from madang.site.meetings.queries.reminders import (
            with_open_answer,
            without_request,
        )
        from madang.site.meetings.rules.agendas import has_agenda
        from madang.site.meetings.tasks import plans  # noqa: F401 - importing registers the job

        register_agreed(agreed_of)
        register_unanswered("requests", without_request)
        register_unanswered("answers", with_open_answer)
        register_tab(
            Tab(
                10,
                _("Desk"),
                "meetings:desk",
                lambda request, event: may_see_timetable(request.user, event),
            )
        )
        register_tab(
            Tab(
                45,
                _("Agenda"),
                "meetings:agenda",
                lambda request, event: has_agenda(request.user, event),
            )
        )
        register_tab(
            Tab(
                60,
                _("Feedback"),
                "meetings:feedback-summary",
                lambda request, event: (
                    standing(request.user, event).is_organiser and has_feedback(event)
                ),
            )
        )
        register_tab(Tab(25, _("Suggestions"), "meetings:suggestions", tabs.takes_part))
        register_tab(
            Tab(
                35,
                _("Requests"),
                "meetings:my-requests",
                tabs.takes_part,
                tabs.waiting,
            )
        )
        register_tab(
            Tab(40, _("Requests"), "meetings:requests", tabs.organises, tabs.asked)
        )
        register_tab(
            Tab(
                50,
                _("Timetable"),
                "meetings:timetable",
                lambda request, event: may_see_timetable(request.user, event),
                lambda _request, event: placed_count(event),
            )
        )
        after_cancelling.append(tell_after_cancelling)
        after_cancelling.append(tell_of_cancellation)
        after_leaving.append(close_requests_of)
        register(expire_unanswered)
        register(remind_of_steps)
