"""What a keeper tells those who hold a lease: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self


class Phase(StrEnum):
    """What the keeper is at."""

    INSTALLING = "installing"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


class Progress(str):
    """A line for people about what is being done, and how far it is: `done` of `total` bytes, 0 of 0 if unknown."""

    __slots__ = ("done", "total")

    done: int
    total: int

    def __new__(cls, text: str, done: int = 0, total: int = 0) -> Self:
        line = super().__new__(cls, text)
        line.done = done
        line.total = total
        return line


@dataclass(frozen=True, slots=True)
class State:
    """A keeper's state: `url` and `pid` (of the node) once it is ready, `error` names the class of a failure."""

    phase: Phase
    message: str
    done: int = 0
    total: int = 0
    url: str = ""
    pid: int = 0
    error: str = ""

    @property
    def progress(self) -> Progress:
        return Progress(self.message, self.done, self.total)

    def encode(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> State:
        """The inverse of `encode`; `ValueError` for anything else."""
        try:
            fields = json.loads(line)
            return cls(**{**fields, "phase": Phase(fields["phase"])})
        except (TypeError, KeyError) as error:
            raise ValueError(f"not a keeper's state: {line!r}") from error
