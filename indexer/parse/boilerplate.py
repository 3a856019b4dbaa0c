"""Lines and marks that belong to the page or the wire, not to the article: one named rule for each reason.

Rules read folded letters (`arabic.fold`), so that spelling makes no difference. A line that opens like one of
them but is a sentence of the story (شارك الوزير في الاجتماع.) stays: such rules bound the length and want no
full stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.parse.lexicon import Lexicon, key

if TYPE_CHECKING:
    from indexer.parse.lines import Line

_LONGEST = 300
_SHORT_WORDS = 14
_TAIL_WORDS = 12


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to cut a line: its name, what the folded line must match, the most words it may have."""

    name: str
    pattern: re.Pattern[str]
    most_words: int = 40
    may_end_sentence: bool = True


def _rule(name: str, pattern: str, most_words: int = 40, *, may_end_sentence: bool = True) -> Rule:
    return Rule(name, re.compile(pattern), most_words, may_end_sentence)


_SIGNS = r"[\W_]*"
# Above the headline only these are sure: a headline may well begin with شاهد or صور.
HEAD_RULES = frozenset(
    (
        "breadcrumb",
        "trail",
        "printed_at",
        "rule",
        "hashtags",
        "advertisement",
        "rights",
        "reading_time",
        "continued",
        "copy_button",
        "caption_note",
    )
)
RULES: tuple[Rule, ...] = (
    _rule("read_also", rf"{_SIGNS}(?:و?ا?قرا(?:و)?(?:ا)? (?:ايضا|المزيد|كذلك|التالي|في)|طالعو?ا? (?:ايضا|المزيد|ايضا)|طالع ايضا|"
          r"(?:شاهد|شاهدوا|تابع|استمع|اقراي|انظر|راجع)(?:وا|ي)? (?:ايضا|كذلك|ايضاً|بالصور|بالفيديو|الفيديو|الصور|المزيد|التفاصيل)|"
          r"(?:مواضيع|موضوعات|اخبار|مقالات|تقارير|مواد|قصص|روابط) (?:ذات|متعلق|مرتبط|مشابه|مقترح|مختار)|ذات صله|"
          r"(?:قد|ربما) (?:يهمك|يعجبك)|لا (?:يفوتك|يفوتكم|تفوت)|من ارشيف|الاكثر (?:قراءه|مشاهده|تداولا|شيوعا)|اخترنا لك|"
          r"المزيد (?:حول|من|عن|علي)|شاهد(?:وا)? (?:بالصور|بالفيديو|ايضا|الفيديو)|بالفيديو ?:|see also|read (?:more|also)|related)"),
    _rule("share", rf"{_SIGNS}(?:شارك(?:وا|ها|نا|نا|ونا)?|مشاركه|انشر(?:ها|ه)?|ارسل|ارسال|اطبع|طباعه|طبع|احفظ|نسخ|share|tweet|print|email|"
          r"whatsapp|facebook|twitter|telegram|فيسبوك|تويتر|واتساب|تلغرام|تيليغرام|انستغرام|يوتيوب)\b"
          r"(?:$|.*(?:\||»|الخبر|المقال|الموضوع|الصفحه|الرابط|الوصفه|القصه|التقرير|فيسبوك|تويتر|واتساب|تلغرام|صديق|اصدقا|مواقع التواصل|"
          r"facebook|twitter|email|طباعه|الفيديو|هذا|هذه)|[\W_]*$)", _SHORT_WORDS, may_end_sentence=True),
    _rule("follow", rf"{_SIGNS}(?:تابع(?:وا|ونا|نا|ي)?|اشترك(?:وا)?|انضم(?:وا)?|سجل(?:وا)?|حمل(?:وا)?|نزل(?:وا)?|زوروا|زر|استمع(?:وا)?|"
          r"شاهد(?:وا)?|تفضلوا بزياره|للاشتراك|للاعلان|للتواصل|راسلونا|اتصل(?:وا)? بنا|subscribe|follow)\b.*"
          r"(?:نا\b|علي (?:تلغرام|تيليغرام|تويتر|فيسبوك|يوتيوب|واتساب|انستغرام|google|غوغل|جوجل)|قناه|نشره|صفح|حساب|تطبيق|موقع|"
          r"الاخباريه|هنا|telegram|newsletter|us\b|app)", 20),
    _rule("more_at", rf"{_SIGNS}(?:ل?لمزيد|ولمزيد|لقراءه المزيد|لمتابعه|للاطلاع|للمتابعه|لمعرفه المزيد|لمشاهده).{{0,60}}"
          r"(?:زوروا|زياره|موقع|صفح|اضغط|انقر|هنا|تابعو|تطبيق|قنا|www|http)|(?:اضغط|انقر)(?:وا)? (?:هنا|علي)", 30),
    _rule("visitor", rf"{_SIGNS}(?:افكارك? و?تعليقات|تعليقات(?:ك|كم)?$|اضف تعليق|اكتب تعليق|اترك تعليق|شاركنا رايك|ما رايك|هل اعجبك|"
          r"قيم (?:هذا|المقال|الخبر)|تقييم (?:المقال|الخبر)|\d* ?تعليق(?:ا|ات)?$|التعليقات|لا توجد تعليقات|comments?\b)", _SHORT_WORDS),
    _rule("rights", r".*(?:©|®|\bcopyright\b|all rights reserved)|"
          rf"{_SIGNS}(?:جميع )?(?:ال)?حقوق (?:النشر|الطبع|الملكيه|محفوظ)|{_SIGNS}(?:جميع|كل|كافه) الحقوق|"
          rf"{_SIGNS}(?:يمنع|يحظر|لا يجوز|ممنوع) (?:النقل|النسخ|اعاده|نقل|نسخ|الاقتباس)|"
          rf"{_SIGNS}الاخبار المنشوره علي (?:الصفحه|الموقع)|{_SIGNS}(?:المقال|المقاله|الاراء|الماده) (?:ي|ت)عبر", 60),
    _rule("tags", rf"{_SIGNS}(?:وسوم|الوسوم|وسم|كلمات (?:دلاليه|مفتاحيه|البحث)|الكلمات (?:الدلاليه|المفتاحيه|الداله)|سمات|علامات|تاغات|"
          r"تاجات|tags?|keywords|هاشتاغ|هاشتاج|تصنيفات?|التصنيف|القسم)\s*[:：|]"),
    _rule("hashtags", r"[\W_]*(?:#\w+[\s،,|]*)+"),
    _rule("photo", rf"{_SIGNS}(?:ال)?(?:تصوير|عدسه|صوره|صور|كاميرا|مصور|photo|image|credit|فيديو|الصور|الصوره|انفوغرافيك|رسم)"
          r"\s*(?:ارشيفيه|تعبيريه|متداوله|خاصه|توضيحيه)?\s*(?:[:：]|\(|من\b.{0,30}$|$)", 24),
    _rule("caption_note", r"[\W_]*(?:صوره|صور|لقطه|مشهد) (?:ارشيفيه?|تعبيريه?|ارشيف|توضيحيه?)[\W_]*.{0,40}", 10),
    _rule("advertisement", rf"{_SIGNS}(?:اعلان(?:ات)?(?: (?:ممول|مدفوع|تجاري|خاص|ممول\w*))?|محتوي (?:اعلاني|ممول|مدعوم)|مساحه اعلانيه|advertisement|sponsored|ad)[\W_]*", 4),
    _rule("sponsor", r".*(?:برعايه|بدعم من|ممول من|تصميم و?تطوير|تصميم و?برمجه|تطوير وتصميم|powered by|developed by|designed by)\b", 14, may_end_sentence=False),
    _rule("newsletter", rf"{_SIGNS}(?:النشره (?:البريديه|الاخباريه)|نشرتنا|بريدك الالكتروني|ادخل بريدك)", 16),
    _rule("breadcrumb", r"(?:الرئيسيه|الصفحه الرئيسيه|الصفحه الاولي|home)\b\s*(?:$|[»>›/\\|«←:•-].*)", 16),
    _rule("trail", r"[^»›>]{2,30}(?:\s[»›>]\s[^»›>]{2,30}){1,5}", 14, may_end_sentence=False),
    _rule("translation", rf"{_SIGNS}(?:اعداد|تحرير|ترجمه|تدقيق|مراجعه|اعده|حرره|اعداد وتحرير|editing by|reporting by|كتابه|مونتاج)\b[^.]{{0,20}}[:：/]", 24),
    _rule("wire_editor", rf"{_SIGNS}(?:اعداد|تحرير|\(?اعداد) \S+ \S+.{{0,30}}(?:للنشره العربيه|للنشره)", 24),
    _rule("printed_at", rf"{_SIGNS}(?:نشر(?:ت)? (?:في|علي|بتاريخ|يوم|الساعه|قبل|منذ)|تاريخ النشر|اخر تحديث|تم (?:النشر|التحديث|نشره)|حدث(?:ت)? في|"
          r"تحديث (?:في|بتاريخ)|اضيف (?:في|بتاريخ)|وقت النشر|published|updated|last update)", 18, may_end_sentence=False),
    _rule("reading_time", rf"{_SIGNS}(?:(?:مده|وقت|زمن) القراءه|\d+ (?:دقيقه|دقائق) (?:قراءه|للقراءه)|\d+ ?(?:مشاهده|قراءه|قارئ|زائر)|عدد (?:المشاهدات|القراءات|الزوار))", 10),
    _rule("rule", r"[\W_]+"),
    _rule("continued", r"[\W_]*(?:يتبع|تستمر|تتمه|تابع|يستمر|انتهي|انتهت|نهايه الخبر|يليه|النهايه|للخبر بقيه|لنا عوده|يتبع لاحقا|more|end|ends|تم|خ ?ل ?ص)(?: ?\d+| اول| ثان\w?)?[\W_]*", 3),
    _rule("source", r"[\W_]*(?:المصدر|المصادر|مصدر الخبر|source)\s*[:：|]", 16),
    _rule("wire_end", r"[\W_]*(?:النهايه|انتهي|انتهت)[\W_]+(?:[^\W\d_]{1,3}[\s./]*){0,8}[\W_]*", 10),
    _rule("copy_button", rf"{_SIGNS}(?:نسخ الرابط|رابط مختصر|الرابط المختصر|https?://\S+|www\.\S+)", 8),
)  # fmt: skip
_TERMINATORS = ("يتبع", "تستمر", "تتمة", "تابع", "يستمر", "انتهى", "انتهت", "انتهي", "يليه")
INLINE = re.compile(
    rf"\s*(?:[(\[]\s*(?:{'|'.join(_TERMINATORS)})\s*[)\]]|(?://|-|–|—|/|\*|=)+\s*(?:انتهى|يتبع|انتهي)\s*(?://|-|–|—|/|\*|=)+)(?:\s|$)"
)
_INITIALS = re.compile(r"[\W_]*(?:[^\W\d_]{1,2}[\s./\\\-–|،]*){1,8}[\W_]*")
_CODE = re.compile(r"[\d\s:/\-–.,|]+(?:ت م|تم|جمت|غرينتش|gmt|utc|ص|م)?[\W_]*", re.IGNORECASE)
_SLASHED = re.compile(r"[\W_]*([^/|–\-]{1,30}?)\s*[/|–\-]\s*(.{0,60})")


