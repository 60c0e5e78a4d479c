"""Verbs that change missions, programmes, contracts and consultations."""
