"""The shared vocabulary: what an article is at each stage of its way into the index."""
