"""API keys: what is kept of them, how they are made, found and revoked."""
