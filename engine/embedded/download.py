"""Fetch jars from a Maven repository: several at once, resumable, each checked against the lock."""

from __future__ import annotations

import errno
import threading
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
from jgo.constants import MAVEN_CENTRAL_URL

from engine.embedded.errors import CorruptDownload, DiskFull, EmbeddedError, FolderNotWritable, NoNetwork

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from engine.embedded.jars import Jar

WORKERS = 6
_TRIES = 3
_PAUSE_S = 0.5
_TIMEOUT = httpx.Timeout(10.0)
_CHUNK = 1 << 16
# Lengths are compared with the lock, so nothing may be compressed on its way.
_HEADERS = {"Accept-Encoding": "identity"}
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SERVER_ERROR = 500
_PARTIAL = 206


class Cancelled(Exception):  # noqa: N818 - no error, somebody asked for it.
    """Nobody waits for the download any more."""


class _Damaged(Exception):  # noqa: N818 - caught here, one more try follows.
    """A file of a wrong length or with a wrong sum."""


@dataclass(slots=True)
class _Counter:
    """Bytes so far, of all files; reported from whichever thread moves them."""

    report: Callable[[int], None]
    done: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, count: int) -> None:
        with self.lock:
            self.done += count
            self.report(self.done)


@dataclass(frozen=True, slots=True)
class _Fetcher:
    client: httpx.Client
    repository: str
    folder: Path
    counter: _Counter
    cancelled: threading.Event
    failed: threading.Event = field(default_factory=threading.Event)

    def fetch(self, jar: Jar) -> None:
        """Bring one jar into the folder. A part left by an earlier try is continued."""
        part = self.folder / f".{jar.name}.{jar.sha256[:8]}.part"
        try:
            self._retry(jar, part)
            part.replace(self.folder / jar.name)
        except OSError as error:
            raise _disk_error(error, self.folder) from error

    def _retry(self, jar: Jar, part: Path) -> None:
        damaged = 0
        for attempt in range(1, _TRIES + 1):
            try:
                return self._once(jar, part)
            except _Damaged:
                part.unlink(missing_ok=True)
                damaged += 1
                if damaged == 2:  # noqa: PLR2004 - once may be chance, twice is a wrong file.
                    raise CorruptDownload(_corrupt(jar, self.repository)) from None
            except httpx.HTTPError as error:
                if attempt == _TRIES or _final(error):
                    raise NoNetwork(_unreachable(error, self.repository)) from error
            if self.cancelled.wait(_PAUSE_S * attempt):
                raise Cancelled
        return None

    def _once(self, jar: Jar, part: Path) -> None:
        have = part.stat().st_size if part.exists() else 0
        if have > jar.size:
            part.unlink()
            have = 0
        if have < jar.size:
            self._stream(jar, part, have)
        else:
            self.counter.add(have)
        if not jar.intact(part):
            self.counter.add(-jar.size)
            raise _Damaged

    def _stream(self, jar: Jar, part: Path, have: int) -> None:
        ask = {"Range": f"bytes={have}-"} if have else {}
        with self.client.stream("GET", f"{self.repository}/{jar.path}", headers=ask) as response:
            response.raise_for_status()
            resumed = response.status_code == _PARTIAL
            start = have if resumed else 0
            # Such as the login page of a network that answers for all others.
            if start + int(response.headers.get("Content-Length", jar.size - start)) != jar.size:
                raise _Damaged
            received = 0
            self.counter.add(start)
            try:
                with part.open("ab" if resumed else "wb") as file:
                    for chunk in response.iter_bytes(_CHUNK):
                        file.write(chunk)
                        received += len(chunk)
                        self.counter.add(len(chunk))
                        self._check(start + received, jar)
            except BaseException:
                self.counter.add(-start - received)
                raise
        if start + received < jar.size:
            self.counter.add(-start - received)
            raise httpx.RemoteProtocolError("the connection closed early")

    def _check(self, size: int, jar: Jar) -> None:
        if self.cancelled.is_set() or self.failed.is_set():
            raise Cancelled
        if size > jar.size:
            raise httpx.RemoteProtocolError("more arrives than the file is long")


def download(
    jars: Iterable[Jar],
    folder: Path,
    *,
    repository: str | None = None,
    report: Callable[[int], None],
    cancelled: threading.Event,
) -> None:
    """Bring all jars into a folder; `report` hears how many bytes are there, parts of earlier tries included.

    `repository` is the address of a Maven repository, Maven Central by default. Proxies and certificates are taken
    from the usual variables (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE). Raises NoNetwork, CorruptDownload, DiskFull,
    FolderNotWritable; Cancelled soon after `cancelled` is set.
    """
    with (
        httpx.Client(timeout=_TIMEOUT, headers=_HEADERS, follow_redirects=True) as client,
        ThreadPoolExecutor(WORKERS, "jars") as pool,
    ):
        fetcher = _Fetcher(client, (repository or MAVEN_CENTRAL_URL).rstrip("/"), folder, _Counter(report), cancelled)
        futures = [pool.submit(fetcher.fetch, jar) for jar in jars]
        done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        fetcher.failed.set()
        for future in waiting:
            future.cancel()
    for future in done:
        future.result()


def _final(error: httpx.HTTPError) -> bool:
    """Whether asking again is in vain: the server's answer is a plain no."""
    return isinstance(error, httpx.HTTPStatusError) and error.response.status_code < _SERVER_ERROR


def _disk_error(error: OSError, folder: Path) -> EmbeddedError:
    if error.errno in _FULL:
        return DiskFull(
            f"The disk of {folder} is full. Free some space and start again: what has been downloaded is kept. "
            "XDG_CACHE_HOME moves the cache to another disk."
        )
    return FolderNotWritable(f"Cannot write to {folder} ({error.strerror}). XDG_CACHE_HOME moves the cache.")


def _corrupt(jar: Jar, repository: str) -> str:
    return (
        f"{jar.name} from {repository} is not the file that Fihris was tested with (wrong SHA-256 sum, twice). "
        "A proxy or mirror may be changing it; nothing of it was kept."
    )


def _unreachable(error: httpx.HTTPError, repository: str) -> str:
    return (
        f"The first start downloads the search engine, but {repository} cannot be reached: "
        f"{str(error) or type(error).__name__}. "
        "Check the network (HTTPS_PROXY and SSL_CERT_FILE are honoured) and start again: what has been downloaded "
        "is kept. Or set FIHRIS_ENGINE_URL to an engine that runs already."
    )
