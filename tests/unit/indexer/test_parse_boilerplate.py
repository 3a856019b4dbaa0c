"""Lines of the page and the wire are cut by named rules; sentences of the story are not."""

import pytest

from arabic.align import AlignedText
from indexer.parse.boilerplate import (
    INLINE,
    caption_rule,
    cut_rule,
    is_foreign,
    is_loose,
    load_rules,
    opens_links,
    tail_rule,
)
from indexer.parse.lexicon import load_lexicon
from indexer.parse.lines import Line


def line(text: str) -> Line:
    return Line(AlignedText.of(text), apart=True)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("اقرأ أيضا: من هو النائب الأول؟", "read_also"),
        ("إقرأ أيضاً: المرشحون للوزارة", "read_also"),
        ("اقرأ المزيد: قصة القطن", "read_also"),
        ("طالع أيضا: صور من الحفل", "read_also"),
        ("شاهد بالصور: طلاب الجامعة", "read_also"),
        ("شاهد أيضاً: لقاء خاص", "read_also"),
        ("مواضيع ذات صلة: الوزير يستقبل القنصل", "read_also"),
        ("أخبار ذات صلة", "read_also"),
        ("موضوعات متعلقة", "read_also"),
        ("قد يهمك أيضا", "read_also"),
        ("لا يفوتك", "read_also"),
        ("من أرشيفنا: أزياء لربيع هادئ", "read_also"),
        ("الأكثر قراءة", "read_also"),
        ("المصدر: رويترز + وكالات", "source"),
        ("شارك", "share"),
        ("شارك الخبر", "share"),
        ("شارك هذه الوصفة", "share"),
        ("شارك الموضوع…", "share"),
        ("شارك على فيسبوك", "share"),
        ("طباعة | إرسال | شارك الخبر", "share"),
        ("مشاركة عبر: فيسبوك | تويتر | واتساب", "share"),
        ("Tweet", "share"),
        ("تابعوا RT على تلغرام", "follow"),
        ("تابعونا على فيسبوك", "follow"),
        ("حمّل تطبيقنا »", "follow"),
        ("استمعوا إلى التقرير كاملا عبر تطبيقنا", "follow"),
        ("اشترك في النشرة البريدية", "follow"),
        ("للمزيد زوروا موقعنا", "more_at"),
        ("للمزيد زوروا موقعنا: سونا – وكالة السودان للأنباء", "more_at"),
        ("اضغط هنا", "more_at"),
        ("أفكارك وتعليقاتك", "visitor"),
        ("هل أعجبك المقال؟ شارك", "visitor"),
        ("أضف تعليقا", "visitor"),
        ("3 تعليقات", "visitor"),
        ("جميع الحقوق محفوظة © 2025 مؤسسة للصحافة", "rights"),
        ("حقوق النشر محفوظة®", "rights"),
        ("Copyright © Adnkronos - جميع الحقوق محفوظة", "rights"),
        ("© بترا… يمنع النقل دون إذن", "rights"),
        ("الأخبار المنشورة على الصفحة الرسمية للوكالة هي اختصار لجزء من الأخبار", "rights"),
        ("المقالات المنشورة تعبر عن آراء كتابها", "rights"),
        ("وسوم: نقابات، صحة، شارع محمد الخامس", "tags"),
        ("كلمات دلالية: كردستان، أربيل", "tags"),
        ("سمات السعودية العراق", "tags"),
        ("#لبنان #نواف_سلام #جوزيف_عون", "hashtags"),
        ("تصوير: خالد صفوت", "photo"),
        ("عدسة: ريم جمال", "photo"),
        ("الصورة: أرشيف سليم نصر", "photo"),
        ("صورة أرشيفية", "photo"),
        ("إعلان", "advertisement"),
        ("إعلان ممول", "advertisement"),
        ("الموقع برعاية مجموعة للتأمين", "sponsor"),
        ("تصميم وتطوير: شركة للبرمجيات", "sponsor"),
        ("الرئيسية » حوادث » محاكم", "breadcrumb"),
        ("عربي › سياسة › المشرق", "trail"),
        ("تحرير: منى سلام", "desk"),
        ("إعداد: سلام جاسم", "desk"),
        ("كتب: حسن عبد الغفار", "byline"),
        ("نشر على الساعة 15:20", "printed_at"),
        ("آخر تحديث: 22/1/2023 - 10:15 م", "printed_at"),
        ("نُشر: 14:22-3 فبراير 2021 م", "printed_at"),
        ("5 دقائق قراءة", "reading_time"),
        ("***", "rule"),
        ("(تستمر)", "continued"),
        ("(يتبع)", "continued"),
        ("// انتهى //", "continued"),
        ("- انتهى -", "continued"),
        ("انتهى / 25 ع", "wire_end"),
        ("(النهاية) ف ن / م خ", "wire_end"),
        ("https://example.org/1", "copy_button"),
    ],
)
def test_lines_of_the_page_are_cut(text: str, rule: str) -> None:
    assert cut_rule(line(text)) == rule


