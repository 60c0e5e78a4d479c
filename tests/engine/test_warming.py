"""What installation compiles is all that a search needs."""

from madang.engine import warm
from madang.engine.descent import descend
from madang.engine.gaps import close_gaps, count_all
from madang.engine.generate import generate
from madang.engine.improve import eject, insert_in_order, rebuild
from madang.engine.solve import Budget, solve


def test_warming_up_leaves_no_kernel_to_compile() -> None:
    warm()
    before = {
        item: len(item.signatures)
        for item in (eject, insert_in_order, rebuild, descend, close_gaps, count_all)
    }
    solve(generate("small", 1), budget=Budget(iterations=900))
    assert (
        {item: len(item.signatures) for item in before}
        == before
        == dict.fromkeys(before, 1)
    )
