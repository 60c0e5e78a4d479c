"""What the tests of imports start from."""

import pytest

from madang.site.events.models import Event


@pytest.fixture
def empty(db: None) -> Event:
    """An event without days, places or organisations."""
    return Event.objects.create(
        name="New Lounge",
        slug="new-lounge",
        city="Seoul",
        country="KR",
        zone="Europe/Riga",
    )
