from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "madang.site.ledger"
    label = "ledger"

    def ready(self) -> None:
        # Models can be imported only now.
        from madang.site.ledger.queries.followed import what_followed
        from madang.site.meetings.queries.front import register_followed

        register_followed(what_followed)
