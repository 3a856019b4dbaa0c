"""What can be wrong with a question to the person registry, or with a change to it.

    PersonError
     ├── PersonNotFound   nobody has this id
     ├── ChangeNotFound   no merge or split has this number
     └── CannotChange     what is asked cannot be done to these persons as they stand

Each says in one sentence what is wrong.
"""

from __future__ import annotations


class PersonError(Exception):
    """The registry cannot do what is asked."""


class PersonNotFound(PersonError):  # noqa: N818 - named for the state, as the field does.
    """No person of this id is known, nor named in any article."""

    def __init__(self, person: str) -> None:
        super().__init__(f"no person has the id {person}")
        self.person = person


class ChangeNotFound(PersonError):  # noqa: N818
    """No merge or split of this number is recorded."""

    def __init__(self, number: int) -> None:
        super().__init__(f"no change has the number {number}")
        self.number = number


class CannotChange(PersonError):  # noqa: N818
    """The change means nothing for these persons as they stand; the message says why."""
