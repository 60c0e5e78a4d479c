"""Filters of the ledger's pages."""
