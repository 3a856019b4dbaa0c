"""What is kept in SQL beside the index: API keys, the person registry, alerts and their ledger."""
