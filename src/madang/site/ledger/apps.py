from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "madang.site.ledger"
    label = "ledger"
