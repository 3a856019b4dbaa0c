"""The words for every error code, in the two languages of Fihris' users."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from search.page import OfferKind


class Code(StrEnum):
    """Stable names of what can be wrong, for programs; never translated."""

    QUERY_TOO_LONG = "query_too_long"
    QUERY_TOO_MANY_CLAUSES = "query_too_many_clauses"
    QUERY_TOO_DEEP = "query_too_deep"
    QUERY_UNCLOSED_QUOTE = "query_unclosed_quote"
    QUERY_UNCLOSED_PARENTHESIS = "query_unclosed_parenthesis"
    QUERY_UNOPENED_PARENTHESIS = "query_unopened_parenthesis"
    QUERY_EMPTY_GROUP = "query_empty_group"
    QUERY_DANGLING_OPERATOR = "query_dangling_operator"
    QUERY_LEADING_WILDCARD = "query_leading_wildcard"
    QUERY_SHORT_PREFIX = "query_short_prefix"
    QUERY_BAD_DATE = "query_bad_date"
    PARAMETER_INVALID = "parameter_invalid"
    PARAMETER_OUT_OF_RANGE = "parameter_out_of_range"
    PARAMETER_TOO_MANY = "parameter_too_many"
    DATE_INVALID = "date_invalid"
    RANGE_REVERSED = "range_reversed"
    CURSOR_INVALID = "cursor_invalid"
    CURSOR_OTHER_QUERY = "cursor_other_query"
    SEARCH_TIMEOUT = "search_timeout"
    ARTICLE_NOT_FOUND = "article_not_found"
    STORY_NOT_FOUND = "story_not_found"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for people; names in braces are filled in."""

    ar: str
    en: str


OFFER_LABELS: dict[OfferKind, Message] = {
    OfferKind.SPELLING: Message("هل تقصد «{q}»؟", "Did you mean “{q}”?"),
    OfferKind.LAYOUT: Message("هل كتبت بلوحة مفاتيح أخرى؟ «{q}»", "Typed on another keyboard? “{q}”"),
    OfferKind.LETTERS: Message("بالحروف العربية: «{q}»", "In Arabic letters: “{q}”"),
    OfferKind.JOINED: Message("كلمة واحدة: «{q}»", "As one word: “{q}”"),
    OfferKind.SPLIT: Message("كلمتان: «{q}»", "As two words: “{q}”"),
}

MESSAGES: dict[Code, Message] = {
    Code.QUERY_TOO_LONG: Message(
        "نص البحث أطول من {limit} حرف.",
        "The query is longer than {limit} characters.",
    ),
    Code.QUERY_TOO_MANY_CLAUSES: Message(
        "في البحث أكثر من {limit} كلمة أو شرط.",
        "The query has more than {limit} words or conditions.",
    ),
    Code.QUERY_TOO_DEEP: Message(
        "الأقواس متداخلة أكثر من {limit} مستويات.",
        "Parentheses are nested more than {limit} levels deep.",
    ),
    Code.QUERY_UNCLOSED_QUOTE: Message(
        "علامة التنصيص المفتوحة في الموضع {position} لا تُغلق.",
        "The quotation mark at position {position} is never closed.",
    ),
    Code.QUERY_UNCLOSED_PARENTHESIS: Message(
        "القوس المفتوح في الموضع {position} لا يُغلق.",
        "The parenthesis at position {position} is never closed.",
    ),
    Code.QUERY_UNOPENED_PARENTHESIS: Message(
        "القوس المغلق في الموضع {position} لا يقابله قوس مفتوح.",
        "The closing parenthesis at position {position} has no opening one.",
    ),
    Code.QUERY_EMPTY_GROUP: Message(
        "القوسان في الموضع {position} لا شيء بينهما.",
        "The parentheses at position {position} hold nothing.",
    ),
    Code.QUERY_DANGLING_OPERATOR: Message(
        "«{operator}» في الموضع {position} يحتاج إلى ما يربطه.",
        "“{operator}” at position {position} has nothing to join.",
    ),
    Code.QUERY_LEADING_WILDCARD: Message(
        "النجمة تأتي في آخر الكلمة فقط، لا كما في «{word}».",
        "An asterisk may only end a word, unlike in “{word}”.",
    ),
    Code.QUERY_SHORT_PREFIX: Message(
        "قبل النجمة في «{word}» حروف قليلة؛ أقلها {limit}.",
        "Too few letters before the asterisk in “{word}”; at least {limit} are needed.",
    ),
    Code.QUERY_BAD_DATE: Message(
        "«{value}» ليس تاريخًا أو مدة نعرفها.",
        "“{value}” is no date or period that Fihris knows.",
    ),
    Code.PARAMETER_INVALID: Message(
        "القيمة «{value}» للمعامل {param} غير مقبولة؛ المقبول: {allowed}.",
        "“{value}” is not accepted for {param}; accepted: {allowed}.",
    ),
    Code.PARAMETER_OUT_OF_RANGE: Message(
        "قيمة المعامل {param} يجب أن تكون بين {low} و{high}.",
        "{param} must be between {low} and {high}.",
    ),
    Code.PARAMETER_TOO_MANY: Message(
        "للمعامل {param} قيم أكثر من {limit}.",
        "{param} has more than {limit} values.",
    ),
    Code.DATE_INVALID: Message(
        "«{value}» ليس تاريخًا نعرفه؛ اكتب مثلًا 2022-01-18 أو 2022-01 أو 7d.",
        "“{value}” is no date that Fihris knows; write for example 2022-01-18, 2022-01 or 7d.",
    ),
    Code.RANGE_REVERSED: Message(
        "بداية المدة {low} بعد نهايتها {high}.",
        "The period begins on {low}, after its end on {high}.",
    ),
    Code.CURSOR_INVALID: Message(
        "مؤشر الصفحة غير صالح؛ ابدأ من الصفحة الأولى.",
        "The cursor is not valid; start from the first page.",
    ),
    Code.CURSOR_OTHER_QUERY: Message(
        "مؤشر الصفحة يخص بحثًا آخر؛ ابدأ من الصفحة الأولى.",
        "The cursor belongs to another query; start from the first page.",
    ),
    Code.SEARCH_TIMEOUT: Message(
        "لم يكتمل البحث في {seconds} ثوان؛ ضيّق البحث وأعد المحاولة.",
        "The search did not finish within {seconds} seconds; narrow it and try again.",
    ),
    Code.ARTICLE_NOT_FOUND: Message(
        "لا يوجد خبر بالمعرّف {id}.",
        "There is no article with the id {id}.",
    ),
    Code.STORY_NOT_FOUND: Message(
        "لا توجد قصة بالمعرّف {id}.",
        "There is no story with the id {id}.",
    ),
}
