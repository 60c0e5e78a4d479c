"""Open, self-hosted software for international partnering in the life sciences."""

__version__ = "0.1.0"
