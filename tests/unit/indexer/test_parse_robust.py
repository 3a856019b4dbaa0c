"""Whatever arrives, parsing ends soon, loses no words of a body, and keeps its promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.stages import ParsedArticle, RawArticle, Rejected
from indexer.parse import parse

WORDS = ["قال", "الوزير", "أمس", "إن", "الخطة", "بدأت", "في", "بيروت", "2024", "«رويترز»"]
SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=4).map(lambda words: "وأضاف " + " ".join(words) + "."),
    min_size=1,
    max_size=6,
)
HOSTILE = [
    "قال الوزير في 5 مايو ", "كانون ", "اليوم ", "عاجل ", "انتهى ", "ن\n", "ن.", "/ن", "1/", "(", "([", "/", "//", "-",
    "«", "* ", "# ", "#وسم ", "<p>", "<", "&amp;",
]  # fmt: skip


@given(SENTENCES)
def test_no_sentence_of_a_story_is_lost(sentences: list[str]) -> None:
    article = parse(RawArticle("1", "\n\n".join(["عنوان الخبر هنا", *sentences])))
    assert isinstance(article, ParsedArticle)
    assert article.body.split() == " ".join(sentences).split()


@given(st.text(max_size=400))
def test_any_text_gives_an_article_or_a_reason(text: str) -> None:
    result = parse(RawArticle("1", text))
    if isinstance(result, Rejected):
        assert result.code
        assert result.reason
        return
    assert result.title
    assert all(0 <= cut.start < cut.end <= len(text) for cut in result.cuts)
    assert result.published is not None or result.published_note


@given(st.text(alphabet="عاجل قال.\n(/)-–|:،1٢«»بيروت<p>&", max_size=200))
def test_any_row_of_signs_is_safe(text: str) -> None:
    result = parse(RawArticle("1", text))
    if isinstance(result, ParsedArticle):
        assert len(result.content.starts) == len(result.body)


@given(
    st.text(max_size=60),
    st.dictionaries(st.sampled_from(["title", "published", "agencies", "kind", "language"]), st.text()),
)
def test_anything_stated_is_safe(text: str, stated: dict[str, str]) -> None:
    parse(RawArticle("1", text, stated))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repetition_ends(piece: str) -> None:
    """What takes time in proportion ends in a second; what takes its square, or worse, meets the time-out."""
    result = parse(RawArticle("1", "عنوان\n\n" + piece * (30_000 // len(piece))))
    assert isinstance(result, ParsedArticle | Rejected)
