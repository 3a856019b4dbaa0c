"""Agencies that are credited at the end of an article."""

import pytest

from articles.stages import RawArticle
from indexer.parse.credits import closing_credit, signed, sources
from indexer.parse.lexicon import load_lexicon
from indexer.parse.repetition import Repetition


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("المصدر: RT + تسنيم", ("RT", "تسنيم")),
        ("المصدر : الجزيرة", ("الجزيرة",)),
        ("المصدر: رويترز، العربية", ("رويترز", "العربية")),
        ("المصدر: أ ف ب ورويترز", ("أ ف ب", "رويترز")),
        ("المصدر: وكالات", ()),
        ("المصدر: الشرق الأوسط", ("الشرق الأوسط",)),
        ("المصدر: بيان طويل نشرته الوزارة على موقعها", ()),
        ("قال المصدر: لا", ()),
    ],
)
def test_source_lines(line: str, names: tuple[str, ...]) -> None:
    assert sources(line, load_lexicon()) == names


@pytest.mark.parametrize(
    ("text", "kept"),
    [("انتهى الاجتماع. (واس)", "انتهى الاجتماع."), ("انتهى الاجتماع. / رويترز /", "انتهى الاجتماع.")],
)
def test_a_credit_in_brackets_closes_a_paragraph(text: str, kept: str) -> None:
    at = closing_credit(text, load_lexicon())
    assert at is not None
    assert text[:at].strip() == kept


@pytest.mark.parametrize("text", ["قال (الوزير).", "انتهى الاجتماع (واس)", "انتهى. (الجزء الأول)"])
def test_other_brackets_are_no_credit(text: str) -> None:
    assert closing_credit(text, load_lexicon()) is None


def test_a_signature_names_the_agency_where_nothing_else_does() -> None:
    lexicon = load_lexicon()
    assert signed([("initials", "م ع"), ("agency_signature", "أ ش أ / س م")], lexicon) == ("أ ش أ",)
    assert signed([("rights", "© الوكالة الوطنية للإعلام 2023")], lexicon) == ("الوكالة الوطنية للإعلام",)
    assert signed([("rights", "جميع الحقوق محفوظة © 2025 مؤسسة للصحافة")], lexicon) == ()
    assert signed([("tags", "رويترز")], lexicon) == ()


def article(number: int, *lines: str) -> RawArticle:
    return RawArticle(f"{number}.txt", "\n".join((f"عنوان {number}", *lines)))


def test_a_line_that_many_articles_share_is_learnt() -> None:
    repetition = Repetition(least=3)
    repetition.learn(article(number, "بوّابتكم إلى العالم", "نص وحيد " + "ن" * number) for number in range(3))
    assert repetition.boilerplate() == {"بوابتكم الي العالم"}


def test_a_line_counts_once_an_article_and_needs_letters() -> None:
    repetition = Repetition(least=2)
    repetition.learn([article(1, "سطر", "سطر", "***"), article(2, "***", "م" * 400), article(3, "م" * 400)])
    assert repetition.boilerplate() == frozenset()


def test_rare_lines_are_forgotten_to_keep_memory_bounded() -> None:
    repetition = Repetition(least=2, most_lines=20)
    repetition.learn(article(number, "سطر مشترك") for number in range(100))
    assert repetition.boilerplate() == {"سطر مشترك"}
    assert len(repetition._counts) <= 21
