"""Raw copy in, a clean article out: every part in its place, and a reason for everything left out."""

from datetime import date

import pytest

from articles.stages import Calendar, Kind, ParsedArticle, RawArticle, Rejected
from indexer.parse import MOST_CHARACTERS, parse

STORY = """لقاء مرتقب بين الوزيرين في جنيف

لقاء مرتقب بين الوزيرين في جنيف

( أردو بوینت نتورك ۔ / سبوتنيك - 18 كانون الثاني 2022ء) أعلنت الناطقة، اليوم الثلاثاء، أن الجانبين يعدان للقاء.

(تستمر)

وعقد اجتماع في الـ12 من الشهر الجاري، بعد محادثات يومي 9 و10 كانون الثاني/يناير 2022.

أفكارك وتعليقاتك
"""


def parsed(text: str, **stated: str) -> ParsedArticle:
    article = parse(RawArticle("copy.txt", text, stated))
    assert isinstance(article, ParsedArticle), article
    return article


def test_a_story_of_two_agencies() -> None:
    article = parsed(STORY)
    assert article.kind is Kind.STORY
    assert article.title == "لقاء مرتقب بين الوزيرين في جنيف"
    assert article.agencies == ("أردو بوينت نتورك", "سبوتنيك")
    assert (article.published, article.calendar, article.published_note) == (
        date(2022, 1, 18),
        Calendar.LEVANTINE,
        None,
    )
    assert article.mentioned_dates == ("2022-01-18", "2022-01-12", "2022-01-09", "2022-01-10")
    assert article.body.startswith("أعلنت الناطقة")
    assert article.body.endswith("يومي 9 و10 كانون الثاني/يناير 2022.")
    assert article.body.count("\n\n") == 1
    assert (article.place, article.byline, article.subtitle, article.url, article.language) == (
        None,
        None,
        None,
        None,
        "ar",
    )


def test_both_copies_of_the_headline_lead_back_to_the_raw_text() -> None:
    article = parsed(STORY)
    places = [copy.raw_span(0, len(copy)) for copy in article.headlines]
    assert [STORY[start:end] for start, end in places] == [article.title] * 2
    assert places[0] < places[1]


def test_every_cut_says_what_and_why() -> None:
    article = parsed(STORY)
    assert [(cut.rule, STORY[cut.start : cut.end]) for cut in article.cuts] == [
        ("dateline", "( أردو بوینت نتورك ۔ / سبوتنيك - 18 كانون الثاني 2022ء)"),
        ("continued", "(تستمر)"),
        ("visitor", "أفكارك وتعليقاتك"),
    ]


def test_the_body_leads_back_to_the_raw_text() -> None:
    article = parsed(STORY)
    start, end = article.content.raw_span(article.body.index("الجانبين"), article.body.index("الجانبين") + 8)
    assert STORY[start:end] == "الجانبين"


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    other = parsed("\ufeff" + STORY.replace("\n", "\r\n"))
    article = parsed(STORY)
    assert (other.title, other.body, other.published, other.id) == (
        article.title,
        article.body,
        article.published,
        article.id,
    )


def test_a_flash_may_be_a_headline_alone() -> None:
    article = parsed("عاجل | زلزال يضرب المدينة")
    assert (article.kind, article.title, article.body) == (Kind.FLASH, "زلزال يضرب المدينة", "")


def test_the_mark_of_a_flash_may_stand_on_a_line_of_its_own() -> None:
    article = parsed("عاجل\nزلزال يضرب المدينة\n\nالمنيا (أ ش أ) – ضرب زلزال المدينة، اليوم الثلاثاء. (يتبع)")
    assert (article.kind, article.title) == (Kind.FLASH, "زلزال يضرب المدينة")
    assert article.body == "ضرب زلزال المدينة، اليوم الثلاثاء."


