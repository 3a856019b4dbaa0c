"""What readers write, and the tree that it means."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.errors import Code, InvalidQuery
from search.render import render
from search.syntax import MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH, parse
from search.tree import All, Any, Dated, Everything, Facet, Node, Not, Phrase, Prefix, Scoped, Word, Words, leaves
from search.vocabulary import FIELDS, Field


def words(*texts: str) -> Words:
    return Words(tuple(Word(text) for text in texts))


@pytest.mark.parametrize("text", ["", "   ", "*", " ** \n"])
def test_an_empty_query_asks_for_everything(text: str) -> None:
    assert parse(text) == Everything()


@pytest.mark.parametrize("text", ["؟!", "...", "«»", '""', "- -", "=", "٪", "🙂"])
def test_a_query_of_signs_alone_has_no_words(text: str) -> None:
    assert parse(text) == Words(())


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("وزير الخارجية", words("وزير", "الخارجية")),
        ('"الضمانات الأمنية"', Phrase("الضمانات الأمنية")),
        ("«الضمانات الأمنية»", Phrase("الضمانات الأمنية")),
        ("“الضمانات الأمنية”", Phrase("الضمانات الأمنية")),
        ('“الضمانات الأمنية"', Phrase("الضمانات الأمنية")),
        ('"أعلن «حزب الله» أمس"', Phrase("أعلن «حزب الله» أمس")),
        ('"رد مكتوب"~3', Phrase("رد مكتوب", slop=3)),
        ('"رد مكتوب"~٣', Phrase("رد مكتوب", slop=3)),
        ('"رد مكتوب"~999', Phrase("رد مكتوب", slop=50)),
        ("=الضمانات", Words((Word("الضمانات", exact=True),))),
        ('="رد مكتوب"', Phrase("رد مكتوب", exact=True)),
        ("حكوم*", Prefix("حكوم")),
        ('وزير "الضمانات الأمنية"', All((words("وزير"), Phrase("الضمانات الأمنية")))),
        ('قال"نعم"', All((words("قال"), Phrase("نعم")))),
    ],
)
def test_words_and_phrases(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("مصر -قطر", All((words("مصر"), Not(words("قطر"))))),
        ('مصر -"دولة قطر"', All((words("مصر"), Not(Phrase("دولة قطر"))))),
        ("-(قطر تركيا)", Not(All((words("قطر", "تركيا"),)))),
        ("مصر NOT قطر", All((words("مصر"), Not(words("قطر"))))),
        ("NOT NOT مصر", words("مصر")),
        ("مصر OR قطر", Any((words("مصر"), words("قطر")))),
        ("مصر | قطر", Any((words("مصر"), words("قطر")))),
        ("مصر AND قطر", All((words("مصر"), words("قطر")))),
        ("محمد بن سلمان أو أردوغان", Any((words("محمد", "بن", "سلمان"), words("أردوغان")))),
        ("مصر او السودان", Any((words("مصر"), words("السودان")))),
        ("قمة (مصر أو السودان)", All((words("قمة"), Any((words("مصر"), words("السودان")))))),
        ('"أ ب" و "ج د"', All((Phrase("أ ب"), Phrase("ج د")))),
        ('روسيا ليس "الاتحاد السوفيتي"', All((words("روسيا"), Not(Phrase("الاتحاد السوفيتي"))))),
    ],
)
def test_operators_in_both_languages(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    "text",
    [
        "الحل ليس عسكريا",
        "محمد و علي",
        "أو",
        "أو مصر",
        "مصر أو",
        "or and not",
        "كوفيد-19",
        "مصر - السودان",
        "عاجل: انفجار",
    ],
)
def test_words_of_sentences_are_no_operators(text: str) -> None:
    assert isinstance(parse(text), Words)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("شخص:لافروف", Facet(Field.PERSON, "لافروف")),
        ("شخص: لافروف", Facet(Field.PERSON, "لافروف")),
        ('person:"سيرغي لافروف"', Facet(Field.PERSON, "سيرغي لافروف")),
        ("وكاله:رويترز", Facet(Field.AGENCY, "رويترز")),
        ("-موضوع:رياضة", Not(Facet(Field.TOPIC, "رياضة"))),
        ("شخص:(سيرغي لافروف أو بوتين)", Any((Facet(Field.PERSON, "سيرغي لافروف"), Facet(Field.PERSON, "بوتين")))),
        ("عنوان:هدنة", Scoped(Field.TITLE, words("هدنة"))),
        ("منذ:2022-01", Dated(Field.SINCE, "2022-01", (0, 4))),
        ("مكان:(-غزة)", Not(Facet(Field.PLACE, "غزة"))),
        ("عنوان:(شخص:لافروف)", Facet(Field.PERSON, "لافروف")),
    ],
)
def test_fields_in_both_languages(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize("text", ["شخص:", "وكالة: -", "http://example.org", "غير_معروف:قيمة", "12:30"])
def test_what_only_looks_like_a_field_is_text(text: str) -> None:
    assert isinstance(parse(text), Words)


@pytest.mark.parametrize(
    ("text", "code", "at", "hint"),
    [
        ('"مفتوح', Code.QUERY_UNCLOSED_QUOTE, (0, 6), '"مفتوح"'),
        ('وزير ="مفتوح', Code.QUERY_UNCLOSED_QUOTE, (5, 12), 'وزير ="مفتوح"'),
        ('وزير "', Code.QUERY_UNCLOSED_QUOTE, (5, 6), "وزير"),
        ("(مصر قطر", Code.QUERY_UNCLOSED_PARENTHESIS, (0, 1), "(مصر قطر)"),
        ("مصر) قطر", Code.QUERY_UNOPENED_PARENTHESIS, (3, 4), "مصر قطر"),
        ("مصر ()", Code.QUERY_EMPTY_GROUP, (4, 5), "مصر"),
        ("مصر عنوان:()", Code.QUERY_EMPTY_GROUP, (10, 11), "مصر"),
        ('مصر عنوان:"', Code.QUERY_UNCLOSED_QUOTE, (10, 11), "مصر"),
        ("AND مصر", Code.QUERY_DANGLING_OPERATOR, (0, 3), "مصر"),
        ("مصر OR", Code.QUERY_DANGLING_OPERATOR, (4, 6), "مصر"),
        ("مصر AND OR قطر", Code.QUERY_DANGLING_OPERATOR, (8, 10), "مصر AND قطر"),
        ("(مصر NOT) قطر", Code.QUERY_DANGLING_OPERATOR, (5, 8), "(مصر) قطر"),
        ("*كلمة", Code.QUERY_LEADING_WILDCARD, (0, 5), "كلمة"),
        ("كل*مة", Code.QUERY_LEADING_WILDCARD, (0, 5), "كلمة"),
        ("ك*", Code.QUERY_SHORT_PREFIX, (0, 2), "ك"),
        ("()", Code.QUERY_EMPTY_GROUP, (0, 1), None),
    ],
)
def test_errors_point_at_the_place_and_offer_a_repaired_query(
    text: str, code: Code, at: tuple[int, int], hint: str | None
) -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse(text)
    assert (caught.value.code, caught.value.at, caught.value.hint) == (code, at, hint)
    assert caught.value.param == "q"


def test_a_query_that_is_too_long_is_refused() -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse("ا" * (MAX_LENGTH + 1))
    assert caught.value.code is Code.QUERY_TOO_LONG
    parse("ا" * MAX_LENGTH)


@pytest.mark.parametrize("text", ["كلمة " * (MAX_CLAUSES + 1), '"' + "كلمة " * (MAX_CLAUSES + 1) + '"'])
def test_a_query_of_too_many_words_is_refused(text: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse(text)
    assert caught.value.code is Code.QUERY_TOO_MANY_CLAUSES


def test_parentheses_may_be_nested_so_deep_and_no_deeper() -> None:
    parse("(" * MAX_DEPTH + "مصر" + ")" * MAX_DEPTH)
    with pytest.raises(InvalidQuery) as caught:
        parse("(" * (MAX_DEPTH + 1) + "مصر" + ")" * (MAX_DEPTH + 1))
    assert caught.value.code is Code.QUERY_TOO_DEEP
    assert caught.value.hint == "مصر"


_SIGNS = ['"', "«", "»", "(", ")", "-", "=", "*", "~3", "AND", "OR", "NOT", "أو", "و", "ليس", "شخص:", "عنوان:", "منذ:"]
_TEXTS = ["2022", " ", "مصر", "الضمانات", "a", "\u200f", "\u0640", "\x00", "\ud800", "🙂", "ً", "\n"]
_PIECES = st.sampled_from([*_SIGNS, *_TEXTS])
_HOSTILE = st.one_of(
    st.text(max_size=300),
    st.lists(_PIECES, max_size=80).map("".join),
    st.lists(_PIECES, max_size=80).map(" ".join),
)


@settings(max_examples=400, deadline=None)
@given(_HOSTILE)
@example('title:("')
@example("NOT " * 400 + "x")
@example(")" * 2000)
@example("()" * 1000)
@example('"' * 1999)
def test_whatever_the_text_it_is_a_tree_or_our_own_error_whose_hint_is_a_tree(text: str) -> None:
    hint: str | None = None
    try:
        hint = render(parse(text))
    except InvalidQuery as error:
        hint = error.hint
    assert hint is None or leaves(parse(hint))


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_the_normal_form_can_be_read_again(text: str) -> None:
    try:
        node = parse(text)
    except InvalidQuery:
        return
    assert render(parse(render(node))) == render(node)


def test_every_field_has_a_name_in_both_languages() -> None:
    for field in Field:
        names = [name for name, meaning in FIELDS.items() if meaning is field]
        assert any(name.isascii() for name in names)
        assert any(not name.isascii() for name in names)
