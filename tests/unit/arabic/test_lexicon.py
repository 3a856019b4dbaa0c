"""The lexicon that ships: there, quick, small, and right where the news needs it."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

from arabic.lexicon import PRONOUN_MARK, Lexicon, load_lexicon
from arabic.words import letters

WHOLE = ("وزارة", "وطني", "عمان", "لبنان", "وليد", "واشنطن", "بلينكن", "لافروف", "فلاديمير", "كلينتون", "بوتين")


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_it_loads_in_a_fraction_of_a_second() -> None:
    """In a program of its own, since measuring coverage would slow it down."""
    program = "import time; from arabic.lexicon import load_lexicon as load; load(); print(time.process_time())"
    done = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(3)]
    assert min(float(run.stdout) for run in done) < 0.5


def test_its_files_are_small() -> None:
    sizes = [len(path.read_bytes()) for path in files("arabic").joinpath("data").iterdir()]
    assert sum(sizes) < 5_000_000


def test_forms_are_in_plain_letters_and_lead_to_lemmas(lexicon: Lexicon) -> None:
    assert len(lexicon.forms) > 100_000
    for form in list(lexicon.forms)[::50]:
        bare = form.removesuffix(PRONOUN_MARK)
        entry = lexicon.get(form)
        assert letters(bare) == bare
        assert entry is not None
        assert entry.lemma
        assert 0 <= entry.level < 10
        assert entry.kind in {"d", "n", "w"}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("وزراء", "وزير"),
        ("رؤساء", "رئيس"),
        ("دول", "دولة"),
        ("كتب", "كتاب"),
        ("مستشفيات", "مستشفى"),
        ("أسعار", "سعر"),
        ("يجتمع", "اجتمع"),
        ("قالت", "قال"),
        ("تعليم", "تعليم"),
        ("كتابة", "كتابة"),
        ("كوبا", "كوبا"),
        ("تشاد", "تشاد"),
        ("جمهورية", "جمهورية"),
        ("وطنية", "وطني"),
    ],
)
def test_forms_of_the_news_have_the_right_lemma(lexicon: Lexicon, form: str, lemma: str) -> None:
    entry = lexicon.get(letters(form))
    assert entry is not None
    assert entry.lemma == letters(lemma)


@pytest.mark.parametrize("form", WHOLE)
def test_words_that_begin_like_a_proclitic_are_known_whole(lexicon: Lexicon, form: str) -> None:
    assert letters(form) in lexicon


@pytest.mark.parametrize("form", ["وقال", "الحكومة", "والحكومة", "بضمانات", "للرئيس"])
def test_words_with_a_proclitic_are_not_known_whole(lexicon: Lexicon, form: str) -> None:
    assert lexicon.get(letters(form)) is None


def test_names_are_told_from_other_words(lexicon: Lexicon) -> None:
    name, word = lexicon.get("غوتيريش"), lexicon.get("حكومه")
    assert name is not None
    assert word is not None
    assert name.is_name
    assert not word.is_name
