"""What may be read of missions, programmes, contracts and consultations."""
