"""What may be read of the ledger: every look-up starts with what this reader sees."""
