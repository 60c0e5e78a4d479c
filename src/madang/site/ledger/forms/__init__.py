"""Forms with which curators enter what came of it."""
