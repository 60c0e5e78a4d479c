from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "madang.site.programmes"
    label = "programmes"

    def ready(self) -> None:
        from madang.site.core.ui import Door, register_door  # models are ready now
        from madang.site.programmes.queries.doors import open_missions

        register_door(
            Door(
                order=20,
                name="missions",
                label=_("Missions"),
                url_name="programmes:missions",
                rooms=("/missions/",),
                text=_("Delegations: the call, the itinerary, what came of it."),
                says=open_missions,
            )
        )
