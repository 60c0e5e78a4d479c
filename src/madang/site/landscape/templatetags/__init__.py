"""Tags of the landscape's pages."""
