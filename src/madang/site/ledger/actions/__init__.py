"""Verbs of the ledger: sources, claims, ties, occasions. What is entered is only ever superseded."""
