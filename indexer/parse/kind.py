"""What a piece of copy is to its story, as far as the piece itself tells."""

from __future__ import annotations

import re

from arabic.fold import fold
from articles.stages import Kind

_ITEM = r"(?:خبر|خبري|الخبر|نبا|نص|النص|ماده|الماده|برقيه|خبرين|اخبار|تقرير|التقرير|صوره|الصوره)"
_KILL_TITLE = re.compile(
    rf"^[\W_]*(?:(?:الغاء|سحب|حذف|ابطال)\s*(?:و?(?:الغاء|سحب))?\s*(?:{_ITEM}\b|[:：|–—-])|kill\b|story killed|الخبر ملغي|ملغي\b|ملغاه\b)|"
    r"(?:تعتذر|نعتذر) عن (?:خبر|نشر)"
)
_KILL_BODY = re.compile(
    rf"(?:ترجو|نرجو|يرجي|الرجاء|تطلب|نطلب|تهيب|يطلب|تلغي|تسحب)\b.{{0,80}}?(?:الغاء|سحب|عدم نشر|عدم استخدام|اهمال|تجاهل|حذف|تلغي|تسحب)?.{{0,25}}?"
    rf"(?:الغاء|سحب|عدم نشر|عدم استخدام|اهمال|تجاهل|حذف)\b.{{0,25}}?\b{_ITEM}"
)
_CORRECTION_TITLE = re.compile(
    r"^[\W_]*(?:تصحيح|تصويب|استدراك|تنويه وتصحيح|توضيح وتصحيح|اعاده مع تصحيح|مصحح|مصححه|correction|corrected|recast)\b|\((?:تصحيح|مصحح|تصويب)\)"
)
_CORRECTION_BODY = re.compile(
    r"^.{0,30}(?:تصحح|صححت|نصحح|تصوب|تستدرك)\b.{0,40}(?:خبر|نص|حصيل|ورد|نشر|بثت|الوكال)|يرجي (?:من \S+ \S+ )?اعتماد هذا النص بدل|"
    r"فيما يلي النص المصحح|في ما يلي النص المصحح|ورد (?:خطا|بالخطا) في"
)
_UPDATE_TITLE = re.compile(
    r"^[\W_]*(?:تحديث|محدث|مستجدات|اضافه|اعاده|تفاصيل اضافيه|مزيد من التفاصيل|متابعه|update)\b(?:\s*\d+)?\s*[:：|)\]–—/-]|"
    r"[(\[/–-]\s*(?:تحديث|محدث|محدثه|اضافه(?: \S+)?|تفاصيل|update)(?:\s*\d+)?\s*[)\]]?\s*$"
)
_TOLL = r"(?:ضحايا|حصيله|قتلي|القتلي|وفيات|الوفيات|شهداء|الشهداء|جرحي|الجرحي|مصابين|مصابي|المصابين|الاصابات|اصابات|غرقي|مفقودين|المفقودين|الحصيله|الضحايا)"
_RISEN = re.compile(rf"\b(?:ارتفاع|ارتفعت|ارتفع|يرتفع|ترتفع|تصاعد|زياده|صعود)\s+(?:عدد |حصيله |اعداد |محصله )?(?:ال)?{_TOLL}\b.*\b(?:ل|الي|ل\d+)\b|"
                    rf"\b(?:ارتفاع|ارتفعت|ارتفع|يرتفع|ترتفع)\s+(?:عدد |حصيله |اعداد )?{_TOLL}\b|\b{_TOLL}.{{0,40}}\b(?:ترتفع|يرتفع|ارتفعت|ارتفع) الي\b")  # fmt: skip
_CONFIRMED = re.compile(
    r"\b(?:ي|ت)(?:و|ؤ)كد(?:ون|ان)?\s+(?:نبا\s+|خبر\s+)?(?:وفاه|مقتل|مصرع|اغتيال|استشهاد|موت|رحيل|تحطم|سقوط|غرق|وقوع|اعتقال|استقاله)\b|"
    r"^تاكيد (?:وفاه|مقتل|مصرع|اغتيال|تحطم|رحيل|موت)\b|\b(?:العثور علي|انتشال) (?:جثه|جثث|جثمان|جثامين|حطام)\b"
)
_LEAD = 500


def kind_of(title: str, body: str, *, flash: bool) -> Kind:
    """The kind of an article. `flash` says that its headline was marked عاجل.

    An update is told only where the headline says that something known has moved on: a marker, a toll that rose,
    a death confirmed. Whether an article follows up another one is for the identity of stories to find.
    """
    headline, lead = fold(title), fold(body[:_LEAD])
    if _KILL_TITLE.search(headline) or _KILL_BODY.search(lead):
        return Kind.KILL
    if _CORRECTION_TITLE.search(headline) or _CORRECTION_BODY.search(lead):
        return Kind.CORRECTION
    if flash:
        return Kind.FLASH
    if _UPDATE_TITLE.search(headline) or _RISEN.search(headline) or _CONFIRMED.search(headline):
        return Kind.UPDATE
    return Kind.STORY
