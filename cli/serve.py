"""`fihris run` and `fihris serve`: the API and the page, until interrupted."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
import uvicorn

from api.app import create_app
from api.settings import ApiSettings
from cli.console import fail, finish, messages, open_engine, settings
from indexer.pipeline import load
from indexer.schema import ensure_index
from indexer.settings import IndexerSettings
from indexer.sources import read
from mappings import load as mappings
from samples import sample_folder

if TYPE_CHECKING:
    from engine.protocol import SearchEngine

Host = Annotated[str | None, typer.Option(help="Address to listen on; FIHRIS_HOST, else this machine alone.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; FIHRIS_PORT, else 8000.")]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve the API and the page over the index as it is."""
    listener = _listen(host, port)
    finish(_serve(listener, with_samples=False), endless=True)


def run(host: Host = None, port: Port = None) -> None:
    """All in one: start the engine, load the samples when the index is empty, serve API and page."""
    listener = _listen(host, port)
    finish(_serve(listener, with_samples=True), endless=True)


async def _serve(listener: socket.socket, *, with_samples: bool) -> None:
    async with open_engine() as engine:
        await ensure_index(engine, mappings.articles())
        if with_samples:
            await _load_samples(engine)
        # The log of requests is the API's own; uvicorn's would go to standard output.
        # Whose word about clients is taken is the application's own setting too.
        config = uvicorn.Config(
            create_app(), log_level="warning", access_log=False, proxy_headers=False, timeout_graceful_shutdown=10
        )
        server = uvicorn.Server(config)
        await asyncio.gather(server.serve(sockets=[listener]), _announce(server, listener))


async def _load_samples(engine: SearchEngine) -> None:
    if await engine.count(mappings.articles().alias):
        return
    messages.print("The index is empty: loading the samples")
    counts = await load(engine, read([Path(str(sample_folder()))]), settings(IndexerSettings))
    messages.print(f"{counts.new} sample articles loaded")


async def _announce(server: uvicorn.Server, listener: socket.socket) -> None:
    while not server.started:
        if server.should_exit:
            return
        await asyncio.sleep(0.05)
    host, port = listener.getsockname()[:2]
    base = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    messages.print(
        f"Fihris is ready: page {base}/ · API {base}/v1/articles · description {base}/openapi.json · Ctrl-C ends it",
        soft_wrap=True,
    )


def _listen(host: str | None, port: int | None) -> socket.socket:
    """A bound socket, before anything slow happens: a port that is taken is said at once."""
    defaults = settings(ApiSettings)
    address = (host if host is not None else defaults.host, port if port is not None else defaults.port)
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except (OSError, OverflowError) as error:
        listener.close()
        fail(f"cannot listen on {address[0]} port {address[1]}: {error}. Choose another with --port.")
    return listener
