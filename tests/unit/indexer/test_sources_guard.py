"""Fihris fetches from the public internet alone, whatever names, redirects and encodings lead elsewhere."""

from __future__ import annotations

import ipaddress

import httpx
import pytest

from articles.addresses import Allowed, ForbiddenAddressError, checked_address, is_public
from indexer.sources import Failure
from indexer.sources.fetch import Fetched, Fetcher, FetchSettings, GuardedTransport

PRIVATE = (
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1", "240.0.0.1",
    "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2001:db8::1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::1", "2001:0:7f00:1:0:0:f5ff:fffe",
)  # fmt: skip
PUBLIC = ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_machines_and_networks_of_ones_own_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_one_private_address_among_several_is_enough_to_refuse() -> None:
    with pytest.raises(ForbiddenAddressError, match="FIHRIS_FETCH_ALLOW"):
        checked_address("news.example", 80, Allowed(), lambda *_: ["8.8.8.8", "10.0.0.1"])


def test_what_the_settings_name_is_allowed_by_name_address_or_network() -> None:
    def ask(_: str, __: int) -> list[str]:
        return ["10.1.2.3"]

    for names in (["news.example"], ["10.1.2.3"], ["10.1.0.0/16"], ["", " News.Example "]):
        assert checked_address("news.example", 80, Allowed.of(names), ask) == "10.1.2.3"
    for names in (["other.example"], ["10.2.0.0/16"], ["fd00::/8"]):
        with pytest.raises(ForbiddenAddressError):
            checked_address("news.example", 80, Allowed.of(names), ask)


def test_a_zone_does_not_hide_a_link_local_address() -> None:
    with pytest.raises(ForbiddenAddressError):
        checked_address("x", 80, Allowed(), lambda *_: ["fe80::1%eth0"])


class Web(httpx.BaseTransport):
    """Answers by path and remembers what was asked of which address."""

    def __init__(self, **answers: httpx.Response) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str, str | None]] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.url.host, request.headers["host"], request.extensions.get("sni_hostname")))
        return self.answers[request.url.path.strip("/")]


def fetcher(web: Web, names: dict[str, str], **settings: float) -> Fetcher:
    transport = GuardedTransport(Allowed(), web, lambda host, _: [names.get(host, host)])
    return Fetcher(FetchSettings(**settings), transport)  # type: ignore[arg-type]


def test_the_address_that_was_checked_is_the_one_that_is_asked_under_the_name() -> None:
    web = Web(a=httpx.Response(200, text="خبر", headers={"content-type": "text/html; charset=utf-8"}))
    with fetcher(web, {"news.example": "8.8.8.8"}) as fetching:
        answer = fetching.fetch("https://news.example/a")
    assert isinstance(answer, Fetched)
    assert (answer.address, answer.media_type, answer.charset) == ("https://news.example/a", "text/html", "utf-8")
    assert answer.data.decode() == "خبر"
    assert web.asked == [("8.8.8.8", "news.example", "news.example")]


@pytest.mark.parametrize("target", [
    "http://127.0.0.1/b", "http://[::1]/b", "http://internal.example/b", "http://2130706433/b", "file:///etc/passwd",
    "ftp://news.example/b",
])  # fmt: skip
def test_a_redirect_is_checked_like_the_first_address(target: str) -> None:
    web = Web(a=httpx.Response(302, headers={"location": target}), b=httpx.Response(200, text="secret"))
    names = {"news.example": "8.8.8.8", "internal.example": "10.0.0.1", "2130706433": "127.0.0.1"}
    with fetcher(web, names) as fetching:
        answer = fetching.fetch("http://news.example/a")
    assert isinstance(answer, Failure)
    assert answer.rejected.code in {"forbidden_address", "fetch"}
    assert len(web.asked) == 1


def test_redirects_end() -> None:
    web = Web(a=httpx.Response(302, headers={"location": "/a"}))
    with fetcher(web, {"news.example": "8.8.8.8"}) as fetching:
        answer = fetching.fetch("http://news.example/a")
    assert isinstance(answer, Failure)
    assert "redirects" in answer.rejected.reason


def test_answers_are_bounded_in_size_also_when_they_are_packed() -> None:
    import gzip  # noqa: PLC0415

    packed = gzip.compress(bytes(5_000_000))
    web = Web(
        a=httpx.Response(200, content=b"x" * 2000),
        b=httpx.Response(200, content=packed, headers={"content-encoding": "gzip"}),
    )
    with fetcher(web, {"news.example": "8.8.8.8"}, max_bytes=1000) as fetching:
        for path in "ab":
            answer = fetching.fetch(f"http://news.example/{path}")
            assert isinstance(answer, Failure)
            assert answer.rejected.code == "too_large"


def test_an_answer_that_never_ends_is_given_up() -> None:
    web = Web(a=httpx.Response(200, content=(b"x" for _ in range(10**6))))
    with fetcher(web, {"news.example": "8.8.8.8"}, timeout_s=0.01) as fetching:
        answer = fetching.fetch("http://news.example/a")
    assert isinstance(answer, Failure)
    assert "not complete" in answer.rejected.reason


def test_errors_of_servers_and_of_names_are_failures() -> None:
    def unknown(_: str, __: int) -> list[str]:
        raise OSError("no such host")

    web = Web(a=httpx.Response(404))
    with fetcher(web, {"news.example": "8.8.8.8"}) as fetching:
        missing, wrong = fetching.fetch("http://news.example/a"), fetching.fetch("http://[broken/")
    with Fetcher(FetchSettings(), GuardedTransport(Allowed(), web, unknown)) as fetching:
        nowhere = fetching.fetch("http://nowhere.example/a")
    for answer, said in ((missing, "404"), (wrong, "no address"), (nowhere, "no such host")):
        assert isinstance(answer, Failure)
        assert said in answer.rejected.reason


def test_the_real_transport_refuses_this_machine() -> None:
    with Fetcher(FetchSettings()) as fetching:
        for address in ("http://127.0.0.1:9200/", "http://localhost:9200/", "http://0x7f000001:9200/"):
            answer = fetching.fetch(address)
            assert isinstance(answer, Failure)
            assert answer.rejected.code in {"forbidden_address", "fetch"}
