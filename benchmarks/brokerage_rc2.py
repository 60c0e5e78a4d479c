"""The published MaxSAT model of brokerage events, solved by RC2 alone: what `madang schedule` is compared with.

The search is python-sat's RC2 on glucose 4 with the settings of its authors for the MaxSAT Evaluation.
"""

from madang.engine.brokerage.ends import EndsModel
from madang.engine.brokerage.model import BrokerageEvent


def solve_by_rc2(event: BrokerageEvent, fairness: int = 2) -> int | None:
    """Return the least number of breaks, None when there is no schedule."""
    from pysat.examples.rc2 import RC2

    model = EndsModel(event, fairness)
    with RC2(
        model.formula, solver="g4", adapt=True, exhaust=True, minz=True, trim=5
    ) as search:
        found = search.compute()
        return None if found is None else int(search.cost)