def cut_rule(line: Line) -> str | None:
    """The rule by which a line is no part of any article, wherever it stands; None if it may be."""
    if len(line.folded) > _LONGEST:
        return None
    for rule in RULES:
        if line.words <= rule.most_words and rule.pattern.match(line.folded) and _whole(rule, line):
            return rule.name
    return None


_FULL = frozenset(("hashtags", "advertisement", "rule", "continued", "caption_note", "trail", "wire_end"))


def _whole(rule: Rule, line: Line) -> bool:
    if rule.name in _FULL and not rule.pattern.fullmatch(line.folded):
        return False
    return rule.may_end_sentence or not line.text.text.endswith(".")


def tail_rule(line: Line, lexicon: Lexicon) -> str | None:
    """The rule by which a line after the last paragraph is a signature of the wire; None if it is not."""
    folded = line.folded
    if _CODE.fullmatch(folded):
        return "wire_code"
    if line.words <= _SHORT_WORDS and _INITIALS.fullmatch(folded):
        return "initials"
    if line.text.text.endswith(".") and line.words > 3:  # noqa: PLR2004
        return None
    if lexicon.agency(line.text.text) is not None:
        return "agency_signature"
    match = _SLASHED.fullmatch(line.text.text)
    inner = match.group(1).strip("()[]/ ") if match else ""
    return "agency_signature" if key(inner) in lexicon.agencies and line.words <= _SHORT_WORDS else None


def is_loose(line: Line) -> bool:
    """Whether a last line is so short and unfinished that it is no paragraph, where paragraphs end in full stops."""
    return line.words <= _TAIL_WORDS and not line.ends_sentence
