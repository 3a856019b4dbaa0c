"""Lines of clean text, and paragraphs put together from them."""

import pytest

from arabic.align import AlignedText
from indexer.parse.body import derived_headline, joined
from indexer.parse.lines import lines


def test_empty_lines_separate_but_are_none() -> None:
    found = lines(AlignedText.of("  عنوان \n\n  فقرة أولى\nفقرة ثانية\n   \n"))
    assert [line.text.text for line in found] == ["عنوان", "فقرة أولى", "فقرة ثانية"]
    assert [line.apart for line in found] == [True, True, False]


@pytest.mark.parametrize("text", ["قال.", "هل؟", "نعم!", 'قال "نعم".', "قال «نعم».", "تابع…", "وقال:"])
def test_finished_lines_are_known(text: str) -> None:
    (line,) = lines(AlignedText.of(text))
    assert line.ends_sentence


def test_a_line_knows_its_words_and_folded_letters() -> None:
    (line,) = lines(AlignedText.of("إقرأ أيضاً: المزيد"))
    assert line.words == 3
    assert line.folded == "اقرا ايضا: المزيد"


def test_paragraphs_are_parted_by_an_empty_line_and_keep_their_place() -> None:
    raw = "جملة أولى.\nجملة ثانية."
    body = joined(lines(AlignedText.of(raw)))
    assert body.text == "جملة أولى.\n\nجملة ثانية."
    assert body.raw_span(body.text.index("ثانية"), body.text.index("ثانية") + 5) == (16, 21)


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    raw = (
        "قال الوزير في كلمة ألقاها أمام المجلس إن الخطة الجديدة\n"
        "ستدخل حيز التنفيذ قبل نهاية العام وإن الوزارة أعدت لها\n"
        "ما يلزم من المال والرجال.\n\nوأضاف أن العمل بدأ."
    )
    assert joined(lines(AlignedText.of(raw))).text.count("\n\n") == 1


def test_no_paragraphs_are_an_empty_body() -> None:
    assert joined([]).text == ""


def test_the_first_sentence_becomes_the_headline_of_copy_without_one() -> None:
    (headline,) = derived_headline(lines(AlignedText.of("انقطع التيار عن المدينة. وقالت الشركة إنه عاد.")))
    assert headline.text == "انقطع التيار عن المدينة"


def test_a_derived_headline_has_twenty_words_at_most() -> None:
    (headline,) = derived_headline(lines(AlignedText.of("كلمة " * 60)))
    assert len(headline.text.split()) == 20


def test_there_is_no_headline_in_nothing() -> None:
    assert derived_headline([]) == ()
