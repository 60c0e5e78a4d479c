"""The landscape's front page."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_front_page_is_for_everybody() -> None:
    assert Client().get("/landscape/").status_code == 200
