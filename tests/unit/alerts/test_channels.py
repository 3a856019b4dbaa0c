"""Telling a receiver: signed, guarded, bounded in time, and believed only when it says so. Real servers on loopback."""

from __future__ import annotations

import asyncio
import email
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.policy import default
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, PackageLoader
from standardwebhooks import Webhook, WebhookVerificationError

from alerts.deliver.guarded import GuardedTransport
from alerts.deliver.isolates import isolated, one_line
from alerts.deliver.mail import Letterhead, Reader, compose, compose_notice
from alerts.deliver.news import News
from alerts.deliver.outcome import Verdict
from alerts.deliver.payload import encoded, event_of, trial_event
from alerts.deliver.schedule import LONGEST_WAIT_S, WAITS_S, due, read_retry_after, wait_s
from alerts.deliver.settings import DeliverySettings
from alerts.deliver.signing import new_secret, signed_headers
from alerts.deliver.smtp import MailSender
from alerts.deliver.webhook import EXCERPT_BYTES, WebhookSender
from alerts.model import Event
from articles.addresses import Allowed
from tests.support import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

AT = datetime(2026, 1, 14, 6, 30, tzinfo=UTC)
NEWS = News(
    "n1", Event.MATCHED, AT, "a1", "الضمانات", "s:1", "x1", "لافروف: الضمانات الأمنية \u202eأولا",
    summary="قال الوزير <b>إن</b> الضمانات ضرورية", agencies=("سبوتنيك",), published="2022-01-18",
    link="https://news.example/1", matched=('"الضمانات الأمنية"',),
)  # fmt: skip
LOOPBACK = Allowed.of(["127.0.0.1"])