def test_no_date_is_null_with_a_reason() -> None:
    none = parsed("حديقة معلقة\n\nصارت شرفات الجيران حديقة معلقة.")
    assert (none.published, none.calendar) == (None, Calendar.NONE)
    assert none.published_note == "the text gives no date of publication"
    relative = parsed("حادث\n\nالمنيا (أ ش أ) – وقع الحادث اليوم الثلاثاء.")
    assert (relative.published, relative.calendar) == (None, Calendar.RELATIVE)
    assert relative.published_note is not None
    assert "اليوم الثلاثاء" in relative.published_note


def test_a_dateline_without_a_year_says_that_it_lacks_one() -> None:
    article = parsed("حادث\n\nعمان 9 شباط (بترا)- وقع الحادث على الطريق الصحراوي.")
    assert article.published is None
    assert article.published_note is not None
    assert "9 شباط" in article.published_note


@pytest.mark.parametrize(
    "hint",
    [
        "وقع الحادث فجر غد الاثنين 10 شباط 2020.",
        "وقع الحادث مساء اليوم الأحد. وكان المنخفض الأول قد بدأ في 2 شباط 2020.",
        "وقع الحادث على الطريق.\n\n09/02/2020 - 13:05:11",
    ],
)
def test_its_year_follows_from_what_else_the_text_says(hint: str) -> None:
    article = parsed(f"حادث على الطريق\n\nعمان 9 شباط (بترا)- قال الناطق باسم الدفاع المدني إن الطريق أغلقت. {hint}")
    assert (article.published, article.calendar) == (date(2020, 2, 9), Calendar.LEVANTINE)


def test_a_day_of_writing_that_the_story_tells_of() -> None:
    article = parsed("استعادة القصر\n\nبورتسودان (سونا) – أعلن الجيش، أمس الجمعة 21 مارس 2025، استعادة القصر.")
    assert (article.published, article.calendar) == (date(2025, 3, 22), Calendar.RELATIVE)
    assert article.mentioned_dates == ("2025-03-21",)


def test_a_dateline_whose_weekday_does_not_fit_is_doubted() -> None:
    article = parsed("حادث\n\nعمان – بترا – الاثنين 9 شباط 2020 – وقع الحادث.")
    assert article.published == date(2020, 2, 9)
    assert article.published_note == "the weekday does not fit the date"


def test_mentioned_dates_leave_out_years_weeks_contradictions_and_hijri_months() -> None:
    article = parsed(
        "خبر\n\nالرياض (واس) – 29 أبريل 2024 – قال الوزير إن العمل بدأ عام 2021 واستمر الأسبوع الماضي، وفي رمضان 1445، "
        "وإن الجلسة كانت يوم الثلاثاء 1 أبريل 2024 وتعود في مايو المقبل."
    )
    assert article.mentioned_dates == ("2024-05",)


def test_a_subtitle_and_a_byline_are_kept_apart() -> None:
    article = parsed(
        "عودة القطار إلى الخط القديم\nأول رحلة بعد ثلاثين عاما\n\nكتبت: سعاد مراد\nحلب – صحيفة الضفة – 5 أيار 2022\n"
        "عاد القطار إلى الخط القديم بعد انقطاع طويل.\n\nوقال السائق إنه لم ينم."
    )
    assert (article.title, article.byline) == ("عودة القطار إلى الخط القديم", "سعاد مراد")
    assert article.body.startswith("عاد القطار")
    assert article.agencies == ("صحيفة الضفة",)


def test_a_subtitle_stands_between_headline_and_dateline() -> None:
    article = parsed("عودة القطار\nأول رحلة بعد ثلاثين عاما\nحلب – رويترز – 5 أيار 2022 – عاد القطار إلى الخط.")
    assert article.subtitle == "أول رحلة بعد ثلاثين عاما"
    assert article.body == "عاد القطار إلى الخط."


