from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "madang.site.directory"
    label = "directory"

    def ready(self) -> None:
        # Imported here because the models are only ready now.
        from madang.site.core import clock
        from madang.site.directory.actions.visitors import forget_unconfirmed

        clock.register(forget_unconfirmed)
