"""Files of the landscape, a file a noun."""
