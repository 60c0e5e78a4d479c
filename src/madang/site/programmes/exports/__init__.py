"""Missions, programmes and consultations as files."""
