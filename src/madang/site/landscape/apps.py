from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LandscapeConfig(AppConfig):
    name = "madang.site.landscape"
    label = "landscape"

    def ready(self) -> None:
        from madang.site.core import clock
        from madang.site.core.ui import Door, register_door  # models are ready now
        from madang.site.landscape.actions.weekly import send_weekly_mails
        from madang.site.landscape.queries.doors import known_ties

        register_door(
            Door(
                order=40,
                name="landscape",
                label=_("Landscape"),
                url_name="landscape:home",
                rooms=("/landscape/", "/ledger/"),
                text=_("Countries, clusters and figures, each with its source."),
                says=known_ties,
            )
        )
        clock.register(send_weekly_mails)
