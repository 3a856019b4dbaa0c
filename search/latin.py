"""Arabic words in Latin letters: names as foreign papers write them (Lavrov, Zelensky), and Arabizi (7okoma, 3abbas).

Each Latin letter stands for a few Arabic ones, each at a cost: how seldom it does. Vowels may be left out. What a word
stands for is the known Arabic word that costs least; `cost` compares with one word, `readings` looks for known ones.
"""

from __future__ import annotations

import heapq
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from arabic.fold import fold
from mappings.fields import FACET_SEPARATOR
from search.labels import letters_like

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Sound: TypeAlias = "tuple[tuple[str, float], ...]"

MIN_LETTERS: Final = 3
MAX_LETTERS: Final = 24
# What a letter may cost on average, and a short word altogether, to be taken for an Arabic word.
_COST_PER_SOUND: Final = 0.13
_LEAST_COST: Final = 0.5
_MAX_STEPS: Final = 6_000
_ARTICLE: Final = re.compile("(?:al|el|ul)-?")

# Arabic spellings and their costs, the likeliest first; `-` stands for nothing.
_WITHIN: Final = """
    sch ش0            tch تش0 ش.3         kh خ0 ك.6 كه.7      gh غ0 ج.5 ق.7 غه.8   sh ش0 سه.7
    ch ش0 تش.1 خ.4 ك.5   th ث0 ت.2 ذ.2 ته.6  dh ذ0 ض.1 ظ.2 د.4 ده.6   zh ج.1 ز.2 ش.4    dj ج0
    ph ف0             ck ك0 ق.5           qu كو0 ق.2 ك.3      tz تس0 تز.1 ز.2      ts تس0 س.4
    aa ا0 عا.3 اء.5   ee ي0 ءي.4 -.6      oo و0 ءو.4 -.6      ou و0 ءو.3 او.4 -.4  ow و.1 او.1
    ai ي0 اي.1 اءي.3 ا.5  ay ي0 اي.1       ei ي0 اي.1 ءي.2     ey ي0 اي.2           au او0 و.2
    aw او0 و.1        ie ي0 ييه.6         eau و0              ae اي.1 اء.2 ا.3 ي.4
    ng نغ0 نج.1 ن.2      ll ل0 لل.2 للا.3
    b ب0   p ب0   t ت0 ط.2   d د0 ض.2   r ر0   z ز0 ذ.3 ظ.3 س.4 تس.4   s س0 ص.2 ز.4 ش.5   f ف0   v ف0 ب.5 و.6
    w و0 ف.4   k ك0 ق.3 خ.6   q ق0 ك.4   g غ0 ج.1 ق.4 ك.6   c ك0 س.2 ق.4   x كس0 ش.5 ز.6 خ.6   l ل0   m م0   n ن0
    h ه0 ح.1 -.5   y ي0 -.6   j ج0 ي.4 خ.5
    a ا0 -.1 ع.5 عا.5   e -0 ي.1 ا.4 ع.6   i ي0 -.1 ءي.4 ع.6   o و0 -.1 ا.5 ع.6 عو.6   u و0 -.1 ا.5 ع.6
    2 ء0 ا.1 -.1 ق.5   3 ع0   4 ذ.2 ش.2   5 خ0   6 ط0   7 ح0   8 ق0 غ.2   9 ص0 ق.3
    3' غ0   6' ظ0   7' خ0   9' ض0   ' -0 ع.1 ء.1
"""
_FIRST: Final = """
    a ا0 ع.2   e ا0 اي.1 ع.3   i ا0 اي0 ع.2   o ا.1 او0 ع.1   u ا.1 او0 ع.2   y ي0   ' ع0 -.1
    ei اي0 ا.3 عي.3   ai اي0 عاي.2 عي.2   ou او0 ع.2
"""
_LAST: Final = """
    a ا0 ه0 ي.2 اء.3 -.4   e -0 ه.1 ي.2   ah ه0 ا.1 اه.2   eh ه0   i ي0   y ي0   o و0   aa ا0 ي.2 اء.2   ia يا0 يه0
"""


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, Sound], dict[str, Sound], dict[str, Sound]]:
    """The spellings of each Latin letter or group within a word, and where they differ at its beginning and end."""
    return _table(_WITHIN), _table(_FIRST), _table(_LAST)


