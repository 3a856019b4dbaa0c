"""`fihris keys`: who may ask what of the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from api.access import Scope
from api.keys.book import KeyBook
from api.limits import read_rate
from cli.console import fail, finish, messages, print_json, settings
from store.database import open_database
from store.errors import StoreError
from store.settings import StoreSettings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from api.keys.key import Key

T = TypeVar("T")

app = typer.Typer(help="Make, list and revoke keys of the API.", no_args_is_help=True)

Scopes = Annotated[
    list[Scope] | None,
    typer.Option("--scope", help="What the key may do; give it again for more. Without any: read."),
]
Rate = Annotated[str, typer.Option(help="What the key may ask, such as 600/minute; `none` for no limit.")]


@app.command()
def add(name: str, scope: Scopes = None, rate: Rate = "6000/minute") -> None:
    """Make a key and print it: this once, since only its hash is kept."""
    name = name.strip()
    if not (0 < len(name) <= 100 and name.isprintable()):  # noqa: PLR2004 - the width of the column.
        fail("the name of a key has 1 to 100 printable characters", status=2)
    scopes = [each.value for each in scope or [Scope.READ]]
    key, secret = _with_book(lambda book: book.add(name, scopes, _rate(rate)))
    messages.print(f"key {key.id} for {name}, scopes {', '.join(sorted(key.scopes))}; it is shown this once:")
    typer.echo(secret)


@app.command("list")
def list_keys() -> None:
    """Print all keys as JSON, one a line: id, name, scopes, rate, times; never the key itself."""
    for key in _with_book(lambda book: book.keys()):
        print_json(_shown(key))


@app.command()
def revoke(key_id: str) -> None:
    """End a key for good; servers that know it stop within seconds."""
    if not _with_book(lambda book: book.revoke(key_id)):
        fail(f"no key in use has the id {key_id}; see `fihris keys list`")
    messages.print(f"key {key_id} is revoked")


def _with_book(work: Callable[[KeyBook], Awaitable[T]]) -> T:
    async def opened() -> T:
        async with open_database(settings(StoreSettings).url) as database:
            return await work(KeyBook(database))

    try:
        return finish(opened())
    except StoreError as error:
        fail(str(error))


def _rate(text: str) -> str | None:
    if text == "none":
        return None
    try:
        return str(read_rate(text)) and text
    except ValueError:
        fail(f"{text!r} is no rate; write one such as 600/minute, or none", status=2)


def _shown(key: Key) -> dict[str, Any]:
    return {
        "id": key.id,
        "name": key.name,
        "scopes": sorted(key.scopes),
        "rate": key.rate,
        "created": _time(key.created_at),
        "used": _time(key.used_at),
        "revoked": _time(key.revoked_at),
    }


def _time(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
