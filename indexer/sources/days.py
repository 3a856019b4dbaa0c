"""The forms in which machines write days → ISO."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T|$)")
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_MAIL = re.compile(r"[A-Za-z]{3,9}[,.]? |\d{1,2} [A-Za-z]{3} \d{4} \d")


def day(value: str) -> str:
    """The day that a feed, an XML document or a database means, in the zone it names; anything else as it is.

    >>> day("Tue, 18 Jan 2022 01:00:00 +0300"), day("20220118T010000Z"), day("18 كانون الثاني 2022")
    ('2022-01-18', '2022-01-18', '18 كانون الثاني 2022')
    """
    if found := _COMPACT.match(value):
        return "-".join(found.groups())
    try:
        if _EPOCH.fullmatch(value):
            seconds = float(value) / (1000 if len(value.partition(".")[0]) > 10 else 1)  # noqa: PLR2004
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
        if _MAIL.match(value):
            return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, OverflowError, OSError, IndexError, TypeError):
        pass
    return value
