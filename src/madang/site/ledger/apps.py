from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "madang.site.ledger"
    label = "ledger"

    def ready(self) -> None:
        # Models can be imported only now.
        from madang.site.ledger import tasks  # noqa: F401 - registers its job
        from madang.site.ledger.queries.followed import what_followed
        from madang.site.ledger.queries.known_for import belonging, known_publicly
        from madang.site.matching.queries.apart import register_groups
        from madang.site.matching.queries.known import register_facts
        from madang.site.meetings.queries.front import register_followed

        register_facts(known_publicly)
        register_groups(belonging)
        register_followed(what_followed)
