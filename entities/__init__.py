"""Text in, persons, places, organisations, topics and key phrases out: `load_enricher().enrich(article)`."""

from entities.enrich import Enricher, load_enricher

__all__ = ["Enricher", "load_enricher"]
