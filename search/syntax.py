"""Reads the text of a query into a tree (`search.tree`).

    وزير الخارجية        words: most are wanted, all help        "الضمانات الأمنية"~3   a phrase, loosely
    =الضمانات            the word as written                     حكوم*                 words that begin so
    -قطر  NOT قطر         without                                 (مصر أو السودان)       either; also OR and |
    شخص:لافروف           a facet value; also person:             عنوان:(هدنة غزة)       in the title alone
    منذ:2022-01          since a date; also since:7d             حتى:أمس               until a date

Juxtaposition binds tighter than أو, as in most systems. Whatever the text, only `InvalidQuery` is raised.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NoReturn, cast
from typing import Any as Whatever

from lark import Lark, Token, Transformer
from lark.lexer import Lexer

from search.errors import Code, InvalidQuery
from search.mend import MIN_PREFIX, Problem, first_problem, mend, render
from search.scan import Kind, Lexeme, scan
from search.tree import All, Any, Dated, Everything, Facet, Node, Not, Phrase, Prefix, Scoped, Word, Words
from search.vocabulary import DATE_FIELDS, TEXT_FIELDS, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lark.common import LexerConf

MAX_LENGTH: Final = 2_000
MAX_CLAUSES: Final = 64
MAX_DEPTH: Final = 8

_GRAMMAR: Final = """
    start: either
    either: both (OR both)*
    both: item (AND? item)*
    item: NOT* operand
    ?operand: WORD | PHRASE | PREFIX | group | scoped
    scoped: FIELD (WORD | PHRASE | PREFIX | group)
    group: _LPAR either _RPAR
    %declare WORD PHRASE PREFIX FIELD AND OR NOT _LPAR _RPAR
"""
_HIDDEN: Final = frozenset({Kind.LPAR, Kind.RPAR})


def parse(text: str) -> Node:
    """The tree of a query; `Everything` for an empty one."""
    if len(text) > MAX_LENGTH:
        raise InvalidQuery(Code.QUERY_TOO_LONG, param="q", values={"limit": MAX_LENGTH})
    lexemes = scan(text)
    if not lexemes:
        return Words(()) if text.strip(" \t\r\n*") else Everything()
    _bound(lexemes)
    if problem := first_problem(lexemes):
        _complain(problem, lexemes)
    return _Builder(lexemes).transform(_parser().parse(cast("str", lexemes)))


def _bound(lexemes: list[Lexeme]) -> None:
    clauses = sum(max(1, len(lexeme.text.split())) for lexeme in lexemes if lexeme.kind not in _HIDDEN)
    if clauses > MAX_CLAUSES:
        raise InvalidQuery(Code.QUERY_TOO_MANY_CLAUSES, param="q", values={"limit": MAX_CLAUSES})
    depth = 0
    for lexeme in lexemes:
        depth += {Kind.LPAR: 1, Kind.RPAR: -1}.get(lexeme.kind, 0)
        if depth > MAX_DEPTH:
            flat = render(mend([each for each in lexemes if each.kind not in _HIDDEN])) or None
            at = (lexeme.start, lexeme.end)
            raise InvalidQuery(Code.QUERY_TOO_DEEP, param="q", at=at, hint=flat, values={"limit": MAX_DEPTH})


def _complain(problem: Problem, lexemes: list[Lexeme]) -> NoReturn:
    lexeme = lexemes[problem.index]
    values = {
        "position": lexeme.start + 1,
        "operator": lexeme.source,
        "word": lexeme.source,
        "limit": MIN_PREFIX,
    }
    hint = render(mend(lexemes)) or None
    raise InvalidQuery(problem.code, param="q", at=(lexeme.start, lexeme.end), hint=hint, values=values)


class _Lexemes(Lexer):
    """Hands the parser each lexeme's kind; the lexeme itself is found again by its number."""

    def __init__(self, conf: LexerConf) -> None:
        """Nothing to configure: `search.scan` has done the work."""

    def lex(self, lexer_state: Whatever, parser_state: Whatever = None) -> Iterator[Token]:  # noqa: ARG002
        for number, lexeme in enumerate(lexer_state):
            kind = f"_{lexeme.kind}" if lexeme.kind in _HIDDEN else lexeme.kind.value
            yield Token(kind, str(number))


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer=_Lexemes)


class _Builder(Transformer[Token, Node]):
    """Turns the parse into nodes, from the leaves up."""

    def __init__(self, lexemes: list[Lexeme]) -> None:
        super().__init__(visit_tokens=True)
        self._lexemes = lexemes

    def WORD(self, token: Token) -> Node:  # noqa: N802 - named after the terminals, as lark asks.
        lexeme = self._lexemes[int(token)]
        return Words((Word(lexeme.text, lexeme.exact),))

    def PHRASE(self, token: Token) -> Node:  # noqa: N802
        lexeme = self._lexemes[int(token)]
        return Phrase(lexeme.text.strip(), lexeme.exact, lexeme.slop)

    def PREFIX(self, token: Token) -> Node:  # noqa: N802
        return Prefix(self._lexemes[int(token)].text.rstrip("*"))

    def start(self, parts: list[Node]) -> Node:
        return parts[0]

    def either(self, parts: list[Node | Token]) -> Node:
        nodes = tuple(part for part in parts if not isinstance(part, Token))
        return Any(nodes) if len(nodes) > 1 else nodes[0]

    def both(self, parts: list[Node | Token]) -> Node:
        """Words side by side become one group; an explicit AND keeps them apart."""
        nodes: list[Node] = []
        for is_loose, run in groupby(parts, key=lambda part: isinstance(part, Words)):
            group = [part for part in run if not isinstance(part, Token)]
            if is_loose:
                nodes.append(Words(tuple(word for part in cast("list[Words]", group) for word in part.words)))
            else:
                nodes.extend(group)
        return All(tuple(nodes)) if len(nodes) > 1 else nodes[0]

    def item(self, parts: list[Node | Token]) -> Node:
        node = cast("Node", parts[-1])
        return node if len(parts) % 2 else Not(node)

    def group(self, parts: list[Node]) -> Node:
        """A group of words stays one part of what stands around it."""
        return All((parts[0],)) if isinstance(parts[0], Words) else parts[0]

    def scoped(self, parts: list[Node | Token]) -> Node:
        lexeme = self._lexemes[int(cast("Token", parts[0]))]
        assert lexeme.field is not None  # noqa: S101 - the scanner makes no FIELD without one.
        return _scope(lexeme.field, cast("Node", parts[1]), (lexeme.start, lexeme.end))


def _scope(field: Field, node: Node, at: tuple[int, int]) -> Node:
    """What `field:` makes of the value that follows it."""
    match node:
        case All(parts):
            return All(tuple(_scope(field, part, at) for part in parts))
        case Any(parts):
            return Any(tuple(_scope(field, part, at) for part in parts))
        case Not(part):
            return Not(_scope(field, part, at))
        case Words() | Phrase() | Prefix() if field not in TEXT_FIELDS:
            value = " ".join(word.text for word in node.words) if isinstance(node, Words) else node.text
            return Dated(field, value, at) if field in DATE_FIELDS else Facet(field, value)
        case Words() | Phrase() | Prefix():
            return Scoped(field, node)
        case _:
            return node
