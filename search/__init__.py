"""What a query means: from a request to a body for the engine, and from its answer to a page of results."""
