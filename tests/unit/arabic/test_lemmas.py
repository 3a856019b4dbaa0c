"""A small lexicon decides what is cut; what it does not know is cut by rule."""

from __future__ import annotations

import pytest

from arabic.lemmas import Cut, analyse_key
from arabic.lexicon import PRONOUN_MARK, Lexicon

LEXICON = Lexicon(
    {
        "وزير": "\t54\td",
        "وزراء": "وزير\t47\td",
        "حكومه": "\t52\td",
        "بيان": "\t49\td",
        "يجتمع": "اجتمع\t43\td",
        "يجتمعون": "اجتمع\t30\td",
        "لافروف": "\t30\tn",
        "لبنان": "\t53\td",
        "لبن": "\t40\td",
        "عمر": "\t50\td",
        "عمره": "\t35\td",
        "عمره" + PRONOUN_MARK: "عمر\t49\td",
        "امهات": "ام\t40\td",
        "امه": "\t49\td",
        "بل": "\t55\td",
    },
    {"بلنكن": "بلينكن"},
    {},
)


def cut(word: str, *, spelt_ha: bool = False) -> Cut:
    return analyse_key(word, LEXICON, spelt_ha=spelt_ha)


@pytest.mark.parametrize("word", ["وزير", "لبنان", "بيان", "لافروف"])
def test_a_known_word_is_never_cut(word: str) -> None:
    assert cut(word) == Cut((), word, (), word, word, known=True)


@pytest.mark.parametrize(
    ("word", "prefixes", "bare", "lemma"),
    [
        ("الوزير", ("ال",), "وزير", "وزير"),
        ("وللوزراء", ("و", "ل", "ال"), "وزراء", "وزير"),
        ("للافروف", ("ل",), "لافروف", "لافروف"),
        ("وسيجتمعون", ("و", "س"), "يجتمعون", "اجتمع"),
        ("للامهات", ("ل", "ال"), "امهات", "ام"),
    ],
)
def test_proclitics_come_off_what_is_known(word: str, prefixes: tuple[str, ...], bare: str, lemma: str) -> None:
    found = cut(word)
    assert (found.prefixes, found.word, found.lemma, found.known) == (prefixes, bare, lemma, True)


def test_suffixes_come_off_the_lemma_but_not_off_the_word() -> None:
    found = cut("وبياناتهم")
    assert (found.word, found.suffixes, found.lemma) == ("بياناتهم", ("ات", "هم"), "بيان")


def test_a_short_word_does_not_explain_a_long_one() -> None:
    assert cut("بلينكن").lemma == "بلينكن"
    assert not cut("بلينكن").known


def test_spelling_with_ha_reads_as_pronoun_where_the_lexicon_says_so() -> None:
    assert cut("عمره", spelt_ha=True).lemma == "عمر"
    assert cut("وعمره", spelt_ha=True).suffixes == ("ه",)
    assert cut("عمره").lemma == "عمره"
    assert cut("العمره", spelt_ha=True).lemma == "عمره"
    assert cut("حكومتهه", spelt_ha=True).suffixes != ("ة",)


def test_without_evidence_only_the_article_comes_off() -> None:
    assert cut("بالكاظمي").word == "كاظمي"
    assert cut("كاظمي").word == "كاظمي"
    assert cut("الباليستيه").lemma == "باليستي"
    assert cut("البورميين").lemma == "بورمي"


def test_a_lost_final_hamza_is_restored_where_it_makes_a_word() -> None:
    assert cut("الوزرا").word == "وزراء"
    assert cut("الوزرا").lemma == "وزير"


def test_unknown_spellings_of_a_known_name_meet() -> None:
    assert cut("بلنكن").lemma == "بلينكن"
    assert cut("زخاروفا").lemma == cut("زاخاروفا").lemma


def test_open_names_are_words() -> None:
    assert cut("لعبدالفتاح").word == "عبدالفتاح"
    assert cut("وابومازن").word == "ابومازن"


@pytest.mark.parametrize(
    ("word", "prefixes", "bare", "suffixes"),
    [
        ("2014م", (), "2014", ("م",)),
        ("و12", ("و",), "12", ()),
        ("وbeidou", ("و",), "beidou", ()),
        ("بالiphone", ("ب", "ال"), "iphone", ()),
        ("nato", (), "nato", ()),
    ],
)
def test_clitics_come_off_numbers_and_latin(
    word: str, prefixes: tuple[str, ...], bare: str, suffixes: tuple[str, ...]
) -> None:
    found = cut(word)
    assert (found.prefixes, found.word, found.suffixes) == (prefixes, bare, suffixes)


def test_what_is_no_word_stays_as_it_is() -> None:
    long = "ال" + "ب" * 500
    assert cut(long).word == long
    assert cut("東").lemma == "東"
