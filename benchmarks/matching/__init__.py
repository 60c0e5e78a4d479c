"""Figures of matching: markets, decisions and records that others have published or that are made up here."""
