from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveyConfig(AppConfig):
    name = "madang.site.survey"
    label = "survey"

    def ready(self) -> None:
        # Models can be imported only now.
        from madang.site.core.clock import register
        from madang.site.core.ui import Tab, register_tab
        from madang.site.events.queries.reminders import register_unanswered
        from madang.site.survey.actions.rereading import reread_items
        from madang.site.survey.queries import tabs
        from madang.site.survey.queries.answers import without_answer

        register_tab(Tab(15, _("My answers"), "survey:mine", tabs.takes_part))
        register_tab(
            Tab(20, _("Survey"), "survey:answers", tabs.organises, tabs.answers_sent)
        )
        register_tab(Tab(55, _("Attendees"), "survey:attendees", tabs.takes_part))
        register_unanswered("survey", without_answer)
        register(reread_items)
