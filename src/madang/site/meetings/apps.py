from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "madang.site.meetings"
    label = "meetings"

    def ready(self) -> None:
        # Tabs need the apps' models, which exist only now.
        from django.utils.translation import gettext_lazy as _

        from madang.site.core.ui import Tab, register_tab
        from madang.site.events.rules import may_see_timetable

        register_tab(
            Tab(
                10,
                _("Desk"),
                "meetings:desk",
                lambda request, event: may_see_timetable(request.user, event),
            )
        )
