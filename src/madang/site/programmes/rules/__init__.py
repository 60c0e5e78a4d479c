"""Who may do what in missions, programmes, contracts and consultations, and which state follows which."""
