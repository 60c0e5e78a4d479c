from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "madang.site.events"
    label = "events"

    def ready(self) -> None:
        from madang.site.core import clock
        from madang.site.core.ui import (  # models are ready now
            Door,
            Tab,
            register_door,
            register_tab,
        )
        from madang.site.events import rules
        from madang.site.events.actions.deadlines import send_reminders
        from madang.site.events.models import Registration
        from madang.site.events.queries.doors import open_events

        register_tab(
            Tab(
                order=70,
                label=_("People"),
                url_name="events:people",
                shows=lambda request, event: rules.is_organiser(request.user, event),
                count=lambda _request, event: Registration.objects.filter(
                    event=event
                ).count(),
            )
        )
        register_tab(
            Tab(
                order=50,
                label=_("Our delegates"),
                url_name="events:my-delegation",
                shows=lambda request, event: rules.is_participant(request.user, event),
            )
        )
        register_tab(
            Tab(
                order=80,
                label=_("Set-up"),
                url_name="events:setup",
                shows=lambda request, event: rules.may_set_up(request.user, event),
            )
        )
        register_door(
            Door(
                order=10,
                name="lounge",
                label=_("Lounge"),
                url_name="events:list",
                rooms=("/lounge/",),
                text=_("Days of meetings, planned, moved and counted."),
                says=open_events,
            )
        )
        clock.register(send_reminders)
