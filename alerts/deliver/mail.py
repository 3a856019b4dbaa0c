"""Writes mails: text and HTML in the reader's direction, names fenced off, and a way out in every one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from alerts.deliver.isolates import isolated, one_line
from alerts.deliver.wording import counted, wording
from alerts.model import Event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Template

    from alerts.deliver.news import News
    from alerts.deliver.wording import Wording

MOST_ITEMS: Final = 100
_SUBJECT: Final = 150
_SUMMARY: Final = 600
_NAMES_IN_SUBJECT: Final = 3
_RULE: Final = "—" * 20


@dataclass(frozen=True, slots=True)
class Letterhead:
    """From whom mails come, and the pieces that all of them share."""

    sender: str
    template: Template = field(repr=False)

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Reader:
    """To whom a mail goes, and the addresses that end it: for each alert by its id, and for all."""

    address: str
    language: str
    stop: Mapping[str, str] = field(repr=False)
    stop_all: str = field(repr=False)


def compose(news: Sequence[News], reader: Reader, head: Letterhead, message_id: str) -> bytes:
    """One mail about one or more news items, ready to be sent.

    The same items give the same `Message-ID`, by which a mail that had to be sent twice is known as one.
    """
    words = wording(reader.language)
    subject = _subject(news, words)
    told = sorted(news[:MOST_ITEMS], key=lambda each: (each.alert_name, each.alert_id, each.at, each.id))
    groups = [(key[0], list(items)) for key, items in groupby(told, key=lambda each: (each.alert_name, each.alert_id))]
    rest = words.rest.format(count=counted(len(news) - len(told), words.language)) if len(news) > len(told) else ""
    links = _links(news, reader, words)
    message = _envelope(subject, reader, head, message_id, words)
    message["List-Id"] = f"<alerts.{head.domain}>"
    message.set_content(_text(groups, rest, links, words), charset="utf-8", cte="base64")
    page = head.template.render(
        words=words,
        subject=subject,
        groups=[{"name": one_line(name), "told": [_shown(item, words) for item in items]} for name, items in groups],
        rest=rest,
        links=links,
    )
    message.add_alternative(page, subtype="html", charset="utf-8", cte="base64")
    alerts = {item.alert_id for item in news}
    stop = reader.stop.get(next(iter(alerts)), reader.stop_all) if len(alerts) == 1 else reader.stop_all
    return _with_way_out(message, stop)


def compose_notice(subject: str, text: str, reader: Reader, head: Letterhead, message_id: str) -> bytes:
    """A mail of Fihris' own words: that an endpoint is disabled, or that mail arrives."""
    words = wording(reader.language)
    message = _envelope(one_line(subject, _SUBJECT), reader, head, message_id, words)
    message.set_content(f"{text}\n\n{words.stop_all}:\n{reader.stop_all}\n", charset="utf-8", cte="base64")
    page = head.template.render(
        words=words, subject=subject, groups=[], rest=text, links=[{"before": words.stop_all, "url": reader.stop_all}]
    )
    message.add_alternative(page, subtype="html", charset="utf-8", cte="base64")
    return _with_way_out(message, reader.stop_all)


def _envelope(subject: str, reader: Reader, head: Letterhead, message_id: str, words: Wording) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(words.sender, addr_spec=head.sender)
    message["To"] = Address(addr_spec=reader.address)
    message["Subject"] = subject
    message["Date"] = format_datetime(localtime())
    message["Message-ID"] = f"<{message_id}@{head.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = words.language
    return message


def _with_way_out(message: EmailMessage, url: str) -> bytes:
    """The mail as bytes, with the headers of RFC 8058.

    They are written by hand: the library breaks long addresses into encoded words, which no reader follows.
    """
    way_out = f"List-Unsubscribe: <{url}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    return way_out.encode("ascii") + message.as_bytes()


def _subject(news: Sequence[News], words: Wording) -> str:
    if len(news) == 1:
        label = "" if news[0].event is Event.MATCHED else f"{words.labels[news[0].event]}: "
        return f"{label}{isolated(_title(news[0]), _SUBJECT)} — {isolated(news[0].alert_name, 60)}"
    names = list(dict.fromkeys(one_line(each.alert_name, 40) for each in news))
    listed = "، " if words.language == "ar" else ", "
    more = "…" if len(names) > _NAMES_IN_SUBJECT else ""
    shown = listed.join(isolated(name, 40) for name in names[:_NAMES_IN_SUBJECT])
    return f"{counted(len(news), words.language)}: {shown}{more}"


def _title(item: News) -> str:
    """What readers know the item by: of a withdrawn article, the title under which they were told of it."""
    return item.told_title if item.event is Event.RETRACTED and item.told_title else item.title


def _shown(item: News, words: Wording) -> dict[str, Any]:
    """An item as both parts show it. What was withdrawn is not told again."""
    withdrawn = item.event is Event.RETRACTED
    changed = item.event is Event.UPDATED and item.told_title and item.told_title != item.title
    return {
        "label": "" if item.event is Event.MATCHED else words.labels[item.event],
        "title": one_line(_title(item)),
        "language": item.language,
        "direction": item.direction,
        "link": item.link if (item.link or "").startswith(("https://", "http://")) else None,
        "byline": [one_line(part, 80) for part in (*item.agencies, item.published or "") if part],
        "summary": "" if withdrawn else one_line(item.summary, _SUMMARY),
        "replaces": one_line(item.told_title) if changed else "",
        "matched": [] if withdrawn else [one_line(each, 120) for each in item.matched],
    }


def _text(
    groups: Sequence[tuple[str, Sequence[News]]], rest: str, links: Sequence[Mapping[str, str]], words: Wording
) -> str:
    lines: list[str] = []
    for name, items in groups:
        lines += [f"[{isolated(name)}]", ""] if len(groups) > 1 else []
        for item in items:
            lines += [*_item_lines(_shown(item, words), words), ""]
    lines += [rest, ""] if rest else []
    lines.append(_RULE)
    for link in links:
        lines += [link["before"] + (isolated(link["name"]) if link.get("name") else ""), link["url"]]
    return "\n".join(lines) + "\n"


def _item_lines(shown: Mapping[str, Any], words: Wording) -> list[str]:
    label = f"{shown['label']}: " if shown["label"] else ""
    lines = [label + isolated(shown["title"])]
    if shown["byline"]:
        lines.append(" · ".join(isolated(part) for part in shown["byline"]))
    if shown["summary"]:
        lines.append(isolated(shown["summary"], _SUMMARY))
    if shown["replaces"]:
        lines.append(f"{words.replaces}: {isolated(shown['replaces'])}")
    if shown["matched"]:
        lines.append(f"{words.matched}: " + " · ".join(isolated(each) for each in shown["matched"]))
    if shown["link"]:
        lines.append(str(shown["link"]))
    return lines


def _links(news: Sequence[News], reader: Reader, words: Wording) -> list[dict[str, str]]:
    names = {item.alert_id: item.alert_name for item in news if item.alert_id in reader.stop}
    before = words.stop_one.replace("{name}", "")
    links = [{"before": before, "name": one_line(name), "url": reader.stop[each]} for each, name in names.items()]
    return [*links, {"before": words.stop_all, "url": reader.stop_all}]
