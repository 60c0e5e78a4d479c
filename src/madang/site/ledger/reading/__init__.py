"""Sheets of the ledger: their columns."""
