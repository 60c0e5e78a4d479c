from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    name = "madang.site.matching"
    label = "matching"

    def ready(self) -> None:
        # Models can be imported only now; importing the tasks registers their job.
        from madang.site.core.clock import register
        from madang.site.core.ui import Tab, register_tab
        from madang.site.matching import tasks  # noqa: F401
        from madang.site.matching.actions.learning import learn_what_waits
        from madang.site.matching.actions.own import ask_own_list, begin_waiting_lists
        from madang.site.matching.queries import pairs, suggestions, tabs
        from madang.site.survey.actions.answers import after_changing
        from madang.site.survey.queries.profiles import (
            register_apart,
            register_possible_matches,
        )

        # The directory and contacts know nothing of the matching; what the organiser decided binds them too.
        register_apart(pairs.decided_apart_from)
        register_possible_matches(suggestions.possible_matches)
        after_changing.append(ask_own_list)
        register(begin_waiting_lists)

        register(learn_what_waits)

        register_tab(
            Tab(30, _("Matching"), "matching:overview", tabs.organises, tabs.suggested)
        )
