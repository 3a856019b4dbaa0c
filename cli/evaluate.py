"""`fihris eval`: how good Fihris is, measured on annotated data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Measure quality on annotated data.", no_args_is_help=True)

Data = Annotated[Path, typer.Argument(exists=True, help="The annotated data.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
