"""Commands that need the site: a database, settings, the apps."""

import os


def set_up() -> None:
    """Start Django once, before any model is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madang.site.settings")
    import django

    django.setup()
