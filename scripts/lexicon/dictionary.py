"""From a table of forms and lemmas as written to one of plain letters, one lemma a form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from arabic.words import letters
from scripts.lexicon.sources import OFTEN, read_hand_list

if TYPE_CHECKING:
    from scripts.lexicon.sources import Levels, Names

_MASDAR_OF_SIMPLE = re.compile("ت..ي.|ت..يه|م.ا..ه|.{2}ا.ه")
_MASDAR_OF_DERIVED = re.compile("ا.*ا.|ا.*ا.ه|.{2}ا.|م.ا..ه|ت..ي.|ت..يه")
_TOO_SHORT_FOR_FORMS = 2
_PLURAL_OF_PARTICIPLE = re.compile("...ه")


def plain_dictionary(raw: dict[str, str], levels: Levels, names: Names) -> dict[str, str]:
    """Plain form to plain lemma. Of several spellings with the same letters the commonest decides."""
    verbs = {letters(lemma) for form, lemma in raw.items() if form.startswith("ي") and not lemma.startswith("ي")}
    best: dict[str, tuple[float, bool, str]] = {}
    for form, lemma in raw.items():
        key, target = letters(form), letters(lemma)
        if len(key) <= _TOO_SHORT_FOR_FORMS or _is_noun_of_verb(key, target, verbs):
            target = key
        rank = (levels.written.get(form, 0.0), target == key, target)
        if key not in best or rank > best[key]:
            best[key] = rank
    table = {key: target for key, (_, _, target) in best.items()}
    _join_feminine_adjectives(table, levels)
    _join_verb_forms(table, verbs, levels)
    often = {name for name, count in names.count.items() if count >= OFTEN and not name.endswith("يه")}
    table |= {name: name for name in table.keys() & often}
    for form, lemma in _by_hand():
        table[letters(form)] = letters(lemma)
    return _to_the_end(table)


def _by_hand() -> list[tuple[str, str]]:
    pairs = [(row[0], row[1]) for name in ("broken_plurals.txt", "corrections.txt") for row in read_hand_list(name)]
    lemmas = [(lemma, lemma) for _, lemma in pairs]
    function_words = [(word, word) for row in read_hand_list("function_words.txt") for word in row]
    return lemmas + pairs + function_words


def _is_noun_of_verb(key: str, lemma: str, verbs: set[str]) -> bool:
    """The dictionary gives verbal nouns and participles the verb as lemma, while their plurals keep the noun."""
    if lemma not in verbs or key == lemma:
        return False
    if key.startswith("م") and not lemma.startswith("م"):
        return True
    simple = len(lemma) <= 3
    if simple and (
        _MASDAR_OF_SIMPLE.fullmatch(key)
        or (re.fullmatch(".ا..", key) and key[0] == lemma[0] and not key.startswith(lemma))
    ):
        return True
    if len(lemma) == 4 and key == lemma + "ه" and not set(lemma) & set("اوي"):
        return True
    if not simple and lemma[0] == key[0] and _MASDAR_OF_DERIVED.fullmatch(key):
        return True
    return key.endswith("ه") and not (_PLURAL_OF_PARTICIPLE.fullmatch(key) and "ا" in lemma) and key[:-1] != lemma


def _join_feminine_adjectives(table: dict[str, str], levels: Levels) -> None:
    """وطنية is the feminine of وطني where both are as common; a noun like جمهورية is far commoner than جمهوري."""
    for key in [key for key, lemma in table.items() if key.endswith("يه") and lemma == key]:
        masculine = key[:-1]
        adjective = table.get(masculine) == masculine and levels.of_word(key) - levels.of_word(masculine) < 0.6
        if adjective and len(key) >= 5:
            table[key] = masculine


def _join_verb_forms(table: dict[str, str], verbs: set[str], levels: Levels) -> None:
    """Some forms of verbs stand as their own lemma; another form of the same verb knows better."""
    for key in [key for key, lemma in table.items() if key == lemma]:
        if better := _verb_of(key, table, verbs, levels):
            table[key] = better


def _verb_of(key: str, table: dict[str, str], verbs: set[str], levels: Levels) -> str | None:
    other_person = {"ي": "ت", "ت": "ي"}.get(key[0], "") + key[1:]
    if len(other_person) == len(key) > 3 and table.get(other_person, other_person) in verbs:
        return table[other_person]
    for ending in ("وا", "ون", "ين", "ان", "ن", "تم", "تا", "ت"):
        base = key.removesuffix(ending)
        if base == key or base not in table:
            continue
        past = ending == "وا" or (ending == "ت" and base in verbs and levels(base) > levels(key) - 0.3)
        if (past and len(base) > 2) or (key[0] in "يت" and table[base] != base):
            return table[base]
    return None


def _to_the_end(table: dict[str, str]) -> dict[str, str]:
    """A lemma that is itself a form of another word leads on to that word's lemma, unless that leads back."""
    found: dict[str, str] = {}
    for key, lemma in table.items():
        seen = [key]
        while lemma not in seen and table.get(lemma, lemma) != lemma:
            seen.append(lemma)
            lemma = table[lemma]  # noqa: PLW2901
        found[key] = lemma if lemma not in seen[1:] else min(seen[1:])
    return found
