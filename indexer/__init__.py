"""Raw articles in, documents out: read, parse, enrich, build, write."""
