"""Headlines without the marks of the wire, found once although printed twice."""

import pytest

from arabic.align import AlignedText
from indexer.parse.headline import best_first, is_flash_marker, read_headline, same_headline, without_outlet
from indexer.parse.lexicon import load_lexicon


def read(line: str) -> tuple[str, bool]:
    found = read_headline(AlignedText.of(line), load_lexicon())
    return found.text.text, found.flash


@pytest.mark.parametrize(
    ("line", "text", "flash"),
    [
        ("عاجل | هبوط صعب لمروحية", "هبوط صعب لمروحية", True),
        ("عاجل: مصرع تسعة", "مصرع تسعة", True),
        ("عاجل - وفاة الفنانة", "وفاة الفنانة", True),
        ("عاجل/ زلزال يضرب المدينة", "زلزال يضرب المدينة", True),
        ("#عاجل | زلزال", "زلزال", True),
        ("(عاجل) زلزال", "زلزال", True),
        ("خبر عاجل: زلزال", "زلزال", True),
        ("URGENT: زلزال", "زلزال", True),
        ("زلزال يضرب المدينة - عاجل", "زلزال يضرب المدينة", True),
        ("عاجل من الميدان إلى الوزارة", "عاجل من الميدان إلى الوزارة", False),
        ("تصحيح: ثمانية أشخاص لا تسعة", "تصحيح: ثمانية أشخاص لا تسعة", False),
        ("تصحيح - أبو زيد: 11 قتيلا", "تصحيح - أبو زيد: 11 قتيلا", False),
        ("إلغاء خبر: نبأ غير صحيح", "إلغاء خبر: نبأ غير صحيح", False),
        ("تحديث 2 - ماس كهربائي وراء الحريق", "ماس كهربائي وراء الحريق", False),
        ("(تحديث) مقتل ثلاثة", "مقتل ثلاثة", False),
        ("رياضي / ينبع تستضيف البطولة", "ينبع تستضيف البطولة", False),
        ("عام / أمطار على المنطقة", "أمطار على المنطقة", False),
        ("السجن لرجل الأعمال | اليوم السابع", "السجن لرجل الأعمال", False),
        ("لقاء بين الوزيرين قريباً - زاخاروفا", "لقاء بين الوزيرين قريباً - زاخاروفا", False),
        ("سوسة: السجن 12 سنة", "سوسة: السجن 12 سنة", False),
    ],
)
def test_what_stays_of_a_headline(line: str, text: str, flash: bool) -> None:
    assert read(line) == (text, flash)


def test_the_slug_keeps_what_tells_the_kind() -> None:
    found = read_headline(AlignedText.of("عاجل | تحديث: ارتفاع الحصيلة"), load_lexicon())
    assert (found.text.text, found.slug) == ("ارتفاع الحصيلة", "تحديث: ارتفاع الحصيلة")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("هبوط صعب لمروحية", "هبوط صعب لمروحية"),
        ("ارتفاع الحصيلة إلى 31 قتيلا", "ارتفاع الحصيلة إلى 31 قتيلاً"),
        ("الشربيني: نقل المصابين", "الشربينى : نقل المصابين"),
        ("تكليف سلام تشكيل الحكومة بعد نيله تأييد 84 نائبا", "تكليف سلام بتشكيل الحكومة بعد نيله تأييد 84 نائبا"),
        ("مزارعو الورد في الطائف يبكرون...", "مزارعو الورد في الطائف يبكرون القطاف"),
    ],
)
def test_two_prints_of_one_headline(one: str, other: str) -> None:
    assert same_headline(one, other)
    assert same_headline(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("هبوط صعب لمروحية", "العثور على حطام المروحية"),
        ("هبوط صعب", "هبوط صعب لمروحية في موكب الرئيس"),
        ("لقاء", "بقاء"),
        ("...", "خبر"),
        ("", ""),
        ("كلمة " * 200, "كلمه " * 150),
    ],
)
def test_different_headlines(one: str, other: str) -> None:
    assert not same_headline(one, other)


@pytest.mark.parametrize(
    ("line", "flash"), [("عاجل", True), ("عاجل :", True), ("[عاجل]", True), ("عاجل: زلزال", False)]
)
def test_a_line_that_only_says_urgent(line: str, flash: bool) -> None:
    assert is_flash_marker(line) is flash


def test_a_clipped_copy_comes_after_the_whole_one() -> None:
    clipped, whole = AlignedText.of("مزارعو الورد…"), AlignedText.of("مزارعو الورد يبكرون")
    assert best_first([clipped, whole]) == (whole, clipped)


@pytest.mark.parametrize(
    ("title", "agencies", "kept"),
    [
        ("لقاء في جنيف - سبوتنيك عربي", ("سبوتنيك عربي",), "لقاء في جنيف"),
        ("لقاء في جنيف - سبوتنيك عربي, 18.01.2022", ("سبوتنيك عربي",), "لقاء في جنيف"),
        ("لقاء في جنيف - رويترز", ("أ ف ب",), "لقاء في جنيف - رويترز"),
        ("لقاء في جنيف - زاخاروفا", ("سبوتنيك",), "لقاء في جنيف - زاخاروفا"),
        ("رويترز", ("رويترز",), "رويترز"),
    ],
)
def test_an_outlet_does_not_quote_itself(title: str, agencies: tuple[str, ...], kept: str) -> None:
    assert without_outlet(AlignedText.of(title), agencies, load_lexicon()).text == kept
