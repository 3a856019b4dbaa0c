"""`fihris eval`: how good Fihris is, measured on annotated data.

The evaluations are imported by the commands that run them, since some load models.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.console import fail, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

app = typer.Typer(help="Measure quality on annotated data.", no_args_is_help=True)

Data = Annotated[Path, typer.Argument(exists=True, help="The annotated data.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@app.command()
def parsing(data: Data, as_json: AsJson = False) -> None:
    """Titles, dates, agencies, bodies: a folder of raw articles with a gold.jsonl."""
    from evaluation.parsing import evaluate

    try:
        result = evaluate(data)
    except (OSError, ValueError) as error:
        fail(f"cannot evaluate {data}: {error}")
    _report(result.as_dict(), as_json=as_json)


def _report(result: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(result)
        return
    for name, value in _lines(result):
        typer.echo(f"{name}: {f'{value:.4f}' if isinstance(value, float) else value}")


def _lines(node: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each figure under its path of names; of lists, one line an entry."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _lines(value, f"{name}.{key}" if name else str(key))
    elif isinstance(node, list):
        for entry in node:
            yield name, " · ".join(map(str, entry.values())) if isinstance(entry, dict) else entry
    else:
        yield name, node
