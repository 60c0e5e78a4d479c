"""Rows of an event as a problem for the engine, and what the engine finds as rows. The only door to the engine."""
