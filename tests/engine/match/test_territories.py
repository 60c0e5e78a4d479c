"""An offer that names territories is an offer for those alone, wherever its owner sits."""

from madang.engine.match.profile import Profile
from madang.engine.match.run import suggest
from tests.engine.match.conftest import offer, seek


def interest_in(owner_sits_in: str, offered_for: str) -> int:
    """How much somebody who seeks a licence for Korea wants the offer of an owner in one country for another."""
    reader = Profile("reader", items=(seek("A vaccine", deal="licence", country="KR"),))
    item = offer("A vaccine", deal="licence", country=offered_for)
    owner = Profile("owner", country=owner_sits_in, items=(item,))
    (line,) = suggest([reader, owner])["reader"]
    return line.interest


def test_an_offer_for_the_country_that_is_sought_counts_for_more():
    assert interest_in("LV", "KR") > interest_in("LV", "VN")


def test_an_offer_without_territories_is_taken_to_hold_where_its_owner_sits():
    assert interest_in("KR", "") > interest_in("LV", "")


def test_the_owners_country_does_not_widen_the_territories_of_an_offer():
    """That a partner sits where one looks for partners still counts, but the offer itself is for elsewhere."""
    assert interest_in("KR", "VN") < interest_in("KR", "") == interest_in("KR", "KR")
