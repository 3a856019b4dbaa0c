"""The sentences of mails and feeds, in Arabic and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alerts.model import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

_FEW: Final = range(3, 11)
_MANY: Final = range(11, 100)


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words; `{…}` are filled in."""

    language: str
    direction: str
    labels: Mapping[Event, str]
    matched: str
    replaces: str
    stop_one: str
    stop_all: str
    rest: str
    disabled_subject: str
    disabled_text: str
    test_subject: str
    test_text: str
    sender: str


ARABIC: Final = Wording(
    language="ar",
    direction="rtl",
    labels={Event.MATCHED: "خبر", Event.UPDATED: "تصحيح", Event.RETRACTED: "سُحب الخبر"},
    matched="ما طابق",
    replaces="سبق أن وصلك بعنوان",
    stop_one="إيقاف رسائل التنبيه {name}",
    stop_all="إيقاف كل رسائل فهرس إلى هذا العنوان",
    rest="و{count} لم تُعرض هنا؛ تجدها كلها في سجل التنبيه.",
    disabled_subject="عُطّل عنوان تنبيهات: {name}",
    disabled_text=(
        "لم يقبل العنوان {name} رسائل التنبيهات ({reason})، فأوقف فهرس الإرسال إليه. "
        "أصلح الخلل ثم أعد تفعيل العنوان، ثم اطلب إعادة إرسال ما فات."
    ),
    test_subject="رسالة تجريبية من فهرس",
    test_text="وصلت هذه الرسالة، فستصل رسائل التنبيهات إلى هذا العنوان.",
    sender="فهرس",
)
ENGLISH: Final = Wording(
    language="en",
    direction="ltr",
    labels={Event.MATCHED: "News", Event.UPDATED: "Correction", Event.RETRACTED: "Withdrawn"},
    matched="Matched",
    replaces="You were told of it as",
    stop_one="Stop mails of the alert {name}",
    stop_all="Stop all mails of Fihris to this address",
    rest="And {count} not shown here; the alert's log has them all.",
    disabled_subject="An endpoint of your alerts is disabled: {name}",
    disabled_text=(
        "The endpoint {name} did not accept messages of alerts ({reason}), so Fihris no longer sends to it. "
        "Mend it, enable it again, and ask for a replay of what it missed."
    ),
    test_subject="A test message from Fihris",
    test_text="This message has arrived, and so will those of alerts.",
    sender="Fihris",
)


def wording(language: str) -> Wording:
    """The words of a language; English where there are none."""
    return ARABIC if language == "ar" else ENGLISH


def counted(number: int, language: str) -> str:
    """A number of news items as people say it: Arabic has a dual, and three forms beyond it."""
    if language != "ar":
        return "1 article" if number == 1 else f"{number:,} articles"
    if number in {1, 2}:
        return "خبر واحد" if number == 1 else "خبران"
    last = number % 100
    noun = "أخبار" if last in _FEW else "خبرًا" if last in _MANY else "خبر"
    return f"{number} {noun}"
