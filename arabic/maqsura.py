"""The Farsi yeh at the end of a word, which may stand for ي or for ى.

Texts from Farsi and Urdu keyboards write علی for both علي (a name) and على (a preposition). The words that end in
alef maqsura are few enough to list; every other word ends in yeh.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from arabic.fold import fold

if TYPE_CHECKING:
    from arabic.align import AlignedText

_FARSI_YEH = "ی"
_WORD = re.compile(rf"(?<![^\W\d_])([^\W\d_]+){_FARSI_YEH}(?![^\W\d_])")
_MAQSURA = """
    على إلى حتى متى لدى مدى سوى عسى بلى إحدى أخرى كبرى صغرى أولى وسطى عظمى فصحى قصوى أقصى أعلى أدنى أغنى أقوى
    أسمى أولى مستوى محتوى قوى مبنى معنى مرمى مرسى مجرى مأوى منحى مسعى مسمى مشفى مستشفى ملتقى منتدى مقهى ملهى
    ممشى مستثنى منفى ملغى مصفى مرضى قتلى جرحى أسرى موتى غرقى هلكى ثكلى يتامى نصارى سكارى فتوى دعوى شكوى عدوى
    جدوى تقوى بلوى سلوى نجوى ذكرى بشرى شورى كسرى حمى منى هدى ندى ليلى سلمى لبنى مصطفى موسى عيسى يحيى مرتضى مجتبى
    كبرى صدى أذى رضى غنى فتى قرى رؤى خطى دمى ذرى يرى ترى نرى أرى رأى جرى مضى قضى أعطى ألقى التقى انتهى اشترى
    أجرى تولى يتولى تتولى تلقى يتلقى تتلقى أبدى أدلى أدى نفى بنى رمى سعى يسعى تسعى يبقى تبقى يخشى تخشى ينسى تنسى
    يلقى تلقى تخطى يتخطى تتخطى تعدى تحدى يتحدى تتحدى تصدى يتصدى اكتفى استدعى أوصى أحصى أفضى غطى صلى أنهى ألغى
    أبقى أمضى أخفى أغرى أوحى ادعى استولى استثنى اقتضى ارتقى ارتضى احتوى انحنى استغنى تبنى يتبنى تتبنى تمنى يتمنى
    تخلى يتخلى
    """
# Before or after these علی is the name.
_NAME_BEFORE = (
    "الشيخ السيد الدكتور المرشد الإمام محمد أحمد حسين حسن بن أبو الحاج القاضي العميد اللواء الملا عبد سيد مير"
)
_NAME_AFTER = "عبد عبدالله خامنئي خامنئی أكبر لاريجاني السيستاني صالح بن آل شمخاني باقري رضا أصغر"
_NAME = "علي"
_CLITICS = ("", "و", "ف", "ال", "وال", "بال", "لل", "ب", "ل", "ولل", "فال", "وب", "ول", "كال")
_LETTERS = re.compile(r"[^\W\d_]+")


def restore_maqsura(text: AlignedText) -> AlignedText:
    """The same text with ى for a Farsi yeh that ends a word which is written with it."""
    if _FARSI_YEH not in text.text:
        return text
    return text.sub(_WORD, lambda match: match[1] + ("ى" if _ends_in_maqsura(match) else _FARSI_YEH))


def _ends_in_maqsura(match: re.Match[str]) -> bool:
    key = fold(match.group())
    listed = any(key.startswith(clitic) and key[len(clitic) :] in _words() for clitic in _CLITICS)
    return listed and not (key == _NAME and _is_name(match))


def _is_name(match: re.Match[str]) -> bool:
    text = match.string
    before = _LETTERS.findall(text[max(0, match.start() - 20) : match.start()])
    after = _LETTERS.search(text[match.end() : match.end() + 20])
    led = bool(before) and fold(before[-1]) in _keys(_NAME_BEFORE)
    return led or (after is not None and fold(after.group()) in _keys(_NAME_AFTER))


@cache
def _words() -> frozenset[str]:
    return _keys(_MAQSURA)


@cache
def _keys(listed: str) -> frozenset[str]:
    return frozenset(map(fold, listed.split()))
