"""Raw copy becomes plain Arabic text, and every character of it leads back."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.parse.clean import clean


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("سطر\r\nسطر\rسطر", "سطر\nسطر\nسطر"),
        ("\ufeffعاجل", "عاجل"),
        ("قال&nbsp;الوزير &quot;نعم&quot; &#37; &#x62B;", 'قال الوزير "نعم" % ث'),
        ("مزدوج &amp;quot;ترميز&amp;quot;", 'مزدوج "ترميز"'),
        ("غير &معروف; &zzz; & وحده", "غير &معروف; &zzz; & وحده"),
        ("<p>فقرة</p>نص <b>غليظ</b>", "\nفقرة\nنص غليظ"),
        ("سطر<br />سطر", "سطر\nسطر"),
        ("&lt;p&gt;مرمز&lt;/p&gt;", "\nمرمز\n"),
        ("قبل<script>var x = '<p>';</script>بعد", "قبل\nبعد"),
        ("قبل<!-- ملاحظة -->بعد", "قبل\nبعد"),
        ("5 < 6 و<الوزير> قال", "5 < 6 و<الوزير> قال"),
        ("كلـــمة \u200fهنا\u200e", "كلمة هنا"),
        ("ﺟﻤﻴﻊ ﷲ ﻻ", "جميع الله لا"),
        ("الوزیر فی تهران ۔", "الوزير في تهران ."),
        ("إلی المدینة", "إلى المدينة"),
        ("مسافات    كثيرة\tوجدول", "مسافات كثيرة وجدول"),
        ("ا\u0654من", "أمن"),
        ("حرف\x00تحكم\x07هنا", "حرفتحكمهنا"),
    ],
)
def test_what_readers_mean_is_kept_and_the_rest_goes(raw: str, text: str) -> None:
    assert clean(raw).text == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("بـ39 مقعدا", "بـ39 مقعدا"),
        ('لـ"هبوط صعب"', 'لـ"هبوط صعب"'),
        ("الـ12 من الشهر", "الـ12 من الشهر"),
        ("1445هـ", "1445هـ"),
        ("والـ«هدنة»", "والـ«هدنة»"),
        ("بــ39", "بـ39"),
        ("الكـــريم", "الكريم"),
        ("لـبنان", "لبنان"),
        ("القاهرة ـ أ ش أ", "القاهرة – أ ش أ"),
    ],
)
def test_a_tatweel_that_is_spelling_or_a_dash_stays(raw: str, text: str) -> None:
    assert clean(raw).text == text


def test_a_private_character_of_the_source_is_not_taken_for_a_tatweel() -> None:
    assert "\ue000" in clean("رمز \ue000 ثم بـ39").text


def test_other_languages_keep_their_letters() -> None:
    assert clean("یہ خبر ہے", arabic=False).text == "یہ خبر ہے"


def test_offsets_lead_back_through_every_repair() -> None:
    raw = "<p>قال رئیسی &quot;نعم&quot;</p>"
    text = clean(raw)
    start = text.text.index("رئيسي")
    begin, end = text.raw_span(start, start + 5)
    assert raw[begin:end] == "رئیسی"
    quote = text.text.index('"')
    begin, end = text.raw_span(quote, quote + 1)
    assert raw[begin:end] == "&quot;"


@given(st.text(max_size=200))
def test_any_text_stays_aligned(raw: str) -> None:
    text = clean(raw)
    assert len(text.starts) == len(text.ends) == len(text.text)
    assert all(0 <= start <= end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True))
    assert list(text.starts) == sorted(text.starts)


@given(st.text(alphabet="<>/pb &;#ampquot\n", max_size=120))
def test_broken_markup_is_safe(raw: str) -> None:
    assert len(clean(raw).text) <= len(raw)


@pytest.mark.parametrize(
    "piece", ["<", "<p", "<script>", "<!--", "&", "&amp;", "ـ", "\u200f", " ", "&lt;p&gt;", "ا\u0654"]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    clean(piece * (200_000 // len(piece)) + "نص")
    assert time.process_time() - started < 5
