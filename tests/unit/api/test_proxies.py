"""Whom `Forwarded` and its elders name, and whose word is taken."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from api.proxies import TrustedProxies, read_hops, read_networks

NETWORKS = read_networks(["10.0.0.0/8", "::1", "192.0.2.7"])


async def seen(peer: str, *headers: tuple[str, str]) -> tuple[str | None, str, str]:
    """Client, scheme and host as the application sees them."""
    found: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        found.append(scope)

    raw = [(name.encode(), value.encode("latin-1")) for name, value in (("host", "inside:8000"), *headers)]
    scope: Any = {"type": "http", "scheme": "http", "client": (peer, 1) if peer else None, "headers": raw}
    await TrustedProxies(inner, networks=NETWORKS)(scope, None, None)  # type: ignore[arg-type]
    scope = found[0]
    return scope["client"] and scope["client"][0], scope["scheme"], Headers(scope=scope)["host"]


@pytest.mark.parametrize("peer", ["203.0.113.9", "11.0.0.1", "", "unix"])
async def test_what_others_say_is_left_unread(peer: str) -> None:
    assert await seen(peer, ("x-forwarded-for", "198.51.100.1"), ("forwarded", "for=198.51.100.1;proto=https")) == (
        peer or None, "http", "inside:8000",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([("x-forwarded-for", "198.51.100.1")], ("198.51.100.1", "http", "inside:8000")),
        (
            [("x-forwarded-for", "1.1.1.1, 198.51.100.1, 10.3.3.3"), ("x-forwarded-proto", "https")],
            ("198.51.100.1", "https", "inside:8000"),
        ),
        ([("x-forwarded-host", "news.example.org")], ("10.0.0.1", "http", "news.example.org")),
        (
            [("forwarded", 'for="[2001:db8::7]:4711";proto=https;host=news.example.org')],
            ("2001:db8::7", "https", "news.example.org"),
        ),
        ([("forwarded", "for=1.1.1.1, for=198.51.100.1:80;proto=https")], ("198.51.100.1", "https", "inside:8000")),
        ([("forwarded", "for=198.51.100.1"), ("x-forwarded-for", "1.1.1.1")], ("198.51.100.1", "http", "inside:8000")),
        ([("forwarded", "for=_hidden")], ("10.0.0.1", "http", "inside:8000")),
        ([("x-forwarded-for", "10.1.1.1, 10.2.2.2")], ("10.1.1.1", "http", "inside:8000")),
        ([("x-forwarded-for", "::ffff:198.51.100.1")], ("198.51.100.1", "http", "inside:8000")),
        ([("x-forwarded-host", 'a"><script>')], ("10.0.0.1", "http", "inside:8000")),
        ([("x-forwarded-proto", "javascript")], ("10.0.0.1", "http", "inside:8000")),
        ([], ("10.0.0.1", "http", "inside:8000")),
    ],
)
async def test_a_trusted_proxy_names_client_scheme_and_host(
    headers: list[tuple[str, str]], expected: tuple[str, str, str]
) -> None:
    assert await seen("10.0.0.1", *headers) == expected


@given(st.sampled_from(["forwarded", "x-forwarded-for", "x-forwarded-host"]), st.text(st.characters(max_codepoint=255)))
async def test_any_text_is_read_without_complaint(name: str, value: str) -> None:
    client, scheme, host = await seen("10.0.0.1", (name, value))
    assert client
    assert scheme in {"http", "https"}
    assert not set(host) & set("<>\"' \r\n/")


def test_long_chains_are_read_from_the_near_end() -> None:
    hops = read_hops(Headers({"x-forwarded-for": ",".join(f"1.1.1.{n % 250}" for n in range(5_000))}))
    assert len(hops) == 20
    assert hops[-1]["for"] == "1.1.1.249"


def test_a_network_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="example"):
        read_networks(["proxy.example"])