def _table(text: str) -> dict[str, Sound]:
    table: dict[str, Sound] = {}
    latin = ""
    for part in text.split():
        option = re.fullmatch("([\u0621-\u064a]+|-)(\\d?(?:\\.\\d)?)", part)
        if option:
            spelling = "" if option[1] == "-" else option[1]
            table[latin] = (*table.get(latin, ()), (spelling, float(option[2] or 0)))
        else:
            latin = part
    return table


def sounds(word: str) -> tuple[Sound, ...]:
    """The sounds of a Latin word with their Arabic spellings; empty for what is none, or too short to tell."""
    plain = re.sub("[`’‘ʿʾ]", "'", word.lower())
    plain = re.sub("([a-z])\\1+", _undoubled, plain)
    if not re.fullmatch("[a-z2-9'-]+", plain) or not re.search("[a-z]", plain) or len(plain) > MAX_LETTERS:
        return ()
    plain = plain.replace("-", "")
    within, first, last = _tables()
    found: list[Sound] = []
    at = 0
    while at < len(plain):
        for size in (3, 2, 1):
            group = plain[at : at + size]
            table = (last if at + size >= len(plain) and at else None) or (first if at == 0 else None) or within
            sound = table.get(group) or within.get(group)
            if sound and len(group) == size:
                found.append(sound)
                at += size
                break
        else:
            return ()
    return tuple(found) if len(found) >= MIN_LETTERS else ()


def _undoubled(match: re.Match[str]) -> str:
    return match.group()[:2] if match[1] in "aeol" else match[1]


def pattern(word: Sequence[Sound]) -> str:
    """A pattern, in the engines' syntax, for facet values with a word in their label that the sounds may be."""
    inner = "".join(_alternatives(sound) for sound in word)
    return f"[^{FACET_SEPARATOR}]*{FACET_SEPARATOR}(.* )?(ال)?{inner}( .*)?"


def _alternatives(sound: Sound) -> str:
    spellings = [spelling for spelling, _ in sound]
    written = "|".join("".join(f"[{letters_like(char)}]" for char in spelling) for spelling in spellings if spelling)
    return f"({written})" + ("?" if "" in spellings else "") if written else ""


def bound(word: Sequence[Sound]) -> float:
    """What an Arabic word may cost to be taken for these sounds."""
    return max(_LEAST_COST, _COST_PER_SOUND * len(word))


def cost(word: Sequence[Sound], arabic: str) -> float | None:
    """What it costs to read the sounds as an Arabic word, in any spelling, article aside; None where they are another.

    >>> cost(sounds("Lavrov"), "لافروف") < cost(sounds("Lavrov"), "لفروب"), cost(sounds("Lavrov"), "بلينكن")
    (True, None)
    """
    plain = fold(arabic)
    bare = plain.removeprefix("ال")
    found = [each for each in (_align(word, plain), _align(word, bare) if bare != plain else None) if each is not None]
    least = min(found, default=None)
    return least if least is not None and least <= bound(word) else None


def _align(word: Sequence[Sound], plain: str) -> float | None:
    reached = {0: 0.0}
    for sound in word:
        following: dict[int, float] = {}
        for at, so_far in reached.items():
            for spelling, price in sound:
                folded = fold(spelling)
                if plain.startswith(folded, at):
                    end = at + len(folded)
                    following[end] = min(following.get(end, so_far + price), so_far + price)
        reached = following
    return reached.get(len(plain))


def readings(word: Sequence[Sound], known: Callable[[str], float | None], limit: int) -> list[str]:
    """The known words (in plain letters) that the sounds may be, the best first.

    `known` gives the decimal logarithm of a word's frequency, None for what is no word.
    """
    most = bound(word)
    found: dict[str, float] = {}
    queue: list[tuple[float, int, str]] = [(0.0, 0, "")]
    for _ in range(_MAX_STEPS):
        if not queue:
            break
        price, at, spelt = heapq.heappop(queue)
        if at == -len(word):
            level = known(spelt)
            if level is not None:
                found[spelt] = min(found.get(spelt, 9.0), price - level / 10)
            continue
        for spelling, more in word[-at]:
            if price + more <= most:
                heapq.heappush(queue, (price + more, at - 1, spelt + spelling))
    return sorted(found, key=lambda each: (found[each], each))[:limit]
