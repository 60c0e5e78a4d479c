from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "madang.site.directory"
    label = "directory"
