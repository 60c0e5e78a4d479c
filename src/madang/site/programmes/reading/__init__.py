"""Sheets of missions: their columns."""
