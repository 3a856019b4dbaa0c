"""The steps of `scripts/build_lexicon.py`, each from sources in and tables out."""
