"""Names of the fields of an article in the index; a test compares them with `articles.v1.json`.

A text (title, body) is held at several levels. The engine analyses `title` itself (light stem) and `title.exact`
(as written). The streams `title_orth`, `title_word`, `title_lemma` and `title_root` are analysed by `arabic.analysis`
before they reach the engine, which only splits them at spaces; they are not kept in `_source`, and a query on one of
them must be analysed by the same code. All streams of one text have one token a position.
"""

from __future__ import annotations

ALIAS = "articles"

TITLE = "title"
BODY = "body"
TEXTS = (TITLE, BODY)

EXACT = "{}.exact"  # As written, case folded.
LIGHT = "{}"  # Stock light stem, for what no lexicon knows.
ORTH = "{}_orth"  # One spelling of letters, hamza seats, digits.
WORD = "{}_word"  # The same without proclitics and article: what quotes search.
LEMMA = "{}_lemma"  # The dictionary form.
ROOT = "{}_root"  # The three letters that it is derived from; the dictionary form where none are evident.
STREAMS = (ORTH, WORD, LEMMA, ROOT)

# Title and body as one text: the engine fills `text_lemma` and `text_gram` from their streams.
WHOLE = "text"
GRAM = "{}_gram"  # Runs of three letters of the words without proclitics: what spellings and forms share.
COPIES = (LEMMA.format(WHOLE), GRAM.format(WHOLE))

PUBLISHED = "published"
INDEXED_AT = "indexed_at"
STORY_ID = "story_id"
CHECKSUM = "checksum"
WITHDRAWN = "withdrawn"
REVISIONS = "revisions"  # Earlier texts of the article, oldest first, stored for display alone.
KEY = "id"  # The article's id as a field, for a sort that no two articles share.

# A facet value is its id and its label in one keyword, so that one aggregation gives both.
FACET_SEPARATOR = "\x1f"

# What readers filter by, and the keyword field that holds the ids.
FILTERS = {
    "person": "person_ids",
    "topic": "topic_ids",
    "phrase": "phrase_ids",
    "place": "place_ids",
    "org": "org_ids",
    "agency": "agency_ids",
    "kind": "kind",
}
# What readers count by, and the keyword field that holds `id SEPARATOR label` (`kind` has ids alone).
FACETS = {
    "person": "person_facet",
    "topic": "topic_facet",
    "phrase": "phrase_facet",
    "place": "place_facet",
    "org": "org_facet",
    "agency": "agency_facet",
    "kind": "kind",
}
# How the words of their labels begin: filled by the engine from the facets of `LABELLED`, for suggestions while typing.
LABELS = "labels"
LABEL_SOUNDS = "labels.sounds"
LABELLED = ("person", "org", "place", "topic", "phrase")
# Stored for display alone: lists of {id, label, role?, confidence, mentions: [[start, end], ...]}.
DISPLAY = ("persons", "places", "orgs", "topics", "phrases")