@asynccontextmanager
async def receiver(answer: bytes, *, hold: float = 0, endless: bool = False) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that gives every request the same answer, and what it was sent."""
    seen: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        seen.append(head + await reader.readexactly(length))
        try:
            await asyncio.sleep(hold)
            writer.write(answer)
            while endless:
                writer.write(b"x" * 1000)
                await writer.drain()
                await asyncio.sleep(0.001)
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/hook", seen
    server.close()


def status(line: str, *headers: str, body: str = "") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {line}", f"Content-Length: {len(body)}", *headers, "", body]).encode()


@asynccontextmanager
async def sender(allowed: Allowed = LOOPBACK, timeout_s: float = 5) -> AsyncIterator[WebhookSender]:
    transport = GuardedTransport(allowed)
    yield WebhookSender(transport, timeout_s)
    await transport.aclose()


async def test_a_receiver_with_either_secret_can_tell_that_the_message_is_ours() -> None:
    secrets = [new_secret(), new_secret()]
    body = encoded(event_of(NEWS))
    async with receiver(status("204 No Content")) as (url, seen), sender() as webhooks:
        outcome = await webhooks.send(url, secrets, "m1", body)
    assert (outcome.verdict, outcome.status) == (Verdict.ACCEPTED, 204)
    head, _, received = seen[0].partition(b"\r\n\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:] if not line.startswith("w"))
    headers |= {n.lower(): v for n, _, v in (line.partition(": ") for line in head.decode().split("\r\n")[1:])}
    assert received == body
    for secret in secrets:
        assert Webhook(secret).verify(received, headers)["type"] == "alert.matched"
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(received, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secrets[0]).verify(received.replace(b"x1", b"x2"), headers)


@pytest.mark.parametrize(
    ("answer", "verdict", "reason", "wish"),
    [
        (status("200 OK", body="fine"), Verdict.ACCEPTED, "accepted", None),
        (status("302 Found", "Location: http://127.0.0.1:1/"), Verdict.RETRY, "redirect", None),
        (status("410 Gone"), Verdict.GONE, "gone", None),
        (status("503 Service Unavailable", "Retry-After: 120"), Verdict.RETRY, "status", 120.0),
        (status("400 Bad Request"), Verdict.RETRY, "status", None),
        (b"nonsense", Verdict.RETRY, "connection", None),
    ],
)
async def test_only_2xx_is_acceptance(answer: bytes, verdict: Verdict, reason: str, wish: float | None) -> None:
    async with receiver(answer) as (url, seen), sender() as webhooks:
        outcome = await webhooks.send(url, [new_secret()], "m1", b"{}")
    assert (outcome.verdict, outcome.reason, outcome.retry_after_s) == (verdict, reason, wish)
    assert len(seen) == 1


async def test_a_slow_receiver_is_left_in_time() -> None:
    async with receiver(status("200 OK"), hold=3) as (url, _), sender(timeout_s=0.2) as webhooks:
        outcome = await webhooks.send(url, [new_secret()], "m1", b"{}")
    assert (outcome.verdict, outcome.reason) == (Verdict.RETRY, "timeout")


async def test_an_endless_answer_is_read_no_further_than_its_beginning() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"
    async with receiver(answer, endless=True) as (url, _), sender() as webhooks:
        outcome = await webhooks.send(url, [new_secret()], "m1", b"{}")
    assert outcome.verdict is Verdict.ACCEPTED
    assert len(outcome.detail) <= EXCERPT_BYTES


async def test_a_private_address_gets_no_packet_unless_it_is_allowed() -> None:
    async with receiver(status("200 OK")) as (url, seen), sender(Allowed.of([])) as webhooks:
        outcome = await webhooks.send(url, [new_secret()], "m1", b"{}")
        for hostile in ("file:///etc/passwd", "http://[::1]/", "http://169.254.169.254/latest", "http://0x7f.1/"):
            assert (await webhooks.send(hostile, [new_secret()], "m1", b"{}")).verdict is Verdict.RETRY
    assert (outcome.verdict, outcome.reason) == (Verdict.RETRY, "forbidden_address")
    assert "FIHRIS_WEBHOOK_ALLOW" in outcome.detail
    assert seen == []


async def test_a_name_that_changes_its_address_is_checked_where_it_connects() -> None:
    asked: list[str] = []

    async def ask(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]

    transport = GuardedTransport(Allowed.of([]), ask=ask)
    assert await transport.address_of("moving.example", 80) == "93.184.216.34"
    outcome = await WebhookSender(transport, 2).send("http://moving.example/", [new_secret()], "m", b"{}")
    await transport.aclose()
    assert outcome.reason == "forbidden_address"


async def test_nobody_there_is_tried_again_later() -> None:
    async with sender() as webhooks:
        outcome = await webhooks.send(f"http://127.0.0.1:{free_port()}/", [new_secret()], "m1", b"{}")
    assert (outcome.verdict, outcome.reason) == (Verdict.RETRY, "connection")


@given(st.integers(0, 20), st.one_of(st.none(), st.floats(0, 1e7)), st.floats(0, 1))
def test_waits_follow_the_schedule_and_then_end(attempts: int, wish: float | None, chance: float) -> None:
    wait = wait_s(attempts, wish, lambda: chance)
    assert (wait is None) == (attempts >= len(WAITS_S))
    if wait is not None:
        assert wait >= WAITS_S[attempts]
        assert wait <= 1.2 * LONGEST_WAIT_S


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("9" * 30, LONGEST_WAIT_S), ("Wed, 14 Jan 2026 06:31:00 GMT", 60.0), ("soon", None), (None, None),
     ("Wed, 14 Jan 2020 06:31:00 GMT", 0.0), ("-5", None)],
)  # fmt: skip
def test_the_wish_of_a_receiver_is_read_in_both_forms(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, AT) == seconds


@pytest.mark.parametrize(
    ("rate", "zone", "moment"),
    [("immediate", "UTC", "2026-01-14T06:30"), ("hourly", "UTC", "2026-01-14T07:00"),
     ("hourly", "Asia/Kolkata", "2026-01-14T07:30"), ("daily", "Asia/Riyadh", "2026-01-15T04:00"),
     ("daily", "America/New_York", "2026-01-14T12:00"), ("weekly", "Asia/Riyadh", "2026-01-18T04:00")],
)  # fmt: skip
def test_digests_leave_in_the_owners_time(rate: str, zone: str, moment: str) -> None:
    assert due(rate, AT, ZoneInfo(zone)) == datetime.fromisoformat(f"{moment}:00+00:00")


def letterhead() -> Letterhead:
    environment = Environment(loader=PackageLoader("alerts.deliver"), autoescape=True)
    return Letterhead("alerts@fihris.example", environment.get_template("mail.html"))


def reader() -> Reader:
    return Reader("desk@news.example", "ar", {"a1": "https://f.example/u/1"}, "https://f.example/u/all")


def parsed(mail: bytes) -> Any:
    return email.message_from_bytes(mail, policy=default)


def test_a_mail_has_both_parts_a_direction_and_a_way_out() -> None:
    mail = parsed(compose([NEWS], reader(), letterhead(), "n1"))
    assert mail["List-Unsubscribe"] == "<https://f.example/u/1>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["To"] == "desk@news.example"
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "الضمانات الأمنية" in text
    assert 'dir="rtl"' in page
    assert "&lt;b&gt;" in page
    assert "<b>إن" not in page
    assert "\u202e" not in text


def test_a_digest_groups_by_alert_and_leaves_by_the_common_door() -> None:
    other = News("n2", Event.UPDATED, AT, "a2", "الطاقة", "s:2", "x2", "تصحيح السعر", told_id="x0", told_title="السعر")
    gone = News("n3", Event.RETRACTED, AT, "a2", "الطاقة", "s:3", "x3", "إلغاء", told_id="x9", told_title="خبر سابق")
    mail = parsed(compose([NEWS, other, gone], reader(), letterhead(), "d1"))
    assert mail["List-Unsubscribe"] == "<https://f.example/u/all>"
    text = mail.get_body(("plain",)).get_content()
    assert text.index("الضمانات") < text.index("الطاقة")
    assert "خبر سابق" in text
    assert mail["Message-ID"] == "<d1@fihris.example>"


def test_names_cannot_write_headers_or_turn_the_line() -> None:
    hostile = News("n1", Event.MATCHED, AT, "a1", "x\r\nBcc: all@x", "s", "a", "t\nSubject: y\u202e")
    mail = parsed(compose([hostile], reader(), letterhead(), "n1"))
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject")) == 1
    assert "\n" not in one_line("a\r\nb")
    assert isolated("\u202eabc\u2066").count("\u2068") == 1


async def test_a_mail_arrives_at_a_real_server() -> None:
    arrived: list[Any] = []

    class Keep(Message):
        def handle_message(self, message: Any) -> None:
            arrived.append(message)

    controller = Controller(Keep(), hostname="127.0.0.1", port=free_port())
    controller.start()
    settings = DeliverySettings(
        smtp_host="127.0.0.1", smtp_port=controller.port, smtp_security="none", smtp_from="alerts@fihris.example"
    )
    mail = compose_notice("توقفت الوجهة", "توقف الإرسال إليها", reader(), letterhead(), "n9")
    try:
        outcome = await MailSender(settings).send("desk@news.example", mail)
    finally:
        controller.stop()
    assert (outcome.verdict, MailSender(settings).ready) == (Verdict.ACCEPTED, True)
    assert parsed(arrived[0].as_bytes())["Subject"] == "توقفت الوجهة"
    later = await MailSender(settings).send("desk@news.example", mail)
    assert (later.verdict, later.reason) == (Verdict.RETRY, "connection")
    nowhere = await MailSender(DeliverySettings()).send("desk@news.example", mail)
    assert nowhere.reason == "no_mail_server"


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=3))
def test_whatever_the_words_the_bytes_are_json_and_signed(title: str, names: Sequence[str]) -> None:
    news = News("n1", Event.MATCHED, AT, "a1", "x", "s", "a", title, agencies=tuple(names))
    body = encoded(event_of(news))
    secret = new_secret()
    now = int(datetime.now(UTC).timestamp())
    assert Webhook(secret).verify(body, signed_headers([secret], "m", now, body))["data"]["article"]["id"] == "a"
    assert trial_event("e1", AT)["type"] == "endpoint.test"
