"""Errors speak both languages, and every code has its words."""

import string

import pytest

from search.errors import Code, InvalidQuery
from search.messages import MESSAGES


def test_every_code_has_a_message() -> None:
    assert set(MESSAGES) == set(Code)


@pytest.mark.parametrize("code", Code)
def test_both_languages_say_the_same_things(code: Code) -> None:
    message = MESSAGES[code]
    fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (message.ar, message.en)]
    assert fields[0] == fields[1]
    assert not message.ar.isascii()


def test_text_of_the_user_is_shown_as_it_is() -> None:
    error = InvalidQuery(Code.QUERY_BAD_DATE, values={"value": "{limit} {0}"})
    assert error.detail("ar") == "«{limit} {0}» ليس تاريخًا أو مدة نعرفها."
    assert "{limit} {0}" in str(error)
