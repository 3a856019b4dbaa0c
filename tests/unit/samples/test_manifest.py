"""Whoever relies on the manifest gets what the files hold."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date, timedelta

import pytest
from hijridate import Hijri

from articles.identity import article_id
from articles.stages import Calendar, Kind
from samples import Sample, manifest, sample_folder

from .conftest import folded

IPTC_TOP_LEVEL = {
    "conflict", "crime", "culture", "disaster", "economy", "education", "environment", "health",
    "human_interest", "labour", "lifestyle", "politics", "religion", "science", "society", "sport", "weather",
}  # fmt: skip
WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "الاحد")
HIJRI_MONTHS = {"شعبان": 8, "رمضان": 9, "شوال": 10, "ذو الحجه": 12, "جمادي الاولي": 5}
HIJRI_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(HIJRI_MONTHS)}) (\d{{4}}) ?ه")
RELATIVE_DAYS = {"اليوم": 0, "غدا": 1, "امس": -1}
NAMED_DAY = re.compile(rf"(?<!اول )(?<!\w)(اليوم|غدا|امس) ({'|'.join(WEEKDAYS)})(?!\w)")


def same_spelling(left: str, right: str) -> bool:
    return folded(left).replace(" ", "") in folded(right).replace(" ", "")


def test_lists_every_file_once_and_in_order(samples: tuple[Sample, ...]) -> None:
    files = [sample.file for sample in samples]
    on_disk = sorted(entry.name for entry in sample_folder().iterdir() if entry.name.endswith(".txt"))
    assert files == on_disk
    assert len(set(files)) == len(files) >= 64


def test_file_names_are_plain_numbered_slugs(samples: tuple[Sample, ...]) -> None:
    for number, sample in enumerate(samples, start=1):
        assert re.fullmatch(rf"{number:03}(-[a-z0-9]+)+\.txt", sample.file)


def test_is_read_afresh_each_time_and_cannot_be_changed() -> None:
    first, second = manifest(), manifest()
    assert first == second
    with pytest.raises(AttributeError):
        first[0].title = "آخر"  # type: ignore[misc]


def test_manifest_is_one_json_object_a_line_with_the_fields_of_a_sample() -> None:
    lines = (sample_folder() / ".." / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert {frozenset(json.loads(line)) for line in lines} == {frozenset(Sample.__slots__)}


def test_the_title_stands_in_the_article(samples: tuple[Sample, ...], raw: dict[str, str]) -> None:
    assert [s.file for s in samples if not same_spelling(s.title, raw[s.file])] == []


def test_every_agency_is_credited_in_the_article(samples: tuple[Sample, ...], raw: dict[str, str]) -> None:
    missing = [(s.file, a) for s in samples for a in s.agencies if not same_spelling(a, raw[s.file])]
    assert missing == []


def test_the_place_of_the_dateline_stands_in_the_article(samples: tuple[Sample, ...], raw: dict[str, str]) -> None:
    assert [s.file for s in samples if s.place and not same_spelling(s.place, raw[s.file])] == []


def test_every_person_is_named_in_the_article(samples: tuple[Sample, ...], plain: dict[str, str]) -> None:
    """At least one word of the name, as spellings of the others differ between outlets."""
    absent = [
        (sample.file, person)
        for sample in samples
        for person in sample.persons
        if not any(re.search(rf"(?<!\w)\w{{0,2}}{word}", plain[sample.file]) for word in folded(person).split())
    ]
    assert absent == []


def test_one_person_has_one_name_in_all_samples(samples: tuple[Sample, ...]) -> None:
    by_key: defaultdict[str, set[str]] = defaultdict(set)
    for person in (person for sample in samples for person in sample.persons):
        by_key[folded(person).replace(" ", "")].add(person)
    assert {key: names for key, names in by_key.items() if len(names) > 1} == {}


def test_topics_are_iptc_top_level_concepts_one_to_three_an_article(samples: tuple[Sample, ...]) -> None:
    assert {topic for sample in samples for topic in sample.topics} == IPTC_TOP_LEVEL
    assert all(1 <= len(set(s.topics)) == len(s.topics) <= 3 for s in samples)


def test_a_date_is_given_unless_the_article_has_none_to_count_from(samples: tuple[Sample, ...]) -> None:
    for sample in samples:
        dateless = sample.calendar in {Calendar.NONE, Calendar.RELATIVE}
        assert (sample.published is None) == dateless, sample.file


def test_days_of_the_week_agree_with_the_date(samples: tuple[Sample, ...], plain: dict[str, str]) -> None:
    checked = 0
    for sample in samples:
        for word, weekday in NAMED_DAY.findall(plain[sample.file]) if sample.published else ():
            day = sample.published + timedelta(days=RELATIVE_DAYS[word]) if sample.published else date.min
            assert WEEKDAYS[day.weekday()] == weekday, (sample.file, word, weekday)
            checked += 1
    assert checked > 60


def test_hijri_dates_are_the_day_of_publication(samples: tuple[Sample, ...], plain: dict[str, str]) -> None:
    hijri = [sample for sample in samples if sample.calendar is Calendar.HIJRI]
    assert len(hijri) >= 5
    for sample in hijri:
        match = HIJRI_DATE.search(plain[sample.file])
        assert match, sample.file
        written = Hijri(int(match[3]), HIJRI_MONTHS[match[2]], int(match[1]))
        assert written.to_gregorian() == sample.published, sample.file


def test_kinds_that_answer_another_article_share_its_story(samples: tuple[Sample, ...]) -> None:
    kinds: defaultdict[str | None, list[Kind]] = defaultdict(list)
    for sample in samples:
        kinds[sample.story].append(sample.kind)
    assert not set(kinds.pop(None)) & {Kind.UPDATE, Kind.CORRECTION, Kind.KILL}
    assert all(len(chain) > 1 for chain in kinds.values())


def test_every_article_gets_an_id_of_its_own(samples: tuple[Sample, ...]) -> None:
    ids = {
        article_id(
            agencies=sample.agencies,
            published=sample.published.isoformat() if sample.published else None,
            kind=sample.kind,
            title=sample.title,
        )
        for sample in samples
    }
    assert len(ids) == len(samples)
