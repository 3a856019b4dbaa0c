"""The names of the months, in all the ways that Arabic newspapers write them."""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import NamedTuple

from arabic.dates.model import Notation
from arabic.fold import fold


class Use(IntEnum):
    """What else the name of a month may be."""

    MONTH = 0  # Hardly anything else: a preposition before it is enough.
    WORD = 1  # A common word too (مارس: he practised): needs a preposition that no such word has.
    NAME = 2  # The name of people or things too: needs a day, a year or المقبل.
    NOUGHT = 3  # صفر, the zero of every score: needs a year, or a written-out day.


class Month(NamedTuple):
    """A month of one calendar, counted from 1."""

    notation: Notation
    number: int
    use: Use


# Names of one month are separated by commas, months by bars.
_GREGORIAN = """يناير، ينائر، جنوري|فبراير، فبرائر|مارس|أبريل، ابريل، نيسان أبريل|مايو|يونيو، يونيه، يونية، يونيوه|
    يوليو، يوليه، يولية|أغسطس، أوغسطس، آغسطس|سبتمبر، سيبتمبر|أكتوبر، أوكتوبر|نوفمبر، نوفنبر|ديسمبر، ديسيمبر"""
_LEVANTINE = """كانون الثاني، كانون ثاني، كانون ثان|شباط|آذار|نيسان|أيار، ايّار|حزيران|تموز|آب|أيلول، ايلول|
    تشرين الأول، تشرين أول|تشرين الثاني، تشرين ثاني، تشرين ثان|كانون الأول، كانون أول"""
_MAGHREBI = """جانفي، جانفيي|فيفري|مارس|أفريل|ماي|جوان|جويلية، جويليا، يوليوز، جويلة|أوت، غشت، أغشت|شتنبر، شتمبر|
    |نونبر|دجنبر، دجمبر"""
# Datelines of agencies that also write English.
_ENGLISH = """January، Jan|February، Feb|March، Mar|April، Apr|May|June، Jun|July، Jul|August، Aug|
    September، Sep، Sept|October، Oct|November، Nov|December، Dec"""
_HIJRI = """محرم، المحرم، محرم الحرام|صفر، صفر الخير|ربيع الأول، ربيع أول|
    ربيع الآخر، ربيع الثاني، ربيع ثاني، ربيع ثان|جمادى الأولى، جمادى الأول، جمادي الأولى، جماد الأول، جماد أول|
    جمادى الآخرة، جمادى الثانية، جمادى الثاني، جمادى الآخر، جماد الثاني، جماد ثاني، جماد الآخر|
    رجب، رجب الفرد|شعبان|رمضان، رمضان المبارك|شوال|
    ذو القعدة، ذي القعدة، ذوالقعدة، ذيالقعدة، القعدة|ذو الحجة، ذي الحجة، ذوالحجة، ذيالحجة، الحجة"""
_WORDS = frozenset(map(fold, ("مارس", "آب", "أوت", "غشت")))
_NAMES = frozenset(
    map(fold, ("ماي", "جوان", "محرم", "المحرم", "رجب", "شعبان", "رمضان", "شوال", "القعدة", "الحجة", "جنوري"))
)


@cache
def month_names() -> dict[str, tuple[tuple[tuple[str, ...], Month], ...]]:
    """For the first word of each name, folded: the words that follow it, and the month; longest names first."""
    table: dict[str, list[tuple[tuple[str, ...], Month]]] = {}
    for notation, names in (
        (Notation.MAGHREBI, _MAGHREBI),
        (Notation.GREGORIAN, _GREGORIAN),
        (Notation.GREGORIAN, _ENGLISH),
        (Notation.LEVANTINE, _LEVANTINE),
        (Notation.HIJRI, _HIJRI),
    ):
        for number, spellings in enumerate(names.split("|"), 1):
            for spelling in filter(None, (name.strip() for name in spellings.split("،"))):
                first, *rest = fold(spelling).split()
                month = Month(notation, number, _use(fold(spelling)))
                entries = table.setdefault(first, [])
                entries[:] = [entry for entry in entries if entry[0] != tuple(rest)] + [(tuple(rest), month)]
    return {first: tuple(sorted(found, key=lambda e: -len(e[0]))) for first, found in table.items()}


def _use(name: str) -> Use:
    if name == "صفر":
        return Use.NOUGHT
    if name in _NAMES or name.isascii():
        return Use.NAME
    return Use.WORD if name in _WORDS else Use.MONTH
