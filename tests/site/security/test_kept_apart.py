"""Who is kept apart by the organisers looks, to the other side, like somebody who is not there: in every room."""

import pytest

from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_decision
from madang.site.survey.queries.profiles import kept_apart_from
from tests.conftest import lead_of, sign_in
from tests.site.matching.answered import answer


@pytest.mark.parametrize("is_apart", [False, True])
def test_the_directory_shows_nobody_whom_the_organisers_keep_apart(
    is_apart: bool, event: Event, alder: Registration, birch: Registration
) -> None:
    for each in (alder, birch):
        answer(each, consent="participants")
    if is_apart:
        record_decision(
            event=event,
            by_registration=None,
            left=alder,
            right=birch,
            verdict="never",
            by=None,
        )
    client = sign_in(lead_of(alder))
    status = 404 if is_apart else 200
    assert client.get(f"/lounge/spring/attendees/{birch.pk}/").status_code == status
    for page in ("attendees/", "attendees/?q=birch", "my/answers/wishes/"):
        text = client.get(f"/lounge/spring/{page}").content.decode()
        assert ("Birch Institute" in text) is not is_apart
    assert kept_apart_from(birch) == ({alder.pk} if is_apart else set())
