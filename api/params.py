"""The parameters of a search as clients send them, in a URL or as JSON, and as `search` takes them."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from search.request import (
    FACET_NAMES,
    MAX_LIMIT,
    MAX_VALUES,
    Breadth,
    Collapse,
    Match,
    SearchRequest,
    Sort,
    read_request,
)
from search.syntax import MAX_LENGTH


class HighlightMode(StrEnum):
    """How matched words are shown: as offsets into plain text, as HTML with `<mark>`, or not at all."""

    OFFSETS = "offsets"
    HTML = "html"
    NONE = "none"


class FacetName(StrEnum):
    """The facets whose values have names; `mappings.fields.FACETS` without `kind`."""

    PERSON = "person"
    TOPIC = "topic"
    PHRASE = "phrase"
    PLACE = "place"
    ORG = "org"
    AGENCY = "agency"


_FILTERS: Final = ("person", "topic", "phrase", "place", "org", "agency", "kind")
_FACET: Final = rf"({'|'.join(FACET_NAMES)})(:[a-z0-9]{{1,5}})?"
Value = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Values = Annotated[list[Value], Field(max_length=MAX_VALUES)]
Facets = Annotated[str, StringConstraints(max_length=200, pattern=rf"^{_FACET}(,{_FACET})*$")]
_DAY_EXAMPLES: Final = ["2022-01-18", "2022-01", "1443-06-15", "7d", "أمس"]


def _filter(what: str, *examples: str) -> Any:
    return Field(
        default_factory=list,
        description=f"{what} Values of one filter are joined by OR; `-` before a value excludes it.",
        examples=[list(examples)],
    )


class ArticleQuery(BaseModel):
    """A search for articles: text, filters, order, page and what to show with it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, use_attribute_docstrings=True)

    q: Annotated[str, StringConstraints(max_length=MAX_LENGTH)] = Field(
        default="",
        description=(
            'Words and "quoted phrases". Also: `-word`, `=word` as written, `word*`, `"phrase"~3`, `OR`/`أو`, '
            "parentheses, and `field:value` with person/شخص, topic/موضوع, place/مكان, org/منظمة, agency/وكالة, "
            "phrase/عبارة, kind/نوع, title/عنوان, body/نص, since/منذ, until/حتى. Empty: every article."
        ),
        examples=['"الضمانات الأمنية"', "وزير الخارجية -قطر", "عنوان:هدنة منذ:7d"],
    )
    person: Values = _filter("Persons, by id or by name in any spelling.", "سيرغي لافروف")
    topic: Values = _filter("Topics, by id or by label.", "سياسة")
    phrase: Values = _filter("Key phrases, with or without article and clitics.", "الضمانات الأمنية")
    place: Values = _filter("Places that the article names, by id or by name.", "موسكو")
    org: Values = _filter("Organisations, by id or by name.", "الأمم المتحدة")
    agency: Values = _filter("Agencies that published the article.", "سبوتنيك")
    kind: Values = _filter("What the copy is to its story: flash, story, update, correction, kill.", "عاجل")
    since: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        default=None,
        alias="from",
        description=(
            "Published on this day or later: a day, month or year (Gregorian, or Hijri for the years 1343 to 1500), "
            "or a period that ends today (`7d`, `2w`, `3m`, `1y`, `أسبوع`)."
        ),
        examples=_DAY_EXAMPLES,
    )
    until: Annotated[str, StringConstraints(max_length=40)] | None = Field(
        default=None,
        alias="to",
        description="Published on this day or earlier, the whole month or year included; written like `from`.",
        examples=_DAY_EXAMPLES,
    )
    sort: Sort = Field(
        default=Sort.RELEVANCE,
        description="What comes first. Articles that rank alike, and queries without words, come newest first.",
    )
    match: Match = Field(
        default=Match.AUTO,
        description=(
            "How near words must match. `exact`: as written. `orth`: but for spelling (hamza, marks, digits, "
            "keyboards). `stem`: in any form, quoted phrases included. `auto`: words in any form, the nearer the "
            "better; phrases in this order and number, with or without article and clitics."
        ),
    )
    words: Breadth = Field(
        default=Breadth.MOST,
        description=(
            "How many of the words an article must have. `most`: each of up to three, 70 % of more. `all`: each. "
            "`any`: one at least; for questions in prose."
        ),
    )
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = Field(default=20, description="Articles on a page.")
    cursor: Annotated[str, StringConstraints(max_length=4_096)] | None = Field(
        default=None,
        description="Where to continue: the cursor of the page before, from `links.next`. Opaque and signed.",
    )
    facets: Annotated[list[Facets], Field(max_length=20)] = Field(
        default_factory=list,
        description=(
            "Facets to count, separated by commas: person, topic, phrase, place, org, agency, kind, each with the "
            "number of values if not 20 (`person:50`), and `date:day|week|month|year`. The counts of a facet leave "
            "out its own selection."
        ),
        examples=[["person,topic,place,agency,date:month"]],
    )
    highlight: HighlightMode = Field(
        default=HighlightMode.OFFSETS,
        description="How matched words are shown. Offsets count Unicode code points.",
    )
    collapse: Collapse = Field(
        default=Collapse.NONE,
        description=(
            "What an entry is: `none` an article, `story` a story, shown by the version that comes first, with the "
            "number of its versions and who had it first. Totals count entries; facets always count articles."
        ),
    )
    withdrawn: bool = Field(default=False, description="Whether to find withdrawn articles too.")

    def to_request(self, today: date) -> SearchRequest:
        """The checked request; raises `SearchError`."""
        return read_request(
            today=today,
            q=self.q,
            filters={name: getattr(self, name) for name in _FILTERS},
            since=self.since,
            until=self.until,
            sort=self.sort,
            match=self.match,
            breadth=self.words,
            limit=self.limit,
            cursor=self.cursor,
            facets=self.facets,
            withdrawn=self.withdrawn,
            collapse=self.collapse,
        )

    def pairs(self, **changes: str | None) -> list[tuple[str, str]]:
        """The parameters that are not at their default, for a URL; `changes` replace or (None) remove one."""
        dumped = self.model_dump(mode="json", by_alias=True, exclude_defaults=True) | changes
        return [
            (name, str(each).lower() if isinstance(each, bool) else str(each))
            for name, value in dumped.items()
            if value is not None
            for each in (value if isinstance(value, list) else [value])
        ]


class ArticleQueryBody(ArticleQuery):
    """The same as JSON, which has numbers and booleans of its own: `"20"` is no number there."""

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT, strict=True)] = Field(default=20, description="Articles on a page.")
    withdrawn: Annotated[bool, Field(strict=True)] = Field(
        default=False, description="Whether to find withdrawn articles too."
    )
