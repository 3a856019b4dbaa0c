"""Who is who across articles: names learnt from the corpus, merges and splits with their evidence, all undoable."""
