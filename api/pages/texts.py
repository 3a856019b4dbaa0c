"""What the pages say, in Arabic and in English."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from hijridate import Gregorian

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.languages import Language

_TWO, _FEW_FROM, _FEW_TO, _MANY_TO, _HUNDRED = 2, 3, 10, 99, 100
_DAY: Final = 10


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; `texts["search.button"]` is one of them."""

    language: Language
    _values: Mapping[str, Any]

    def __getitem__(self, key: str) -> str:
        """The text of a key; `KeyError` if there is none, so that a template cannot show a gap."""
        return str(self._values[key])

    def either(self, key: str, default: str) -> str:
        """The text of a key that data may ask for, or what the data itself says."""
        return str(self._values.get(key, default))

    def count(self, key: str, number: int, *, exact: bool = True) -> str:
        """A number with its noun, in the form that the number asks for."""
        form = plural_form(number) if exact else "more_than"
        return self[f"{key}.{form}"].replace("{n}", f"{number:,}")

    def day(self, value: str, calendar: str = "gregorian") -> str:
        """A day (`2022-01-18`), month or year as people write it, in either calendar."""
        if calendar == "hijri" and len(value) == _DAY:
            value = to_hijri(value) or value
        year, _, rest = value.partition("-")
        month, _, day = rest.partition("-")
        names: list[str] = self._values["months.hijri" if calendar == "hijri" else "months.names"]
        name = names[int(month) - 1] if month else ""
        suffix = f"{year} {self['hijri_mark']}" if calendar == "hijri" else year
        return " ".join(part for part in (day.lstrip("0"), name, suffix) if part)


def plural_form(number: int) -> str:
    """The plural category of a number in Arabic; English texts give several of them the same words.

    The categories of the Unicode CLDR: 3 أخبار, 11 خبرًا, 100 خبر.
    """
    if number in {0, 1, _TWO}:
        return ("zero", "one", "two")[number]
    rest = number % _HUNDRED
    if _FEW_FROM <= rest <= _FEW_TO:
        return "few"
    return "many" if _FEW_TO < rest <= _MANY_TO else "other"


def to_hijri(day: str) -> str | None:
    """An ISO day as a Hijri one (Umm al-Qura); None outside the tables of the calendar."""
    try:
        found = date.fromisoformat(day)
        return str(Gregorian(found.year, found.month, found.day).to_hijri().isoformat())
    except (OverflowError, ValueError):
        return None


def load_texts() -> dict[Language, Texts]:
    """The texts of both languages, read from `web/texts`."""
    languages: tuple[Language, ...] = ("ar", "en")
    return {language: _read(language) for language in languages}


def _read(language: Language) -> Texts:
    parsed = tomllib.loads((files("web") / "texts" / f"{language}.toml").read_text("utf-8"))
    values: dict[str, Any] = {}
    for key, value in parsed.items():
        if isinstance(value, dict):
            values |= {f"{key}.{name}": each for name, each in value.items()}
        else:
            values[key] = value
    return Texts(language, values)
