"""Words for figures, computations and oddities."""
