"""What holds in the ledger: who reads and writes, what may be entered, and what claims together show."""
