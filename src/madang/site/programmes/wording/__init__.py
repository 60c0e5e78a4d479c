"""Words that several pages and letters of missions, programmes and needs share."""
