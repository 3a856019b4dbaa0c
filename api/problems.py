"""Our errors as HTTP problems (RFC 9457): the one table of statuses, codes and titles.

A code never changes and is never translated; title and detail are in the language that the client reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from api import access
from engine import errors as engine
from search import errors as search
from search.messages import Code
from store import errors as store

if TYPE_CHECKING:
    from api.languages import Language


@dataclass(frozen=True, slots=True)
class Problem:
    """What a kind of error is to a client. `code` is None where the error brings its own."""

    status: int
    code: str | None
    en: str
    ar: str
    retry_after_s: int | None = None

    def title(self, language: Language) -> str:
        return self.ar if language == "ar" else self.en


_BAD_REQUEST: Final = ("The request cannot be understood", "تعذّر فهم الطلب")
_NOT_FOUND: Final = ("Not found", "غير موجود")
_UNAVAILABLE: Final = ("The search engine is not available", "محرك البحث غير متاح")

_KEY: Final = ("A key is needed", "يلزم مفتاح")

# The first class that an error is an instance of decides: the special before the general.
PROBLEMS: Final[dict[type[Exception], Problem]] = {
    search.InvalidQuery: Problem(400, None, "The query cannot be read", "تعذّرت قراءة البحث"),
    search.InvalidParameter: Problem(400, None, *_BAD_REQUEST),
    search.InvalidCursor: Problem(400, None, *_BAD_REQUEST),
    search.ArticleNotFound: Problem(404, None, *_NOT_FOUND),
    search.StoryNotFound: Problem(404, None, *_NOT_FOUND),
    search.SearchTimeout: Problem(504, None, "The search took too long", "استغرق البحث وقتًا طويلًا"),
    engine.EngineTimeout: Problem(504, "engine_timeout", "The search took too long", "استغرق البحث وقتًا طويلًا"),
    engine.EngineUnavailable: Problem(503, "engine_unavailable", *_UNAVAILABLE, retry_after_s=5),
    engine.EngineNotReady: Problem(503, "engine_not_ready", *_UNAVAILABLE, retry_after_s=5),
    engine.NotFound: Problem(404, "not_found", *_NOT_FOUND),
    engine.Conflict: Problem(409, "conflict", "Somebody else changed it first", "غيّره أحد قبلك"),
    engine.BadQuery: Problem(400, "query_refused", "The query cannot be run", "تعذّر تنفيذ البحث"),
    engine.RejectedDocument: Problem(400, "document_rejected", "The article cannot be stored", "تعذّر حفظ الخبر"),
    engine.EngineError: Problem(502, "engine_failed", "The search engine failed", "أخفق محرك البحث"),
    store.StoreError: Problem(503, "store_unavailable", "The database is not available", "قاعدة البيانات غير متاحة", 5),
    access.KeyRequired: Problem(401, "key_required", *_KEY),
    access.KeyInvalid: Problem(401, "key_invalid", *_KEY),
    access.ScopeMissing: Problem(403, "scope_missing", "The key is not for this", "المفتاح ليس لهذا الغرض"),
    access.TooManyRequests: Problem(429, "too_many_requests", "Too many requests", "طلبات كثيرة جدًا"),
}
# What the framework itself refuses, by status.
BY_STATUS: Final[dict[int, Problem]] = {
    400: Problem(400, "bad_request", *_BAD_REQUEST),
    404: Problem(404, "not_found", *_NOT_FOUND),
    405: Problem(405, "method_not_allowed", "This method is not allowed here", "هذه الطريقة غير مسموحة هنا"),
    408: Problem(408, "body_too_slow", "The request body came too slowly", "وصل محتوى الطلب ببطء شديد"),
    413: Problem(413, "body_too_large", "The request body is too large", "محتوى الطلب أكبر من المسموح"),
    415: Problem(415, "unsupported_media_type", "This kind of body is not read here", "نوع المحتوى غير مقبول هنا"),
    500: Problem(500, "internal_error", "Something went wrong in Fihris", "حدث خطأ داخلي في فهرس"),
}
INVALID_REQUEST: Final = Problem(400, "invalid_request", *_BAD_REQUEST)
# Words for errors whose own text is meant for operators, or names what clients need not know.
_DETAILS: Final[dict[str, tuple[str, str]]] = {
    "engine_timeout": (
        "The search engine did not answer in time; try again, or narrow the search.",
        "لم يجب محرك البحث في الوقت المحدد؛ أعد المحاولة أو ضيّق البحث.",
    ),
    "engine_unavailable": (
        "The search engine does not answer at the moment; try again shortly.",
        "محرك البحث لا يجيب الآن؛ أعد المحاولة بعد قليل.",
    ),
    "engine_not_ready": (
        "The search engine is not ready to serve articles yet; try again shortly.",
        "محرك البحث ليس جاهزًا بعد؛ أعد المحاولة بعد قليل.",
    ),
    "not_found": ("Nothing is found at this address.", "لا شيء في هذا العنوان."),
    "conflict": ("It was changed in the meantime; read it again.", "تغيّر في هذه الأثناء؛ أعد قراءته."),
    "query_refused": (
        "The search engine refuses this query; simplify it.",
        "رفض محرك البحث هذا البحث؛ بسّطه.",
    ),
    "document_rejected": ("The search engine refuses this article.", "رفض محرك البحث هذا الخبر."),
    "engine_failed": ("The search engine could not answer.", "تعذّر على محرك البحث أن يجيب."),
    "store_unavailable": (
        "The database does not answer at the moment; try again shortly.",
        "قاعدة البيانات لا تجيب الآن؛ أعد المحاولة بعد قليل.",
    ),
    "key_required": (
        "Send a key as `Authorization: Bearer …`.",
        "أرسل مفتاحًا في الترويسة `Authorization: Bearer …`.",
    ),
    "key_invalid": ("This key is unknown or was revoked.", "هذا المفتاح غير معروف أو أُلغي."),
    "scope_missing": (
        "This key has not the scope that is needed here.",
        "ليس لهذا المفتاح النطاق المطلوب هنا.",
    ),
    "too_many_requests": (
        "The limit of requests is used up; wait as long as Retry-After says.",
        "استُنفد حد الطلبات؛ انتظر المدة التي تذكرها الترويسة Retry-After.",
    ),
    "bad_request": ("The request is malformed.", "صياغة الطلب غير سليمة."),
    "method_not_allowed": ("Use one of the methods in the header Allow.", "استعمل إحدى الطرق في الترويسة Allow."),
    "body_too_slow": ("Send the body faster.", "أرسل المحتوى بسرعة أكبر."),
    "body_too_large": ("Send a smaller body.", "أرسل محتوى أصغر."),
    "unsupported_media_type": ("Send JSON as application/json.", "أرسل JSON بنوع application/json."),
    "internal_error": (
        "The error is in the log under the id of this request.",
        "سُجّل الخطأ تحت معرّف هذا الطلب.",
    ),
    "invalid_request": (
        "One or more parameters are not accepted; see errors.",
        "معامل واحد أو أكثر غير مقبول؛ انظر errors.",
    ),
}
CODES: Final = frozenset({*Code, *_DETAILS})


def problem_of(error: Exception) -> Problem:
    """The row of the table for an error."""
    return next((row for kind, row in PROBLEMS.items() if isinstance(error, kind)), BY_STATUS[500])


def describe(problem: Problem, error: Exception | None, language: Language, instance: str) -> dict[str, Any]:
    """The body of a problem: `errors` says where, `hint` offers a value that would do."""
    if isinstance(error, search.SearchError):
        code, detail = error.code.value, error.detail(language)
    else:
        code = problem.code or "internal_error"
        detail = _DETAILS[code][language == "ar"]
    body: dict[str, Any] = {
        "type": f"urn:fihris:problem:{code}",
        "title": problem.title(language),
        "status": problem.status,
        "detail": detail,
        "instance": instance,
        "code": code,
        "errors": [],
    }
    if isinstance(error, search.SearchError) and error.param:
        body["errors"] = [{"param": error.param, "detail": detail, **_place(error.at)}]
    if isinstance(error, search.SearchError) and error.hint:
        body["hint"] = error.hint
    return body


def _place(at: tuple[int, int] | None) -> dict[str, Any]:
    return {"at": list(at)} if at else {}