@pytest.mark.parametrize(
    "text",
    [
        "شارك صاحب السمو الأمير في الاجتماع الوزاري المشترك بين المجلس والولايات المتحدة.",
        "شارك آلاف الأشخاص في التشييع.",
        "تابع الرئيس التطورات عن كثب.",
        "انتهى الاجتماع من دون اتفاق.",
        "إعلان الطوارئ في عشر ولايات بعد الزلزال",
        "صورة قاتمة رسمها التقرير عن أوضاع اللاجئين في المخيمات.",
        "حقوق الإنسان ملف شائك في المحادثات.",
        "المزيد من المساعدات ستصل غدا إلى المتضررين في المدينة.",
        "طباعة الكتب المدرسية تأخرت هذا العام.",
        "كتب الرئيس في مذكراته أن الحرب كانت خطأ.",
        "نشر الجيش وحدات جديدة على الحدود.",
        "يتبع المستشفى لوزارة الصحة.",
        "تحرير المدينة استغرق ثلاثة أشهر.",
        "وقال إن المصدر هو المختبر.",
        "ويمنع القانون نقل السلاح.",
    ],
)
def test_sentences_of_the_story_stay(text: str) -> None:
    assert cut_rule(line(text)) is None


def test_above_the_headline_only_sure_rules_cut() -> None:
    assert cut_rule(line("شاهد بالصور: طلاب الجامعة"), above_headline=True) is None
    assert cut_rule(line("الرئيسية » حوادث"), above_headline=True) == "breadcrumb"


def test_a_long_line_is_never_boilerplate() -> None:
    assert cut_rule(line("اقرأ أيضا: " + "كلمة " * 200)) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ر.س/ ف.ع", "initials"),
        ("م س/ خ ب", "initials"),
        ("هـ ع", "initials"),
        ("========= ن.ح.", "initials"),
        ("20:14 ت م", "wire_code"),
        ("0095", "wire_code"),
        ("09/02 - 13:05:11", "wire_code"),
        ("وام/أحمد النعيمي/منى", "agency_signature"),
        ("أ ش أ / س م", "agency_signature"),
        ("(بترا)", "agency_signature"),
        ("/العمانية/ النشرة الخارجية", "agency_signature"),
        ("dpa/ar – تحرير: فادي نصر", "agency_signature"),
        ("بنا 1410 جمت 07/12/2025", "agency_signature"),
        ("18 ديسمبر 2021", "dateline"),
    ],
)
def test_signatures_after_the_last_paragraph_are_cut(text: str, rule: str) -> None:
    assert tail_rule(line(text), load_lexicon()) == rule


@pytest.mark.parametrize(
    "text", ["وقال إنه سيعود.", "عاد الهدوء إلى المدينة", "واس تنشر الصور للمرة الأولى منذ سنوات طويلة جدا."]
)
def test_last_sentences_are_no_signatures(text: str) -> None:
    assert tail_rule(line(text), load_lexicon()) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("حازم الشربيني. (يتبع)", "حازم الشربيني."),
        ("قبل (تستمر) بعد", "قبل بعد"),
        ("في المدينة. // انتهى //", "في المدينة."),
        ("الشهر الجاري. (النهاية) ف ن / م خ", "الشهر الجاري."),
        ("قال (تابع الوزير) إنه", "قال (تابع الوزير) إنه"),
    ],
)
def test_marks_of_the_wire_inside_a_line_go_alone(text: str, rest: str) -> None:
    assert " ".join(INLINE.sub(" ", text).split()) == rest


def test_a_loose_line_is_short_and_unfinished() -> None:
    assert is_loose(line("* كاتب ومحلل سياسي"))
    assert not is_loose(line("عاد الهدوء إلى المدينة."))
    assert not is_loose(line("كلمة " * 20))


@pytest.mark.parametrize(
    "text",
    [
        "متظاهرون في وسط المدينة (رويترز)",
        "الرئيس خلال لقائه الوزير أمس (أ ف ب)",
        "سفينة في القناة (الأناضول-أرشيف)",
        "ساحة المدينة القديمة (Getty)",
        "ساحة المدينة القديمة [مواقع التواصل]",
    ],
)
def test_captions_of_pictures_are_cut(text: str) -> None:
    assert caption_rule(line(text), load_lexicon()) == "caption"


@pytest.mark.parametrize(
    "text",
    [
        "وقال الرئيس إنه سيعود (رويترز).",
        "دبي، الإمارات العربية المتحدة (CNN)",
        "وقال عضو الكتلة (المستقلة)",
        "صورة (رويترز)",
        "كلمة " * 30 + "(رويترز)",
    ],
)
def test_sentences_and_datelines_are_no_captions(text: str) -> None:
    assert caption_rule(line(text), load_lexicon()) is None


@pytest.mark.parametrize(
    ("text", "foreign"),
    [("Tweet", True), ("Zaer21@example.org", True), ("قناة RT", False), ("2024", False), ("one " * 9, False)],
)
def test_short_lines_without_an_arabic_letter_are_foreign(text: str, foreign: bool) -> None:
    assert is_foreign(line(text)) is foreign


def test_a_heading_opens_a_list_of_links_but_a_link_does_not() -> None:
    assert opens_links(line("مواضيع ذات صلة"), "read_also")
    assert not opens_links(line("اقرأ أيضا: محافظ المدينة يتفقد المستشفى الجديد"), "read_also")
    assert not opens_links(line("شارك"), "share")


def test_each_rule_has_a_name_and_a_bound() -> None:
    assert all(rule.name.isidentifier() and 0 < rule.most_words <= 60 for rule in load_rules())
