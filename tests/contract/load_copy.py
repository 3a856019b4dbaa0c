"""A stream of copy as desks send it, made for tests: events with flashes, updates, reprints, edits and kills."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CITIES = ("المنيا", "سوسة", "صيدا", "البصرة", "إربد", "صلالة", "وهران", "طنجة", "حمص", "تعز", "نواكشوط", "بورتسودان")
_EVENTS = ("حريق", "انهيار", "تصادم", "سيول", "احتجاج", "معرض", "مؤتمر", "محاكمة", "إضراب", "اكتشاف", "زلزال", "مهرجان")
_OBJECTS = ("مخزن", "جسر", "حافلة", "سوق", "مصنع", "ميناء", "مدرسة", "متحف", "مستشفى", "سد", "محطة", "فندق")
_WORDS = """
أعلن مصدر مسؤول أن الجهات المختصة تتابع الموقف منذ الصباح وقال شهود إن السكان تجمعوا قرب المكان
بينما وصلت فرق الإنقاذ وباشرت عملها وأضاف المتحدث أن التحقيق مستمر لمعرفة الأسباب وأن النتائج ستعلن
قريبا ودعا إلى الهدوء
""".split()  # noqa: SIM905 - reads as the text it makes.
_DESKS = ("وكالة الساحل", "وكالة الواحة", "وكالة الجبل")


def write_stream(path: Path, count: int, *, seed: int = 7) -> None:
    """JSON lines of `count` articles."""
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in stream(count, seed)), "utf-8")


def stream(count: int, seed: int) -> Iterator[dict[str, str]]:
    random, sent = Random(seed), list[dict[str, str]]()
    while len(sent) < count:
        one = _next(random, sent, len(sent))
        sent.append(one)
        yield one


def _next(random: Random, sent: list[dict[str, str]], number: int) -> dict[str, str]:
    stories = [one for one in sent[-20:] if one["kind"] == "story"]
    if not stories or number % 3 == 0:
        return _story(random, number)
    other, choice = random.choice(stories), random.randrange(10)
    if choice < 4:
        return {**other, "agency": "بوابة " + random.choice(_CITIES), "text": other["text"].replace("أن ", "ان ", 1)}
    if choice < 6:
        return {**other, "text": other["text"] + f"\n\nوأضيفت إلى النص فقرة {number}."}
    if choice < 7:
        return {**other, "kind": "kill", "title": f"إلغاء خبر: {other['title']}", "text": "يلغى الخبر لعدم دقته."}
    return {
        **other,
        "kind": "update",
        "title": f"تحديث: {other['title']}",
        "text": other["text"] + " " + _text(random, 20),
    }


def _story(random: Random, number: int) -> dict[str, str]:
    city, event, thing = random.choice(_CITIES), random.choice(_EVENTS), random.choice(_OBJECTS)
    return {
        "title": f"{event} في {thing} الحي {number} بمدينة {city}",
        "text": f"شهدت مدينة {city} {event} في {thing} الحي {number} فجرا. {_text(random, 60)}",
        "agency": random.choice(_DESKS),
        "date": f"2025-0{1 + number % 9}-1{number % 10}",
        "kind": "story",
    }


def _text(random: Random, words: int) -> str:
    return " ".join(f"{random.choice(_WORDS)}" for _ in range(words)) + f" {random.randrange(10**6)}."
