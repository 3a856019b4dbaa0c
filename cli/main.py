"""The `fihris` command and its subcommands.

Standard output is for results, standard error for progress and messages. Exit status: 0 done, 1 failed, 2 wrong use.
"""

from __future__ import annotations

import typer

from cli import articles, doctor, evaluate, find, keys, loading, persons, quarantine, serve

app = typer.Typer(
    name="fihris",
    help="Search for Arabic news: load raw articles, search them by person, date and topic.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(serve.run)
app.command()(serve.serve)
app.command()(loading.index)
app.command()(articles.parse)
app.command()(articles.enrich)
app.command()(find.search)
app.command()(doctor.doctor)
app.add_typer(evaluate.app, name="eval")
app.add_typer(persons.app, name="persons")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(keys.app, name="keys")


def main() -> None:
    """Run the command line."""
    app()
