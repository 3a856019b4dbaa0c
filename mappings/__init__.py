"""Index definitions as data. Nothing else defines a field or an analyser of the engine."""
