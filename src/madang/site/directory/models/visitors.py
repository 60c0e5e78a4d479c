"""Who registered alone, to read and to follow: nobody invited them, and they belong to no organisation here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models.people import Person


class Visitor(models.Model):
    """What a person said when they registered. It opens nothing but what is free for the registered."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="visitor"
    )
    country = models.CharField(_("Country"), max_length=2, blank=True)
    # As they wrote it: no organisation of the directory.
    organisation_name = models.CharField(_("Organisation"), max_length=200, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.person)
