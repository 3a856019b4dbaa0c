"""Saved searches that speak: kept in SQL, matched by the engine's percolator, told by webhook, mail and feed."""
