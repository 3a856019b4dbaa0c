"""A tree as a query text in one normal spelling: how Fihris understood the reader."""

from __future__ import annotations

from arabic.words import orth, tokenise
from search import tree
from search.scan import QUOTES


def render(node: tree.Node) -> str:
    """The normal form; reading it again gives a query with the same meaning."""
    text = ""
    match node:
        case tree.Words(words):
            text = " ".join(filter(None, map(_word, words)))
        case tree.Phrase():
            text = _phrase(node)
        case tree.Prefix(start):
            text = f"{_plain(start)}*"
        case tree.Facet(field, value) | tree.Dated(field, value):
            text = f'{field.value}:"{QUOTES.sub(" ", value)}"'
        case tree.Scoped(field, part):
            text = f"{field.value}:({inner})" if (inner := render(part)) else ""
        case tree.All(parts):
            text = " AND ".join(filter(None, map(_grouped, parts)))
        case tree.Any(parts):
            text = " OR ".join(filter(None, map(_grouped, parts)))
        case tree.Not(part):
            text = f"NOT {inner}" if (inner := _grouped(part)) else ""
    return text


def _phrase(phrase: tree.Phrase) -> str:
    inside = QUOTES.sub(" ", phrase.text) if phrase.exact else _plain(phrase.text)
    slop = f"~{phrase.slop}" if phrase.slop else ""
    return f'{"=" if phrase.exact else ""}"{inside}"{slop}' if inside.strip() else ""


def _word(word: tree.Word) -> str:
    return f"={word.text}" if word.exact else _plain(word.text)


def _plain(text: str) -> str:
    return " ".join(filter(None, (orth(token.text) for token in tokenise(text))))


def _grouped(node: tree.Node) -> str:
    if isinstance(node, tree.All) and len(node.parts) == 1:
        return _grouped(node.parts[0])
    inner = render(node)
    single = not isinstance(node, tree.All | tree.Any | tree.Words) or " " not in inner
    return inner if single or not inner else f"({inner})"
