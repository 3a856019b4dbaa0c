"""What a search may complain of. Each error has a stable code, the words for it stand in `search.messages`.

SearchError
 ├── InvalidQuery       the query text cannot be read; says where, and offers a repaired query
 ├── InvalidParameter   another parameter has a value that means nothing
 ├── InvalidCursor      the cursor is not ours, or belongs to another query
 ├── SearchTimeout      the engine gave up before it had looked everywhere
 ├── ArticleNotFound    no article has this id
 └── StoryNotFound      no story has this id
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.messages import MESSAGES, Code

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ArticleNotFound",
    "Code",
    "InvalidCursor",
    "InvalidParameter",
    "InvalidQuery",
    "SearchError",
    "SearchTimeout",
    "StoryNotFound",
]


class SearchError(Exception):
    """A search that cannot be answered as it was asked.

    `values` fill the message; `param` names the parameter at fault; `at` is the place in its value (code points,
    half open); `hint` is a value that would be accepted, to be offered to the reader.
    """

    def __init__(
        self,
        code: Code,
        *,
        param: str | None = None,
        at: tuple[int, int] | None = None,
        hint: str | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:
        self.code = code
        self.param = param
        self.at = at
        self.hint = hint
        self.values = dict(values or {})
        super().__init__(self.detail("en"))

    def detail(self, language: str) -> str:
        """One sentence for people, in Arabic (`ar`) or English (anything else)."""
        message = MESSAGES[self.code]
        return (message.ar if language == "ar" else message.en).format(**self.values)


class InvalidQuery(SearchError):  # noqa: N818 - named for the state, as in engine.errors.
    """The text of the query cannot be read as a query."""


class InvalidParameter(SearchError):  # noqa: N818
    """A parameter has a value that means nothing."""


class InvalidCursor(SearchError):  # noqa: N818
    """The cursor was not made here, or not for this query."""


class SearchTimeout(SearchError):  # noqa: N818
    """The engine ran out of time; what it found so far would be only a part."""


class ArticleNotFound(SearchError):  # noqa: N818
    """No article has this id."""


class StoryNotFound(SearchError):  # noqa: N818
    """No story has this id."""
