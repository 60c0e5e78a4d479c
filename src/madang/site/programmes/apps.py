from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "madang.site.programmes"
    label = "programmes"

    def ready(self) -> None:
        from madang.site.core import clock  # models are ready now
        from madang.site.core.ui import Door, register_door
        from madang.site.programmes.actions.contracts import lapse_contracts
        from madang.site.programmes.queries.doors import (
            calls_that_are_open,
            open_missions,
        )
        from madang.site.programmes.queries.portal import what_waits

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
        register_door(
            Door(
                order=30,
                name="programmes",
                label=_("Programmes"),
                url_name="programmes:list",
                rooms=("/programmes/",),
                text=_("Calls, cohorts and funds; what countries need."),
                says=calls_that_are_open,
            )
        )
        register_door(
            Door(
                order=50,
                name="portal",
                label=_("My portal"),
                url_name="programmes:portal",
                rooms=("/portal/",),
                text=_("Feed, contracts, funds and advice, on one page."),
                says=what_waits,
            )
        )
        clock.register(lapse_contracts)
