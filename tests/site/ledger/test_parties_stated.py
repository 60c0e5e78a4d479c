"""Parties that a source counts and does not name."""

import pytest
from django.utils import translation

from madang.site.directory.models import Organisation
from madang.site.ledger.models import OrganisationRecord, Tie, TieParty
from madang.site.ledger.wording import parties_stated


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (6, "6 parties are stated: 2 named, 4 not named."),
        (2, "2 parties, as stated."),
    ],
)
def test_named_and_unnamed_parties_are_told_apart(stated: int, words: str) -> None:
    tie = Tie.objects.create(
        key="house", family="agreement", kind="consortium_founding", party_count=stated
    )
    for number, (name, is_group) in enumerate(
        [("Alpha", False), ("Beta", False), ("four others", True)]
    ):
        row = Organisation.objects.create(name=name)
        OrganisationRecord.objects.create(
            organisation=row, key=f"row-{number}", kind="company", is_group=is_group
        )
        TieParty.objects.create(tie=tie, organisation=row, role="party", order=number)
    with translation.override("en"):
        assert parties_stated(tie) == words
