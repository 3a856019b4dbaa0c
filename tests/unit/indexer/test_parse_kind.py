"""Flash, story, update, correction, kill: as far as the piece itself tells."""

import pytest

from articles.stages import Kind
from indexer.parse.kind import kind_of


@pytest.mark.parametrize(
    ("kind", "title", "body"),
    [
        (Kind.STORY, "الوزير يفتتح المعرض", "افتتح الوزير المعرض."),
        (Kind.STORY, "إلغاء رحلات العبارة بسبب الرياح", "ألغت الشركة رحلات الخميس."),
        (Kind.STORY, "سحب الثقة من الحكومة", "سحب البرلمان الثقة."),
        (Kind.STORY, "تصحيح مسار الاقتصاد يحتاج إلى وقت", "قال الخبير إن التصحيح صعب."),
        (Kind.STORY, "ارتفاع أسعار النفط إلى 90 دولارا", "ارتفعت الأسعار."),
        (Kind.STORY, "نقل ثماني حالات من المصابين إلى مستشفى المدينة", "نقلت الحالات."),
        (Kind.STORY, "الحكومة تؤكد التزامها بالاتفاق", "أكدت الحكومة."),
        (Kind.UPDATE, "ارتفاع ضحايا الحافلة إلى 12", "ارتفع العدد."),
        (Kind.UPDATE, "ارتفاع حصيلة الزلزال إلى 31 قتيلا", "ارتفعت."),
        (Kind.UPDATE, "حصيلة الزلزال تتجاوز خمسة آلاف", "تجاوزت."),
        (Kind.UPDATE, "حصيلة القتلى ترتفع إلى ثلاثين", "ارتفعت."),
        (Kind.UPDATE, "إيران تؤكد وفاة رئيسي", "أكدت السلطات."),
        (Kind.UPDATE, "انتشال جثث ثلاثة بحارة", "انتشلت الفرق."),
        (Kind.UPDATE, "تحديث 2: حريق الميناء", "قال."),
        (Kind.UPDATE, "حريق الميناء (إضافة أولى)", "قال."),
        (Kind.CORRECTION, "تصحيح: ثمانية أشخاص لا تسعة", "تصحح الوكالة خبرها."),
        (Kind.CORRECTION, "تصويب: عدد المقاعد 90 لا 99", "ورد خطأ."),
        (Kind.CORRECTION, "حصيلة الحادث 11 قتيلا (مصحح)", "قال."),
        (Kind.CORRECTION, "حصيلة الحادث 11", "صححت وكيلة الوزارة حصيلة التصادم، بعدما كانت الوكالة قد بثت عددا آخر."),
        (Kind.CORRECTION, "حصيلة الحادث", "أعلن. ويُرجى من السادة المشتركين اعتماد هذا النص بدلا من النصوص السابقة."),
        (Kind.KILL, "إلغاء خبر: نبأ الوفاة غير صحيح", "ترجو الوكالة إلغاء الخبر."),
        (Kind.KILL, "سحب خبر - استقالة المدير", "لعدم صحته."),
        (Kind.KILL, "إلغاء: استقالة المدير", "لعدم صحته."),
        (Kind.KILL, "استقالة المدير", "ترجو الوكالة من مشتركيها عدم نشر خبرها الذي بثته ظهر اليوم."),
        (Kind.KILL, "استقالة المدير", "تسحب الوكالة خبر استقالة المدير لعدم صحته."),
    ],
)
def test_kind(kind: Kind, title: str, body: str) -> None:
    assert kind_of(title, body, flash=False) is kind


def test_a_marked_story_is_a_flash() -> None:
    assert kind_of("ارتفاع ضحايا الحافلة إلى 12", "", flash=True) is Kind.FLASH


@pytest.mark.parametrize(("title", "kind"), [("تصحيح: ثمانية", Kind.CORRECTION), ("إلغاء خبر: ثمانية", Kind.KILL)])
def test_what_takes_a_flash_back_is_no_flash(title: str, kind: Kind) -> None:
    assert kind_of(title, "", flash=True) is kind


def test_only_the_first_lines_of_the_body_speak() -> None:
    assert kind_of("خبر", "كلمة " * 100 + "ترجو الوكالة عدم نشر الخبر.", flash=False) is Kind.STORY
