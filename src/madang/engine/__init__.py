"""Who meets whom, when, where: a library of its own, useful without the site.

Begin with `madang.engine.problem` (what has to be scheduled) and `madang.engine.solve` (the schedule and its proof).
"""


def warm() -> None:
    """Compile all numeric kernels and keep the machine code on disk: at installation, so that nobody waits later."""
    from madang.engine.warming import run_every_kernel

    run_every_kernel()