def test_copy_without_a_headline_gets_its_first_sentence() -> None:
    article = parsed(
        "بيروت (أ ف ب) – انقطع التيار الكهربائي عن العاصمة ومدن أخرى منذ ساعات الصباح الأولى بعد عطل في محطة التحويل. "
        "وقالت الشركة إن فرقها تعمل على إصلاحه، وإن التيار سيعود تدريجيا خلال ساعات المساء إلى الأحياء كلها."
    )
    assert article.title.startswith("انقطع التيار الكهربائي عن العاصمة")
    assert article.body.startswith(article.title)
    assert article.agencies == ("أ ف ب",)


def test_an_article_of_one_long_line_loses_nothing() -> None:
    text = "كلمة " * 5000 + "النهاية."
    assert len(parsed("عنوان\n\n" + text).body.split()) == 5001


def test_a_headline_printed_again_inside_the_body_is_cut() -> None:
    article = parsed("عودة القطار إلى الخط القديم\n\nعاد القطار.\n\nعودة القطار الى الخط القديم\n\nوقال السائق نعم.")
    assert article.body == "عاد القطار.\n\nوقال السائق نعم."
    assert [cut.rule for cut in article.cuts] == ["repeated_headline"]


def test_a_loose_line_after_finished_paragraphs_is_cut() -> None:
    article = parsed("عنوان\n\nجملة أولى هنا.\n\nجملة ثانية هنا.\n\nجملة ثالثة هنا.\n\n* كاتب ومحلل سياسي")
    assert article.body.endswith("جملة ثالثة هنا.")
    assert article.cuts[-1].rule == "loose_end"


def test_a_list_of_links_is_cut_and_the_story_after_it_stays() -> None:
    article = parsed(
        "عنوان الخبر\n\nجملة أولى هنا.\n\nمواضيع ذات صلة\nقطار يعود بعد انقطاع\nمكتبة تجوب القرى\n\nجملة ثانية هنا.\n\n"
        "أخبار ذات صلة\nالوزير يفتتح المعرض\nأمطار على الساحل"
    )
    assert article.body == "جملة أولى هنا.\n\nجملة ثانية هنا."
    assert [cut.rule for cut in article.cuts] == ["read_also", "linked_headline", "linked_headline"] * 2


def test_captions_and_buttons_are_cut_from_arabic_pages_alone() -> None:
    arabic = parsed("عنوان الخبر\n\nمتظاهرون في وسط المدينة (رويترز)\n\nقال المتظاهرون إنهم باقون.\n\nLoad more")
    assert arabic.body == "قال المتظاهرون إنهم باقون."
    english = parsed("Talks\n\nThe minister said that he was in Geneva.\n\nHe left it early")
    assert english.body.endswith("He left it early")


def test_a_weekday_in_the_dateline_is_told_from_a_day_that_nobody_names() -> None:
    article = parsed("عنوان\n\nبيروت، الاثنين (أ ف ب) – عاد القطار إلى الخط القديم.")
    assert (article.published, article.calendar, article.place) == (None, Calendar.RELATIVE, "بيروت")


def test_a_stated_headline_is_found_below_other_lines() -> None:
    article = parsed("قسم المحليات\nعودة القطار إلى الخط القديم\n\nعاد القطار.", title="عودة القطار إلى الخط القديم")
    assert article.title == "عودة القطار إلى الخط القديم"
    assert "عودة" not in article.body


def test_an_unfinished_last_line_stays_where_paragraphs_have_no_full_stops() -> None:
    article = parsed("عنوان\n\nبيت من الشعر هنا\n\nوبيت آخر بعده\n\nوبيت أخير")
    assert article.body.endswith("وبيت أخير")


def test_a_credit_that_closes_the_story_is_cut_and_counts_where_there_is_no_other() -> None:
    article = parsed("عنوان\n\nانتهى الاجتماع بالتوافق على البيان. (واس)")
    assert article.body == "انتهى الاجتماع بالتوافق على البيان."
    assert article.agencies == ("واس",)


