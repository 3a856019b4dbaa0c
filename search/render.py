"""A tree as a query text in one normal spelling: how Fihris understood the reader."""

from __future__ import annotations

from arabic.words import orth, tokenise
from search import tree


def render(node: tree.Node) -> str:
    """The normal form; reading it again gives a query with the same meaning."""
    text = ""
    match node:
        case tree.Words(words):
            text = " ".join(_word(word) for word in words)
        case tree.Phrase():
            text = _phrase(node)
        case tree.Prefix(start):
            text = f"{start}*"
        case tree.Facet(field, value) | tree.Dated(field, value):
            text = f'{field.value}:"{value}"'
        case tree.Scoped(field, part):
            text = f"{field.value}:({render(part)})"
        case tree.All(parts):
            text = " AND ".join(_grouped(part) for part in parts)
        case tree.Any(parts):
            text = " OR ".join(_grouped(part) for part in parts)
        case tree.Not(part):
            text = f"NOT {_grouped(part)}"
    return text


def _phrase(phrase: tree.Phrase) -> str:
    inside = phrase.text if phrase.exact else _plain(phrase.text)
    return f'{"=" if phrase.exact else ""}"{inside}"' + (f"~{phrase.slop}" if phrase.slop else "")


def _word(word: tree.Word) -> str:
    return f"={word.text}" if word.exact else _plain(word.text)


def _plain(text: str) -> str:
    return " ".join(orth(token.text) for token in tokenise(text))


def _grouped(node: tree.Node) -> str:
    inner = render(node)
    single = not isinstance(node, tree.All | tree.Any | tree.Words) or " " not in inner
    return inner if single else f"({inner})"
