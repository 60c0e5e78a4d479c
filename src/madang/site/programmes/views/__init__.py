"""Pages of missions, programmes, contracts and consultations."""
