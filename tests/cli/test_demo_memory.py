"""While the demonstration is built, garbage is looked for seldom; afterwards as before."""

import gc

import pytest

from madang.cli.site import _rarely_tidied


def test_the_usual_pace_comes_back() -> None:
    usual = gc.get_threshold()
    with _rarely_tidied():
        assert gc.get_threshold() == (100_000, 50, 1000)
    assert gc.get_threshold() == usual


def test_the_usual_pace_comes_back_after_a_failure() -> None:
    usual = gc.get_threshold()
    with pytest.raises(OSError, match="disk full"), _rarely_tidied():
        raise OSError("disk full")
    assert gc.get_threshold() == usual
