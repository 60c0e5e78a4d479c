"""The description of the interface: every operation says what it does and what may be refused, and keeps to it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Person

REFERENCE = Path(__file__).parents[2] / "docs/reference/api.md"


def described() -> dict[str, Any]:
    found: dict[str, Any] = Client().get("/api/openapi.json").json()
    return found


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """Return method, path and description of each operation."""
    return [
        (method, path, operation)
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
    ]


@pytest.mark.django_db
def test_every_operation_has_a_name_words_and_all_refusals() -> None:
    names = []
    for method, path, operation in operations():
        answers = operation["responses"]
        usual = "201" if method == "post" else "200"
        where = f"{method} {path}"
        assert sorted(answers) == [usual, "400", "401", "403", "404", "409", "422"], where  # fmt: skip
        for status in ("400", "401", "403", "404", "409", "422"):
            assert list(answers[status]["content"]) == ["application/problem+json"]
        assert operation["summary"], where
        assert operation["description"].endswith("."), where
        assert operation["security"][0] == {"token": []}, where
        names.append(operation["operationId"])
    assert len(names) == len(set(names))


@pytest.mark.django_db
def test_the_reference_lists_every_operation() -> None:
    told = re.findall(
        r"^\| `(\w+)` \| `(\S+)` \| (.+) \|$", REFERENCE.read_text(), re.MULTILINE
    )
    assert told == [
        (method.upper(), path.removeprefix("/api"), operation["description"])
        for method, path, operation in operations()
    ]


@pytest.mark.django_db
def test_no_write_goes_without_a_token_that_may_write(organiser: Person) -> None:
    _token, secret = make_token(by=organiser, name="Program", scope="read")
    for method, path, _operation in operations():
        if method == "get":
            continue
        address = path.replace("{pk}", "1").replace("{slug}", "x").replace("{key}", "x")
        client = Client()
        body = {"data": "{}", "content_type": "application/json"}
        answer = client.generic(method.upper(), address, **body)
        assert (path, answer.status_code) == (path, 401)
        assert answer["Content-Type"] == "application/problem+json"
        headers = {"Authorization": f"Bearer {secret}"}
        answer = client.generic(method.upper(), address, **body, headers=headers)
        assert (path, answer.status_code) == (path, 403)


@pytest.mark.django_db
def test_no_shape_is_named_twice_with_another_meaning() -> None:
    shapes = described()["components"]["schemas"]
    assert "Problem" in shapes
    used = set(re.findall(r"#/components/schemas/(\w+)", str(described())))
    assert used <= set(shapes)
