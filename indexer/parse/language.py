"""The language of an article, told by letters and by its smallest words."""

from __future__ import annotations

import re
from collections import Counter

# The commonest words of each language that another one with the same letters does not have.
_FUNCTION_WORDS = {
    "ar": "في من على إلى أن التي الذي هذا هذه عن مع ما كان بعد قال لا كما بين خلال وقال وأضاف وكان أو ذلك حيث "
    "علی إلی التی الذی فی منذ ضمن عند قد لم أنه إن حتى غير وفي ومن اليوم كانت بن",
    "fa": "است این که را در از با برای شد شده می های خود کرد آن بود یک شود وی نیز گفت تا کند هم بر ها",
    "ur": "ہے میں کے کی سے کا اور کو نے ہیں پر کہ گیا تھا کر اس ہو نہیں یہ ان ایک لیے گئے تھے کہا وہ",
    "ps": "دی د په چې او له ته کې نه سره شوي هغه يې دا وي دې کړي وه",
    "ckb": "لە و بە بۆ کە ئەو لەگەڵ ئەم دەکات هەر بوو کرد دا هەیە",
    "en": "the of and to in a is that for on was with as it by at from he be said are has have an his they",
    "fr": "le la les de des du et en un une est que qui dans pour sur au aux par il avec ce ne pas plus se",
    "es": "el la los las de del y en un una que es por con para se su al lo como más",
    "de": "der die das und in den von zu mit ist im für auf nicht eine ein dem des sich auch als werden wurde",
    "tr": "ve bir bu da de için ile olarak olan daha çok sonra kadar en gibi göre ise ancak dedi",
    "ru": "и в на не что с по как из у за от это для его он она они был",
    "he": "של את על לא הוא כי גם עם זה היא אל כל או יש אך",
}
# Letters that Arabic lacks; a text in one of these languages cannot do without them for long.
_OWN_LETTERS = {"fa": "پچژگ", "ur": "ٹڈڑںےہ", "ps": "ښځډړږټۍې", "ckb": "ڕڵۆێەڤ"}
_LEAST_OWN_LETTERS = 0.004
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
_LEAST_SHARE = 0.02
_UNKNOWN = "und"


def detect(text: str) -> str:
    """The ISO 639 code of the language: "ar" for any text in Arabic letters that is not surely another's.

    Text without a letter, or in a script that no list here knows, is "und".
    """
    words = _WORD.findall(text[:_SAMPLE].casefold())
    if not words:
        return _UNKNOWN
    counts = Counter(words)
    scores = {language: sum(counts[word] for word in listed.split()) for language, listed in _FUNCTION_WORDS.items()}
    best = max(scores, key=lambda language: (scores[language], language == "ar"))
    arabic = sum("\u0600" <= word[0] <= "\u06ff" or word[0] >= "\ufb50" for word in words)
    if scores[best] >= max(2, _LEAST_SHARE * len(words)) and scores[best] > 2 * scores["ar"] * (best != "ar"):
        return best
    return "ar" if 2 * arabic >= len(words) else _UNKNOWN


def _has_own_letters(language: str, letters: Counter[str]) -> bool:
    own = sum(letters[letter] for letter in _OWN_LETTERS.get(language, ""))
    return language not in _OWN_LETTERS or own >= _LEAST_OWN_LETTERS * letters.total()
