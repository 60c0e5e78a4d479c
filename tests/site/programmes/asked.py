"""A program that asks: tokens, and one way to send each method."""

from typing import Any

from django.test import Client

from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Person

Answer = tuple[int, dict[str, Any]]


def bearer(person: Person, *, scope: str = "write") -> dict[str, str]:
    """Return the header with a new token of somebody."""
    person.refresh_from_db()
    _token, secret = make_token(by=person, name="Program", scope=scope)
    return {"Authorization": f"Bearer {secret}"}


class Program:
    """A program with a token of one person, or of nobody."""

    def __init__(self, person: Person | None = None, *, scope: str = "write") -> None:
        self.headers = bearer(person, scope=scope) if person else {}

    def send(self, method: str, path: str, key: str = "", /, **body: Any) -> Answer:
        """Send a request; return status and JSON."""
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        answer = getattr(Client(), method)(
            f"/api/{path}", body, content_type="application/json", headers=headers
        )
        return answer.status_code, answer.json()

    def get(self, path: str) -> dict[str, Any]:
        """Return what stands at a path; a refusal has a status."""
        found: dict[str, Any] = (
            Client().get(f"/api/{path}", headers=self.headers).json()
        )
        return found

    def post(self, path: str, key: str = "", /, **body: Any) -> Answer:
        """Send a POST."""
        return self.send("post", path, key, **body)

    def patch(self, path: str, key: str = "", /, **body: Any) -> Answer:
        """Send a PATCH."""
        return self.send("patch", path, key, **body)

    def delete(self, path: str, key: str = "") -> Answer:
        """Send a DELETE."""
        return self.send("delete", path, key)


def refusal(answer: Answer) -> tuple[int, str, list[str]]:
    """Return status, title and the fields of a refusal."""
    status, body = answer
    return status, body["title"], [each["field"] for each in body["errors"]]
