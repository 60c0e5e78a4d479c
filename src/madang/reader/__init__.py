"""What an article claims: text in, candidate facts with offsets out. Knows neither the web app nor the engine."""
