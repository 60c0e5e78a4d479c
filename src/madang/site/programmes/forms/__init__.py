"""Forms of missions, programmes, contracts and consultations."""
