"""Is وصف one word or و + صف? Which forms the lexicon protects from being cut, judged by how often each reading is seen.

A form that begins like a proclitic is one word if its relatives say so: with the article (الوصف) or in other forms
of its lemma (يصف). It is cut if the rest is so common that the rest with that proclitic explains what is seen.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from arabic.affixes import heads

if TYPE_CHECKING:
    from scripts.lexicon.sources import Levels, Names

VETO = 0.7
"""In doubt a word stays whole: a wrong cut joins strangers, a missing one only loses a form."""
_PROCLITIC_LETTERS = frozenset("وفبلكسا")
_ARTICLES = ("ال", "وال", "بال", "لل", "كال", "فال")
_OFTEN_A_NAME = 3
_MOSTLY_HAMZA = 0.3
_FAR_COMMONER = 1.0


class Evidence:
    """Weighs readings of forms in `table` (plain form to lemma) and `names`."""

    def __init__(self, table: dict[str, str], names: Names, levels: Levels) -> None:
        self._table, self._names, self._levels = table, names, levels
        self._relatives: defaultdict[str, list[str]] = defaultdict(list)
        for form, lemma in table.items():
            if not self._may_be_cut(form):
                self._relatives[lemma].append(form)

    def is_whole(self, form: str) -> bool:
        """Whether the form is better read as one word than as proclitic and word."""
        if form[0] not in _PROCLITIC_LETTERS:
            return True
        if form.startswith("ال") and len(form) > len("ال") + 1 and form not in self._names.countries:
            return self._is_without_article(form)
        return self._as_whole(form) + VETO >= self._as_cut(form)

    def _is_without_article(self, form: str) -> bool:
        rest = form.removeprefix("ال")
        hamza = self._levels.hamza_share(form) >= _MOSTLY_HAMZA
        return hamza or not self._known(rest) or self._levels(form) - self._levels(rest) > _FAR_COMMONER

    def _known(self, form: str) -> bool:
        return form in self._table or self._names.count.get(form, 0) >= _OFTEN_A_NAME

    def _may_be_cut(self, form: str) -> bool:
        return form[0] in _PROCLITIC_LETTERS and any(self._known(head.rest) for head in heads(form))

    def _as_whole(self, form: str) -> float:
        levels = self._levels
        readings = [levels.together([article + form for article in _ARTICLES])]
        if form in self._table:
            readings += [levels.together(self._relatives[self._table[form]]) - 0.5, levels(form) - 1.3]
        if count := self._names.count.get(form):
            readings.append(levels(form) - (0.3 if count >= _OFTEN_A_NAME else 0.8))
        return max(readings)

    def _as_cut(self, form: str) -> float:
        return max(
            (self._levels.of_word(head.rest) - head.cost for head in heads(form) if self._known(head.rest)),
            default=-1.0,
        )
