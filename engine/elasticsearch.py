"""Elasticsearch, through its official client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from elastic_transport.client_utils import DEFAULT
from elasticsearch import AsyncElasticsearch

from engine.rest import RestEngine
from engine.translate import elasticsearch_errors

if TYPE_CHECKING:
    from engine.protocol import EngineInfo
    from engine.target import Target

_NEWEST_API = 9


class ElasticsearchEngine(RestEngine):
    """An Elasticsearch server, 8.19 or newer.

    The client speaks the API of its own major version, which an older server refuses; so the media types name
    the server's version, and the client leaves such names alone.
    """

    def __init__(self, info: EngineInfo, target: Target) -> None:
        super().__init__(info, target)
        self._client = AsyncElasticsearch(
            target.url,
            headers=target.headers,
            max_retries=0,
            ssl_context=target.tls or DEFAULT,
        )
        api = min(info.version[0], _NEWEST_API)
        self._types = {
            kind: f"application/vnd.elasticsearch+{kind.removeprefix('application/')}; compatible-with={api}"
            for kind in ("application/json", "application/x-ndjson")
        }

    async def _send(self, method: str, path: str, content: bytes | None, *, media_type: str, timeout_s: float) -> Any:
        headers = {"accept": self._types["application/json"], "content-type": self._types[media_type]}
        with elasticsearch_errors(self._target.url, timeout_s):
            client = self._client.options(request_timeout=timeout_s)
            return (await client.perform_request(method, path, headers=headers, body=content)).body

    async def close(self) -> None:
        await self._client.close()
