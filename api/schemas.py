"""What answers look like on the wire: the contract that OpenAPI publishes. `api.wire` builds it, a test compares."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from search.request import Interval, Match

Place = Annotated[int, Field(ge=0)]
Level = Literal["exact", "orth", "word", "stem", "root"]
Direction = Literal["rtl", "ltr"]


class Model(BaseModel):
    """Closed: a field that is not described here is never sent."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class Text(Model):
    """A text with its language and direction, for `lang` and `dir` in HTML."""

    value: str = Field(examples=["لافروف يتسلم الرد على الضمانات الأمنية"])
    lang: str = Field(examples=["ar"])
    dir: Direction = Field(examples=["rtl"])


class Named(Model):
    """Something with a stable id, and a label for people."""

    id: str = Field(examples=["politics"])
    label: str = Field(examples=["سياسة"])


class First(Model):
    """Who had a story first, and on which day; the day is null where no version is dated."""

    agencies: list[str] = Field(examples=[["سبوتنيك"]])
    published: str | None = Field(examples=["2022-01-18"])


class Story(Model):
    """The story that an article is a version of; `versions` and `first` are null unless results are collapsed."""

    id: str = Field(examples=["s:9"])
    versions: int | None = Field(default=None, ge=1, description="Articles of the story.", examples=[3])
    first: First | None = None


class Passage(Model):
    """A stretch of the stored text and its matched words: [start, end, level], in Unicode code points.

    JavaScript counts UTF-16 units instead; `[...text].slice(start, end).join("")` gives the word there.
    """

    text: str = Field(examples=["تنتظر روسيا ردًا بشأن الضمانات الأمنية"])
    spans: list[tuple[Place, Place, Level]] = Field(examples=[[[23, 31, "exact"], [32, 39, "exact"]]])


class Highlights(Model):
    """Where the query shows. Strings instead of passages are HTML: escaped, with `<mark>` around whole words."""

    title: list[Passage] | list[str]
    body: list[Passage] | list[str]


class Article(Model):
    """An article in a list of results."""

    id: str = Field(examples=["gq3tembzhazdcmrtgi2tmnzyhe"])
    story: Story | None = Field(description="The story it is a version of, where that is known.")
    kind: Literal["flash", "story", "update", "correction", "kill"]
    title: Text
    snippet: str = Field(
        description="The passage that shows the query best, else the beginning of the body; plain text."
    )
    agencies: list[str] = Field(examples=[["سبوتنيك"]])
    place: Named | None = Field(description="Where the dateline says it was written.")
    published: str | None = Field(description="ISO day; null where the copy gives no date.", examples=["2022-01-18"])
    published_hijri: str | None = Field(description="The same day, Umm al-Qura.", examples=["1443-06-15"])
    persons: list[Named] = Field(examples=[[{"id": "p:1", "label": "سيرغي لافروف"}]])
    topics: list[Named]
    phrases: list[str] = Field(examples=[["الضمانات الأمنية"]])
    url: str | None
    score: float | None = Field(description="How well it matches; only to be compared within one answer.")
    highlights: Highlights | None


class FacetValue(Model):
    """A value of a facet, and how many articles have it under all filters but this facet's own."""

    value: str = Field(examples=["politics"])
    label: str = Field(examples=["سياسة"])
    count: int = Field(ge=0, examples=[41])
    selected: bool
    excluded: bool


class FacetChoice(Model):
    """A value of a facet, and how many articles have it."""

    value: str = Field(examples=["politics"])
    label: str = Field(examples=["سياسة"])
    count: int = Field(ge=0, examples=[41])


class FacetChoices(Model):
    """Values of a facet, the commonest first."""

    data: list[FacetChoice]


class DateBucket(Model):
    """A bar of the histogram: the first day of its interval, and the articles in it. Empty ones are left out."""

    from_: str = Field(alias="from", examples=["2022-01-01"])
    count: int = Field(ge=0, examples=[5])


class DateFacet(Model):
    """Articles by date of publication."""

    interval: Interval
    buckets: list[DateBucket]


class QueryInfo(Model):
    """The query as sent, as Fihris reads it, and how near words had to match."""

    raw: str
    normalized: str
    match: Match


