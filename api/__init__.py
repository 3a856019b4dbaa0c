"""HTTP and nothing else: reads requests, asks `search`, writes answers."""
