"""Opens the engine that the settings name, and makes sure that it can do what Fihris needs."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from engine.elasticsearch import ElasticsearchEngine
from engine.embedded.lease import acquire
from engine.errors import BadQuery, EngineNotReady, EngineUnavailable
from engine.opensearch import OpenSearchEngine
from engine.protocol import EngineInfo, EngineKind
from engine.responses import read_version
from engine.target import target_of
from engine.translate import from_answer, overdue, unanswered

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from engine.embedded.wire import Progress
    from engine.protocol import SearchEngine
    from engine.rest import RestEngine
    from engine.settings import EngineSettings
    from engine.target import Target

T = TypeVar("T")

_OLDEST = {EngineKind.ELASTICSEARCH: (8, 19), EngineKind.OPENSEARCH: (2, 19)}
_ADAPTERS: dict[EngineKind, Callable[[EngineInfo, Target], RestEngine]] = {
    EngineKind.ELASTICSEARCH: ElasticsearchEngine,
    EngineKind.OPENSEARCH: OpenSearchEngine,
}
_PAUSE_S = 0.5
_REFUSED = frozenset({401, 403})
_STARTING = frozenset({429, 502, 503, 504})


@asynccontextmanager
async def engine_session(
    settings: EngineSettings, progress: Callable[[Progress], None] | None = None
) -> AsyncIterator[SearchEngine]:
    """The engine of the settings, closed at the end; without a URL the embedded one, started if it does not run.

    `progress` hears in words what a start is busy with.
    """
    if settings.engine_url is not None:
        engine = await open_engine(settings)
        try:
            yield engine
        finally:
            await engine.close()
        return
    lease = await asyncio.to_thread(acquire, settings.data_dir, heap_mb=settings.engine_heap_mb, progress=progress)
    try:
        engine = await open_engine(settings, url=lease.url)
        try:
            yield engine
        finally:
            await engine.close()
    finally:
        await asyncio.to_thread(lease.close)


async def open_engine(settings: EngineSettings, *, url: str | None = None) -> SearchEngine:
    """The engine at `url` or at the settings' URL, checked; close it after use.

    Waits up to `engine_start_timeout_s` for a server that is still starting. Raises `EngineUnavailable` where none
    answers or it does not let us in, `EngineNotReady` with what is missing where it cannot serve Fihris.
    """
    address = url or (settings.engine_url.get_secret_value() if settings.engine_url else "")
    if not address:
        raise EngineNotReady("no address of a search engine is set (FIHRIS_ENGINE_URL)")
    target = target_of(settings, address)
    deadline = time.monotonic() + settings.engine_start_timeout_s
    info = _identify(await _patiently(lambda: _hello(target), deadline), target)
    engine = _ADAPTERS[info.kind](info, target)
    try:
        return await _checked(engine, target, deadline)
    except BaseException:
        await engine.close()
        raise


async def _checked(engine: RestEngine, target: Target, deadline: float) -> SearchEngine:
    """The engine, once it answers and is known to analyse Arabic."""
    await _patiently(engine.learn, deadline)
    try:
        tokens = await _patiently(lambda: engine.analyze("والكتب", analyzer="arabic"), deadline)
    except BadQuery as error:
        raise _no_arabic(engine.info, target) from error
    if not tokens:
        raise _no_arabic(engine.info, target)
    return engine


def _no_arabic(info: EngineInfo, target: Target) -> EngineNotReady:
    return EngineNotReady(
        f"{info.label} at {target.url} cannot analyse Arabic: its module `analysis-common` is missing; "
        "use a complete distribution of it, or unset FIHRIS_ENGINE_URL for the embedded engine"
    )


async def _hello(target: Target) -> httpx.Response:
    """The server's first answer. Asked without either client, as each speaks only to its own kind."""
    timeout = httpx.Timeout(target.timeout_s)
    try:
        async with httpx.AsyncClient(
            verify=target.tls or True, headers=target.headers, timeout=timeout, trust_env=False
        ) as client:
            answer = await client.get(target.url + "/")
    except httpx.TimeoutException as error:
        raise overdue(target.url, target.timeout_s) from error
    except httpx.HTTPError as error:
        raise unanswered(target.url, error) from error
    if answer.status_code in _STARTING:
        raise from_answer(answer.status_code, answer.text)
    return answer


def _identify(answer: httpx.Response, target: Target) -> EngineInfo:
    if answer.status_code in _REFUSED:
        raise EngineNotReady(
            f"the search engine at {target.url} does not let us in (HTTP status {answer.status_code}): "
            "check FIHRIS_ENGINE_USERNAME and FIHRIS_ENGINE_PASSWORD, or FIHRIS_ENGINE_API_KEY"
        )
    try:
        body = answer.json()
    except ValueError as error:
        raise EngineNotReady(f"the server at {target.url} is no search engine") from error
    return read_info(body, product=answer.headers.get("x-elastic-product", ""), where=target.url)


def read_info(body: Any, *, product: str, where: str) -> EngineInfo:
    """What a server says of itself; `EngineNotReady` where it is neither of the two, or too old."""
    about = body.get("version") if isinstance(body, dict) else None
    number = str(about.get("number", "")) if isinstance(about, dict) else ""
    version = read_version(number)
    if isinstance(about, dict) and about.get("distribution") == EngineKind.OPENSEARCH.value:
        kind = EngineKind.OPENSEARCH
    elif product == "Elasticsearch":
        kind = EngineKind.ELASTICSEARCH
    else:
        raise EngineNotReady(f"the server at {where} is neither Elasticsearch nor OpenSearch")
    if version < _OLDEST[kind]:
        oldest = ".".join(map(str, _OLDEST[kind]))
        raise EngineNotReady(f"{kind.value} {number} at {where} is too old: Fihris needs {oldest} or newer")
    return EngineInfo(kind, version, str(body.get("cluster_name", "")), percolator=False)


async def _patiently(ask: Callable[[], Awaitable[T]], deadline: float) -> T:
    """The answer, asked for again while the server is still starting, until `deadline` on the monotonic clock."""
    while True:
        try:
            return await ask()
        except (EngineUnavailable, EngineNotReady):
            if time.monotonic() + _PAUSE_S > deadline:
                raise
            await asyncio.sleep(_PAUSE_S)
