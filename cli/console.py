"""What all subcommands share: where messages go, how failures end, how the engine is opened."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from pydantic import ValidationError
from rich.console import Console

from engine.embedded.console import shown
from engine.errors import EngineError
from engine.open import engine_session
from engine.settings import EngineSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from pydantic_settings import BaseSettings

    from engine.protocol import SearchEngine

T = TypeVar("T")
S = TypeVar("S", bound="BaseSettings")

# Messages and progress; standard output stays free for results.
messages = Console(stderr=True, highlight=False)


def fail(message: str, *, status: int = 1) -> NoReturn:
    """End the command with a message."""
    messages.print(f"fihris: {message}", style="bold red", markup=False, soft_wrap=True)
    raise typer.Exit(status)


def finish(work: Coroutine[Any, Any, T], *, endless: bool = False) -> T:
    """Run asynchronous work to its end; an engine's failure ends the command with one line, not a traceback.

    Work that is `endless` is meant to be interrupted, which then is its proper end.
    """
    try:
        return asyncio.run(work)
    except EngineError as error:
        fail(str(error))
    except KeyboardInterrupt:
        if endless:
            raise typer.Exit from None
        fail("interrupted; what was acknowledged is kept, the same command continues", status=130)


def settings(kind: Callable[[], S]) -> S:
    """Settings from the environment; a wrong value ends the command and names the variable."""
    try:
        return kind()
    except ValidationError as error:
        wrong = "; ".join(f"FIHRIS_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors() if e["loc"])
        fail(f"wrong settings: {wrong}", status=2)


@asynccontextmanager
async def open_engine() -> AsyncIterator[SearchEngine]:
    """The engine that the settings name, or the embedded one, started with its progress on standard error."""
    async with AsyncExitStack() as stack:
        with shown(messages) as progress:
            engine = await stack.enter_async_context(engine_session(settings(EngineSettings), progress))
        yield engine


def print_json(value: object) -> None:
    """One JSON value on a line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
