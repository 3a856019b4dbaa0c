"""The words of the query language, in English and Arabic, and what they stand for.

Everything is looked up folded, so that أو and او, وكالة and وكاله are one word.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from arabic.fold import fold


class Field(StrEnum):
    """What may stand before a colon. Text fields, facets (as in `mappings.fields.FILTERS`), and dates."""

    TITLE = "title"
    BODY = "body"
    PERSON = "person"
    TOPIC = "topic"
    PHRASE = "phrase"
    PLACE = "place"
    ORG = "org"
    AGENCY = "agency"
    KIND = "kind"
    SINCE = "since"
    UNTIL = "until"
    ON = "on"


TEXT_FIELDS: Final = frozenset({Field.TITLE, Field.BODY})
DATE_FIELDS: Final = frozenset({Field.SINCE, Field.UNTIL, Field.ON})

_FIELD_NAMES: Final[dict[Field, str]] = {
    Field.TITLE: "title headline عنوان العنوان",
    Field.BODY: "body text نص النص متن المتن",
    Field.PERSON: "person شخص الشخص شخصية",
    Field.TOPIC: "topic موضوع الموضوع",
    Field.PHRASE: "phrase عبارة العبارة",
    Field.PLACE: "place مكان المكان",
    Field.ORG: "org organisation organization منظمة المنظمة مؤسسة جهة",
    Field.AGENCY: "agency وكالة الوكالة",
    Field.KIND: "kind نوع النوع",
    Field.SINCE: "since from after منذ من",
    Field.UNTIL: "until to before حتى إلى",
    Field.ON: "on date تاريخ",
}
FIELDS: Final[dict[str, Field]] = {fold(name): field for field, names in _FIELD_NAMES.items() for name in names.split()}

# Capitals, because "or" and "and" are words of English headlines.
HARD_OPERATORS: Final = {"AND": "AND", "&&": "AND", "OR": "OR", "||": "OR", "|": "OR", "NOT": "NOT"}
# Ordinary words of Arabic sentences too: operators only where `search.scan` finds that they are meant.
SOFT_OPERATORS: Final = {"و": "AND", fold("أو"): "OR", "ليس": "NOT"}

_KIND_NAMES: Final = {
    "flash": "عاجل خبر_عاجل",
    "story": "خبر تقرير",
    "update": "تحديث",
    "correction": "تصحيح تصويب",
    "kill": "إلغاء سحب",
}
KINDS: Final[dict[str, str]] = {
    **{kind: kind for kind in _KIND_NAMES},
    **{fold(name.replace("_", " ")): kind for kind, names in _KIND_NAMES.items() for name in names.split()},
}
