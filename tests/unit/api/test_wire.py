"""What goes over the wire: addresses that lead back to the same search, and HTML that only we have marked."""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.params import ArticleQuery
from api.wire import article_to_json, offer_to_json, page_to_json, search_url, text_to_json, to_html
from search.page import Hit, Mark, Offer, OfferKind, Passage, SearchPage, Understood
from search.request import Collapse, Match

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


class Reader(HTMLParser):
    """Collects text and tags as a browser would see them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert attrs == []

    def handle_data(self, data: str) -> None:
        self.text += data


def test_marks_become_tags_around_whole_words() -> None:
    passage = Passage("قال <وزير> & غيره", (Mark(5, 9, "exact"),))
    assert to_html(passage) == "قال &lt;<mark>وزير</mark>&gt; &amp; غيره"


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=80),
    st.integers(0, 20),
    st.integers(1, 20),
)
def test_html_shows_the_text_and_no_tag_but_mark(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    marks = (Mark(start, end, "exact"),) if start < end else ()
    reader = Reader()
    reader.feed(to_html(Passage(text, marks)))
    reader.close()
    assert reader.text == text
    assert set(reader.tags) <= {"mark"}


@given(q=TEXTS, topic=st.lists(TEXTS.filter(bool), max_size=3), limit=st.integers(1, 100), withdrawn=st.booleans())
def test_an_address_leads_back_to_the_same_search(q: str, topic: list[str], limit: int, withdrawn: bool) -> None:
    query = ArticleQuery(q=q, topic=topic, limit=limit, withdrawn=withdrawn)
    found = parse_qs(urlsplit(search_url(query)).query, keep_blank_values=True)
    again = {name: values if name == "topic" else values[0] for name, values in found.items()}
    assert ArticleQuery.model_validate(again) == query


def test_an_address_names_only_what_differs_from_the_default() -> None:
    assert search_url(ArticleQuery()) == "/v1/articles"
    assert search_url(ArticleQuery(q="a b", since="7d"), cursor="c") == "/v1/articles?q=a+b&from=7d&cursor=c"
    assert search_url(ArticleQuery(q="a", cursor="c"), "/", cursor=None) == "/?q=a"


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr"), ("fa", "rtl")])
def test_a_text_has_its_direction(language: str, direction: str) -> None:
    assert text_to_json("x", language) == {"value": "x", "lang": language, "dir": direction}


def test_an_offer_has_a_label_in_the_language_of_its_reader() -> None:
    offer = Offer(OfferKind.SPELLING, "الضمانات", 12)
    arabic, english = offer_to_json(offer, "ar"), offer_to_json(offer, "en")
    assert arabic == {"kind": "spelling", "q": "الضمانات", "label": "هل تقصد «الضمانات»؟", "articles": 12}
    assert english["label"] == "Did you mean “الضمانات”?"
    for kind in OfferKind:
        assert "google" in offer_to_json(Offer(kind, "google", 1), "en")["label"]


def test_a_person_that_was_merged_is_shown_in_the_published_form() -> None:
    common = {"role": None, "confidence": 0.9, "in_facets": True, "mentions": [[0, 5]]}
    own = {"id": "p:a", "label": "بلينكن", **common}
    merged = {"id": "p:a", "label": "بلينكن", **common, "key": "p:b", "name": "بلنكن"}
    source = {"id": "x", "kind": "story", "persons": [own, merged]}
    assert article_to_json(source)["data"]["persons"] == [own, own]
    empty = Passage("")
    page = SearchPage(
        (Hit("x", None, source, empty, (), empty),), 1, True, 1, Understood("", "", Match.AUTO), Collapse.NONE, 1
    )
    shown = page_to_json(page, ArticleQuery(), "ar")["data"][0]["persons"]
    assert shown == [{"id": "p:a", "label": "بلينكن"}]