class Suggestion(Model):
    """Another query worth trying, offered and never applied in silence.

    `spelling` mends a word, `layout` retypes keys on the other keyboard, `letters` puts Latin letters into Arabic,
    `joined` and `split` make one word of two and two of one.
    """

    kind: Literal["spelling", "layout", "letters", "joined", "split"]
    q: str = Field(examples=["الضمانات الأمنية"])
    label: str = Field(description="In Arabic or English, by `Accept-Language`.", examples=["هل تقصد «الضمانات»؟"])
    articles: int = Field(ge=1, description="Articles that it finds under the same filters.", examples=[12])


class Meta(Model):
    """About the answer.

    `total_relation` is `eq` for an exact total, `gte` for a lower bound, `approx` for an estimate.
    """

    total: int = Field(ge=0, description="Entries, on all pages.", examples=[1234])
    total_relation: Literal["eq", "gte", "approx"]
    unit: Literal["article", "story"] = Field(description="What an entry is: see `collapse`.")
    articles: int = Field(ge=0, description="Articles in these entries: what facets count.", examples=[1480])
    took_ms: int = Field(ge=0, description="Time that the engine took.")
    query: QueryInfo
    suggestions: list[Suggestion]


class Links(Model):
    """References relative to this server."""

    self_: str = Field(alias="self", examples=["/v1/articles?q=%22…%22"])
    next: str | None = Field(description="The next page; null on the last one.")


class ArticlePage(Model):
    """One page of a search. No hits is an answer, not an error."""

    data: list[Article]
    meta: Meta
    facets: dict[str, list[FacetValue] | DateFacet]
    links: Links


class Entity(Model):
    """Something that the article names. Mentions are [start, end] in code points of `raw`."""

    id: str
    label: str
    role: str | None
    confidence: float = Field(ge=0, le=1)
    in_facets: bool = Field(description="Whether it is sure enough to be counted.")
    mentions: list[tuple[Place, Place]]


class Topic(Model):
    """A subject of the article (IPTC Media Topics)."""

    id: str
    label: str
    confidence: float = Field(ge=0, le=1)


class Phrase(Model):
    """A key phrase of the article, and its weight."""

    label: str
    confidence: float = Field(ge=0, le=1)


class FullArticle(Model):
    """An article with everything that Fihris keeps of it, the raw copy included."""

    id: str
    story: Story | None
    kind: Literal["flash", "story", "update", "correction", "kill"]
    withdrawn: bool
    title: Text
    subtitle: str | None
    byline: str | None
    body: Text
    raw: str = Field(description="The copy as it arrived.")
    agencies: list[str]
    place: Named | None
    published: str | None
    published_hijri: str | None
    published_note: str | None = Field(description="Why there is no date, where there is none.")
    calendar: str = Field(description="How the copy writes its date.", examples=["levantine"])
    mentioned_dates: list[str] = Field(examples=[["2022-01-10", "2021-12"]])
    persons: list[Entity]
    places: list[Entity]
    orgs: list[Entity]
    topics: list[Topic]
    phrases: list[Phrase]
    source: str
    url: str | None
    indexed_at: str | None


class ArticleAnswer(Model):
    """One article."""

    data: FullArticle
    links: dict[str, str]


class ProblemItem(BaseModel):
    """One thing that is wrong: with a parameter, or at a place of the body (JSON Pointer)."""

    param: str | None = None
    pointer: str | None = None
    detail: str
    at: tuple[Place, Place] | None = Field(default=None, description="Where in the value, in code points.")


class ProblemDetails(BaseModel):
    """RFC 9457. Programs go by `code`, which never changes; people read `title` and `detail` in their language."""

    type: str = Field(examples=["urn:fihris:problem:query_unclosed_quote"])
    title: str = Field(examples=["تعذّرت قراءة البحث"])
    status: int = Field(examples=[400])
    detail: str = Field(examples=["علامة التنصيص المفتوحة في الموضع 1 لا تُغلق."])
    instance: str = Field(description="Names this request; the log has it too.")
    code: str = Field(examples=["query_unclosed_quote"])
    errors: list[ProblemItem] = Field(examples=[[{"param": "q", "detail": "…", "at": [0, 17]}]])
    hint: str | None = Field(default=None, description="A value that would do.", examples=['"الضمانات الأمنية"'])


class Alive(Model):
    """The process answers."""

    status: Literal["ok"]


class Ready(Model):
    """The engine answers too."""

    status: Literal["ok"]
    engine: str = Field(examples=["opensearch 3.8.0"])
    health: Literal["green", "yellow", "red"]


PROBLEM_RESPONSE: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "What went wrong, for programs and for people.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
}
