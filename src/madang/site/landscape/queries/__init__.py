"""Nouns of the landscape that are read, a file a noun."""
