"""Which of several claims gives a row its date, its subject or the way it is said."""

from collections.abc import Iterable

from madang.site.ledger.models import Claim
from madang.site.ledger.rules.stages import UNSURE, Statement, statement_of


def ruling(
    claims: Iterable[Claim], column: str, *, is_public: bool = True
) -> Claim | None:
    """Return the claim that gives a column its value: of those that name one, the latest of the strongest source.

    Quotations and attributions give none; with `is_public`, neither does what is not for everybody.
    """
    weighed = [
        (statement_of(each, is_public=is_public), each)
        for each in claims
        if getattr(each, column)
    ]
    able = [
        (statement.strength, statement.claim, claim)
        for statement, claim in weighed
        if _counts(statement, is_public=is_public)
    ]
    return max(able, key=lambda each: each[:2])[2] if able else None


def _counts(statement: Statement, *, is_public: bool) -> bool:
    return (
        statement.strength > 0
        and not statement.is_quoted
        and statement.modality not in UNSURE
        and (statement.is_public or not is_public)
    )
