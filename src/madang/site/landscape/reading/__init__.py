"""Sheets of the landscape: their columns."""
