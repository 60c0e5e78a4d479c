"""A form that comes without its token: nothing is saved, and the page says what to do."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_form_without_its_token_is_refused_by_a_page_of_the_site() -> None:
    answer = Client(enforce_csrf_checks=True).post("/landscape/register/", {})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert re.findall(r"<h1>(.*?)</h1>", page) == ["The form was not taken"]
    assert re.findall(r"<style|style=", page) == []
    assert "Go back, load the page again, and send the form once more." in page


def test_a_form_with_its_token_is_read() -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/landscape/register/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    answer = client.post(
        "/landscape/register/", {"csrfmiddlewaretoken": token.group(1), "name": "Mart"}
    )
    assert answer.status_code == 200
    assert "The form was not taken" not in answer.content.decode()
