"""OpenSearch, through its official client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opensearchpy import AsyncOpenSearch

from engine.rest import RestEngine
from engine.translate import opensearch_errors

if TYPE_CHECKING:
    from engine.protocol import EngineInfo
    from engine.target import Target


class OpenSearchEngine(RestEngine):
    """An OpenSearch server, 2.19 or newer."""

    def __init__(self, info: EngineInfo, target: Target) -> None:
        super().__init__(info, target)
        self._client = AsyncOpenSearch(
            target.url,
            headers=target.headers,
            max_retries=0,
            retry_on_status=(),
            ssl_context=target.tls,
        )

    async def _send(self, method: str, path: str, content: bytes | None, *, media_type: str, timeout_s: float) -> Any:
        headers = {"accept": "application/json", "content-type": media_type}
        with opensearch_errors(self._target.url, timeout_s):
            # The client's API methods overlook some time-outs; the transport takes one as an argument of its own.
            return await self._client.transport.perform_request(
                method, path, body=content, headers=headers, timeout=timeout_s
            )

    async def close(self) -> None:
        await self._client.close()
