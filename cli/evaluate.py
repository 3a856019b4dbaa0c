"""`fihris eval`: how good Fihris is, measured on annotated data.

The evaluations are imported by the commands that run them, since some load models.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.console import fail, finish, messages, open_engine, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

app = typer.Typer(help="Measure quality on annotated data.", no_args_is_help=True)

Data = Annotated[Path, typer.Argument(exists=True, help="The annotated data.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@app.command()
def parsing(data: Data, as_json: AsJson = False) -> None:
    """Titles, dates, agencies, bodies: a folder of raw articles with a gold.jsonl."""
    from evaluation.parsing import evaluate

    with _readable(data):
        result = evaluate(data)
    _report(result.as_dict(), as_json=as_json)


@app.command()
def dates(data: Data, as_json: AsJson = False) -> None:
    """Expressions of dates: a table of expression, reference date, expected value, kind."""
    from evaluation.dates import evaluate

    with _readable(data):
        result = evaluate(data)
    _report(result.as_dict(), as_json=as_json)


@app.command()
def entities(data: Data, as_json: AsJson = False) -> None:
    """Names: a CoNLL file or folder of such, or a folder of raw articles with a gold.jsonl."""
    with _readable(data):
        result = _gold_entities(data) if (data / "gold.jsonl").exists() else _conll_entities(data)
    _report(result, as_json=as_json)


def _gold_entities(folder: Path) -> dict[str, Any]:
    from entities import load_enricher
    from evaluation.entities_gold import evaluate_gold

    return evaluate_gold(folder, load_enricher()).as_dict()


def _conll_entities(path: Path) -> dict[str, Any]:
    from entities.places import load_places
    from entities.resources import load_knowledge
    from entities.tagger import load_tagger
    from evaluation.entities import evaluate_conll

    knowledge = load_knowledge(load_places())
    files = sorted(path.rglob("*.txt")) if path.is_dir() else [path]
    return evaluate_conll(files, load_tagger(knowledge), knowledge.frequent).as_dict()


@app.command()
def matching(data: Data, as_json: AsJson = False) -> None:
    """Which words meet at which level: a table of document, query, class, should_match."""
    from evaluation.matching import evaluate

    with _readable(data):
        result = evaluate(data)
    _report(result, as_json=as_json)


@app.command()
def retrieval(data: Data, as_json: AsJson = False) -> None:
    """Ranking against the stock analysers: a folder of corpus, topics and qrels."""
    from evaluation.retrieval import evaluate

    async def measure() -> dict[str, Any]:
        async with open_engine() as engine:
            return await evaluate(data, engine, progress=lambda line: messages.print(line, markup=False))

    with _readable(data):
        result = finish(measure())
    _report(result, as_json=as_json)


@contextmanager
def _readable(data: Path) -> Iterator[None]:
    """Data that is not what the evaluation expects ends the command with one line that says so."""
    try:
        yield
    except (OSError, ValueError, KeyError) as error:
        fail(f"cannot evaluate {data}: {type(error).__name__}: {error}")


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