def test_learnt_boilerplate_is_cut() -> None:
    raw = RawArticle("1", "عنوان الخبر\n\nجملة أولى.\n\nبوابتكم إلى العالم.\n\nجملة ثانية.")
    article = parse(raw, boilerplate={"بوابتكم الي العالم."})
    assert isinstance(article, ParsedArticle)
    assert article.body == "جملة أولى.\n\nجملة ثانية."
    assert [cut.rule for cut in article.cuts] == ["repeated_line"]


def test_what_the_source_states_wins() -> None:
    article = parsed(
        STORY,
        title="لقاء مرتقب بين الوزيرين في جنيف",
        published="2022-01-19T08:00:00+03:00",
        url="https://example.org/1",
        agencies="رويترز، واس",
        place="جنيف",
        subtitle="تفاصيل",
        byline="سعاد مراد",
        language="ar-SY",
        kind="update",
    )
    assert (article.published, article.calendar) == (date(2022, 1, 19), Calendar.ISO)
    assert article.agencies == ("رويترز", "واس", "أردو بوينت نتورك", "سبوتنيك")
    assert (article.url, article.place) == ("https://example.org/1", "جنيف")
    assert (article.subtitle, article.byline, article.language) == ("تفاصيل", "سعاد مراد", "ar")
    assert (article.kind, len(article.headlines)) == (Kind.UPDATE, 2)


def test_a_stated_headline_that_the_text_does_not_print_stands_behind_no_character() -> None:
    article = parsed("عاد القطار إلى الخط.\n\nوقال السائق نعم.", title=" عودة القطار ")
    assert article.title == "عودة القطار"
    assert article.body == "عاد القطار إلى الخط.\n\nوقال السائق نعم."
    assert set(article.headlines[0].starts) == set(article.headlines[0].ends) == {0}


def test_a_stated_headline_alone_is_an_article() -> None:
    assert parsed("", title="عودة القطار").title == "عودة القطار"


@pytest.mark.parametrize(
    "published", ["2022-01-18", "2022-01-18T23:00:00Z", "18 كانون الثاني 2022", "الثلاثاء 18/1/2022"]
)
def test_a_stated_date_may_be_written_in_any_way(published: str) -> None:
    assert parsed("عنوان\n\nنص.", published=published).published == date(2022, 1, 18)


def test_a_stated_date_that_is_none_is_ignored() -> None:
    assert parsed(STORY, published="قريبا").published == date(2022, 1, 18)


def test_a_stated_date_that_agrees_keeps_the_calendar_of_the_text() -> None:
    assert parsed(STORY, published="2022-01-18").calendar is Calendar.LEVANTINE


def test_an_article_in_another_language_is_kept_and_marked() -> None:
    article = parsed(
        "Talks in Geneva\n\nThe minister said that the talks in Geneva were useful and would go on for a week."
    )
    assert (article.language, article.title) == ("en", "Talks in Geneva")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\t\r\n", "empty"),
        ("12345 -- !!", "empty"),
        ("شارك\nطباعة\n***", "only_boilerplate"),
        ("<p></p>\n<br/>" + "&nbsp;" * 3, "only_boilerplate"),
        ("\x00\x01\x02\x03PK\x05\x06" * 20 + "ن", "binary"),
        ("\ufffd" * 50 + "نص خبر", "binary"),
        ("ن" * (MOST_CHARACTERS + 1), "too_long"),
    ],
)
def test_what_is_no_article_is_rejected_with_a_reason(text: str, code: str) -> None:
    rejected = parse(RawArticle("bad.txt", text))
    assert isinstance(rejected, Rejected)
    assert (rejected.source, rejected.code) == ("bad.txt", code)
    assert rejected.reason


def test_the_same_article_has_the_same_id_and_another_day_another() -> None:
    assert parsed(STORY).id == parsed(STORY).id
    assert parsed(STORY).id != parsed(STORY.replace("18 كانون", "17 كانون")).id
