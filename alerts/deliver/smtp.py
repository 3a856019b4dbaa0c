"""Hands mails to a mail server, and says whether it took them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import aiosmtplib

from alerts.deliver.isolates import one_line
from alerts.deliver.outcome import Outcome, Verdict

if TYPE_CHECKING:
    from alerts.deliver.settings import DeliverySettings

_PERMANENT: Final = range(500, 600)
# Refusals of us (no login, no protection), not of the mail: they end when somebody mends the settings.
_OURS: Final = frozenset({502, 503, 504, 523, 530, 534, 535, 538})
_DETAIL: Final = 300
# None lets the server decide.
_START_TLS: Final = {"auto": None, "starttls": True, "tls": False, "none": False}


class MailSender:
    """Sends each mail over a connection of its own, so that one failure is nobody else's."""

    def __init__(self, settings: DeliverySettings) -> None:
        self._settings = settings

    @property
    def ready(self) -> bool:
        """Whether a mail server is set."""
        return self._settings.smtp_host is not None

    async def send(self, address: str, mail: bytes) -> Outcome:
        """One attempt; never raises for what the server or the network does."""
        began = time.monotonic()
        verdict, reason, status, detail = await self._attempt(address, mail)
        took = round((time.monotonic() - began) * 1000)
        return Outcome(verdict, reason, status, one_line(detail, _DETAIL), took_ms=took)

    async def _attempt(self, address: str, mail: bytes) -> tuple[Verdict, str, int | None, str]:
        settings = self._settings
        if not settings.smtp_host:
            return Verdict.RETRY, "no_mail_server", None, "no mail server is set (FIHRIS_SMTP_HOST)"
        try:
            _, answer = await aiosmtplib.send(
                mail,
                sender=settings.sender,
                recipients=[address],
                hostname=settings.smtp_host,
                port=settings.smtp_port,
                username=settings.smtp_username,
                password=settings.password,
                use_tls=settings.smtp_security == "tls",
                start_tls=_START_TLS[settings.smtp_security],
                timeout=settings.smtp_timeout_s,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _refused(error.recipients[0].code, error.recipients[0].message)
        except aiosmtplib.SMTPResponseException as error:
            return _refused(error.code, error.message)
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            return Verdict.RETRY, "connection", None, str(error) or type(error).__name__
        return Verdict.ACCEPTED, "accepted", 250, answer


def _refused(status: int, message: str) -> tuple[Verdict, str, int, str]:
    final = status in _PERMANENT and status not in _OURS
    return (Verdict.REFUSED if final else Verdict.RETRY), "status", status, message
