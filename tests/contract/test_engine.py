"""What Fihris relies on in a search engine holds for every engine that it supports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from engine.errors import BadQuery, Conflict, NotFound
from engine.protocol import EngineKind, HealthColour, Outcome, Write

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.protocol import SearchEngine

pytestmark = pytest.mark.engine

DEFINITION: dict[str, Any] = {
    "settings": {"number_of_shards": 1, "number_of_replicas": 0},
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "text": {"type": "text", "analyzer": "arabic"},
            "agency": {"type": "keyword"},
            "words": {"type": "integer"},
            "day": {"type": "date", "format": "yyyy-MM-dd"},
        },
    },
}
ARTICLES = [
    Write("سبوتنيك/1", {"text": "بحث الوزيران الضمانات الأمنية في جنيف", "agency": "سبوتنيك", "words": 6}),
    Write("..", {"text": "وقّعت الحكومة اتفاقية للضمانات", "agency": "وفا", "words": 4}),
    Write("third", {"text": "ارتفعت أسعار القمح", "agency": "وفا", "words": 3, "day": "2022-01-18"}),
]


@pytest.fixture
async def index(engine: SearchEngine, new_name: Callable[[], str]) -> str:
    """An index that holds the three articles."""
    name = new_name()
    await engine.create_index(name, DEFINITION)
    items = await engine.bulk(name, ARTICLES, refresh=True)
    assert {item.outcome for item in items} == {Outcome.CREATED}
    return name


async def outcomes(engine: SearchEngine, index: str, *writes: Write) -> list[Outcome]:
    return [item.outcome for item in await engine.bulk(index, writes)]


class TestServer:
    async def test_says_what_it_is(self, engine: SearchEngine) -> None:
        assert engine.info.kind in EngineKind
        assert engine.info.version >= (2, 19)
        assert engine.info.cluster
        assert engine.info.label.startswith(engine.info.kind.value)

    async def test_knows_whether_it_can_store_queries(self, engine: SearchEngine, new_name: Callable[[], str]) -> None:
        stored = engine.create_index(new_name(), {"mappings": {"properties": {"query": {"type": "percolator"}}}})
        if engine.info.percolator:
            await stored
        else:
            with pytest.raises(BadQuery, match="percolator"):
                await stored

    async def test_is_healthy(self, engine: SearchEngine, index: str) -> None:
        assert await engine.health() in {HealthColour.GREEN, HealthColour.YELLOW}

    async def test_may_be_closed_twice(self, engine: SearchEngine) -> None:
        await engine.close()
        await engine.close()


class TestIndices:
    async def test_live_from_creation_to_deletion(self, engine: SearchEngine, new_name: Callable[[], str]) -> None:
        name = new_name()
        await engine.create_index(name, DEFINITION)
        assert await engine.indices(f"{name[:-2]}*") == (name,)
        live = await engine.index_definition(name)
        assert live["mappings"] == DEFINITION["mappings"]
        assert live["settings"]["index"]["number_of_replicas"] == "0"
        await engine.delete_index(name)
        assert await engine.indices(f"{name}*") == ()
        with pytest.raises(NotFound, match="no such index"):
            await engine.delete_index(name)

    async def test_are_made_once(self, engine: SearchEngine, index: str) -> None:
        with pytest.raises(Conflict, match="already exists"):
            await engine.create_index(index, DEFINITION)

    @pytest.mark.parametrize(
        "definition",
        [
            {"mappings": {"properties": {"x": {"type": "no-such-type"}}}},
            {"settings": {"analysis": {"analyzer": {"mine": {"tokenizer": "no-such-tokenizer"}}}}},
            {"settings": {"no_such_setting": 1}},
        ],
    )
    async def test_need_a_definition_that_the_engine_knows(
        self, engine: SearchEngine, new_name: Callable[[], str], definition: dict[str, Any]
    ) -> None:
        with pytest.raises(BadQuery):
            await engine.create_index(new_name(), definition)

    @pytest.mark.parametrize("name", ["", "*", "_all", "test-*", "a,b"])
    async def test_are_never_deleted_by_pattern(self, engine: SearchEngine, index: str, name: str) -> None:
        with pytest.raises(BadQuery, match="not the name of one index"):
            await engine.delete_index(name)
        assert await engine.count(index) == 3

    async def test_a_pattern_finds_names_not_aliases(self, engine: SearchEngine, index: str) -> None:
        alias = f"alias-{index}"
        await engine.point_alias(alias, [index])
        assert await engine.indices(f"{alias}*") == ()

    async def test_a_definition_of_nothing_is_not_found(self, engine: SearchEngine) -> None:
        for name in ("test-no-such-index", "test-no-such-*"):
            with pytest.raises(NotFound):
                await engine.index_definition(name)


class TestAliases:
    async def test_swap_in_one_step(self, engine: SearchEngine, index: str, new_name: Callable[[], str]) -> None:
        other, alias = new_name(), f"alias-{index}"
        await engine.create_index(other, DEFINITION)
        assert await engine.alias_targets(alias) == ()
        await engine.point_alias(alias, [index])
        assert await engine.count(alias) == 3
        await engine.point_alias(alias, [other])
        assert await engine.alias_targets(alias) == (other,)
        assert await engine.count(alias) == 0
        await engine.point_alias(alias, [other, index])
        assert await engine.alias_targets(alias) == tuple(sorted([other, index]))

    async def test_go_away_when_they_mean_nothing(self, engine: SearchEngine, index: str) -> None:
        alias = f"alias-{index}"
        await engine.point_alias(alias, [index])
        for _ in range(2):
            await engine.point_alias(alias, [])
            assert await engine.alias_targets(alias) == ()

    async def test_stay_as_they_are_when_a_target_is_missing(self, engine: SearchEngine, index: str) -> None:
        alias = f"alias-{index}"
        await engine.point_alias(alias, [index])
        with pytest.raises(NotFound):
            await engine.point_alias(alias, [f"{index}-missing"])
        assert await engine.alias_targets(alias) == (index,)

    async def test_never_take_the_name_of_an_index(
        self, engine: SearchEngine, index: str, new_name: Callable[[], str]
    ) -> None:
        other = new_name()
        await engine.create_index(other, DEFINITION)
        with pytest.raises(Conflict, match="same name as the alias"):
            await engine.point_alias(other, [index])

    async def test_read_and_write_like_an_index(self, engine: SearchEngine, index: str) -> None:
        alias = f"alias-{index}"
        await engine.point_alias(alias, [index])
        assert await outcomes(engine, alias, ARTICLES[0]) == [Outcome.UPDATED]
        assert (await engine.get(alias, "third")).source["words"] == 3
        assert (await engine.index_definition(alias))["mappings"] == DEFINITION["mappings"]


class TestBulk:
    async def test_tells_every_outcome_in_order(self, engine: SearchEngine, index: str) -> None:
        got = await outcomes(
            engine,
            index,
            Write("new", {"text": "جديد"}),
            Write("third", {"text": "معدل"}),
            Write("..", None),
            Write("never-was", None),
        )
        assert got == [Outcome.CREATED, Outcome.UPDATED, Outcome.DELETED, Outcome.MISSING]

    async def test_the_rejected_leave_their_neighbours_alone(self, engine: SearchEngine, index: str) -> None:
        items = await engine.bulk(
            index,
            [
                Write("good-1", {"text": "أول"}),
                Write("unknown-field", {"headline": "x"}),
                Write("no-number", {"words": "كثيرة"}),
                Write("no-date", {"day": "أمس"}),
                Write("", {"text": "x"}),
                Write("x" * 513, {"text": "x"}),
                Write("half", {"text": "\ud83d"}),
                Write("nan", {"words": float("nan")}),
                Write("good-2", {"text": "ثان"}),
            ],
            refresh=True,
        )
        assert [item.id for item in items if item.outcome is Outcome.CREATED] == ["good-1", "good-2"]
        rejected = [item for item in items if item.outcome is Outcome.REJECTED]
        assert len(rejected) == 7
        assert all(item.reason for item in rejected)
        assert "headline" in str(items[1].reason)
        assert await engine.count(index) == 5

    async def test_a_huge_document_is_refused_alone(self, engine: SearchEngine, index: str) -> None:
        huge = Write("huge", {"text": "كلمة " * 2_000_000})
        got = await outcomes(engine, index, Write("a", {"text": "x"}), huge, Write("b", {"text": "y"}))
        assert got == [Outcome.CREATED, Outcome.REJECTED, Outcome.CREATED]

    @pytest.mark.filterwarnings("ignore:Sending a large body directly:ResourceWarning")
    async def test_a_book_is_taken(self, engine: SearchEngine, index: str) -> None:
        assert await outcomes(engine, index, Write("book", {"text": "كلمة " * 400_000})) == [Outcome.CREATED]

    async def test_more_than_fits_one_request(self, engine: SearchEngine, index: str) -> None:
        text = "كلمة " * 20_000
        writes = [Write(f"long-{n}", {"text": text, "words": n}) for n in range(25)]
        assert await outcomes(engine, index, *writes) == [Outcome.CREATED] * 25
        assert (await engine.get(index, "long-24", fields=["words"])).source == {"words": 24}

    async def test_the_longest_id_and_any_script(self, engine: SearchEngine, index: str) -> None:
        ids = ["x" * 512, "ض" * 256, "a b\tc", 'quote"d', "a/b?c#d%20", "😀", "-", "_id"]
        assert await outcomes(engine, index, *(Write(key, {"words": 1}) for key in ids)) == [Outcome.CREATED] * len(ids)
        assert set(await engine.get_many(index, ids)) == set(ids)

    async def test_never_makes_an_index(self, engine: SearchEngine, index: str) -> None:
        with pytest.raises(NotFound):
            await engine.bulk(f"{index}-missing", ARTICLES)
        assert await engine.indices(f"{index}-missing") == ()

    async def test_of_nothing_does_nothing(self, engine: SearchEngine, index: str) -> None:
        assert await engine.bulk(index, []) == ()

    async def test_a_read_only_index_defers(self, engine: SearchEngine, new_name: Callable[[], str]) -> None:
        name = new_name()
        blocked = {**DEFINITION, "settings": {**DEFINITION["settings"], "index.blocks.write": True}}
        await engine.create_index(name, blocked)
        items = await engine.bulk(name, ARTICLES[:1])
        assert [item.outcome for item in items] == [Outcome.DEFERRED]
        assert "blocked" in str(items[0].reason)


class TestDocuments:
    async def test_are_read_as_last_written_before_any_refresh(self, engine: SearchEngine, index: str) -> None:
        await engine.bulk(index, [Write("third", {"text": "أحدث", "words": 1})])
        assert (await engine.get(index, "third")).source == {"text": "أحدث", "words": 1}

    async def test_that_exist_are_returned_by_id(self, engine: SearchEngine, index: str) -> None:
        found = await engine.get_many(index, ["third", "no", "سبوتنيك/1", "", "\ud800", "x" * 600, "third"])
        assert sorted(found) == ["third", "سبوتنيك/1"]
        assert found["سبوتنيك/1"].source["agency"] == "سبوتنيك"

    async def test_of_no_ids_are_none(self, engine: SearchEngine, index: str) -> None:
        assert await engine.get_many(index, []) == {}

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [(["words"], {"words": 3}), ([], {}), (["words", "agency"], {"words": 3, "agency": "وفا"})],
    )
    async def test_come_with_the_fields_asked_for(
        self, engine: SearchEngine, index: str, fields: list[str], expected: dict[str, Any]
    ) -> None:
        assert (await engine.get(index, "third", fields=fields)).source == expected

    @pytest.mark.parametrize("doc_id", ["no", "", ".", "../third", "x" * 5000, "\ud800", "a\nb"])
    async def test_that_do_not_exist_are_not_found(self, engine: SearchEngine, index: str, doc_id: str) -> None:
        with pytest.raises(NotFound, match="there is no document"):
            await engine.get(index, doc_id)

    async def test_of_no_index_are_not_found(self, engine: SearchEngine) -> None:
        with pytest.raises(NotFound, match="no such index"):
            await engine.get("test-no-such-index", "third")


class TestSearch:
    async def test_finds_highlights_counts_and_sorts(self, engine: SearchEngine, index: str) -> None:
        page = await engine.search(
            index,
            {
                "query": {"match": {"text": {"query": "ضمانات", "_name": "text"}}},
                "highlight": {"fields": {"text": {"number_of_fragments": 0}}, "pre_tags": ["["], "post_tags": ["]"]},
                "aggs": {"agency": {"terms": {"field": "agency"}}},
                "sort": [{"words": "desc"}],
                "track_total_hits": True,
            },
        )
        assert [hit.id for hit in page.hits] == ["سبوتنيك/1", ".."]
        assert (page.total, page.total_exact, page.timed_out) == (2, True, False)
        assert page.hits[0].highlight == {"text": ["بحث الوزيران [الضمانات] الأمنية في جنيف"]}
        assert page.hits[0].sort == (6,)
        assert page.hits[0].matched == ("text",)
        assert {b["key"]: b["doc_count"] for b in page.aggregations["agency"]["buckets"]} == {"سبوتنيك": 1, "وفا": 1}

    async def test_continues_after_a_hit(self, engine: SearchEngine, index: str) -> None:
        body: dict[str, Any] = {"size": 2, "sort": [{"words": "asc"}], "_source": False}
        first = await engine.search(index, body)
        rest = await engine.search(index, {**body, "search_after": list(first.hits[-1].sort)})
        assert [hit.id for hit in (*first.hits, *rest.hits)] == ["third", "..", "سبوتنيك/1"]
        assert rest.hits[0].source == {}

    async def test_says_where_it_stopped_counting(self, engine: SearchEngine, index: str) -> None:
        assert not (await engine.search(index, {"track_total_hits": False})).total_exact
        limited = await engine.search(index, {"track_total_hits": 1})
        assert (limited.total, limited.total_exact) == (1, False)

    async def test_scores_and_suggests(self, engine: SearchEngine, index: str) -> None:
        suggest = {"mend": {"text": "وفى", "term": {"field": "agency", "suggest_mode": "always", "min_word_length": 1}}}
        page = await engine.search(index, {"query": {"match": {"text": "القمح"}}, "suggest": suggest}, timeout_s=5)
        assert [hit.score is not None for hit in page.hits] == [True]
        assert "mend" in page.suggest

    @pytest.mark.parametrize(
        "body",
        [
            {"query": {"no_such_query": {}}},
            {"query": {"match": {"text": {"no_such_option": 1}}}},
            {"query": {"range": {"day": {"gte": "أمس"}}}},
            {"query": {"match": {"text": "\ud800"}}},
            {"query": {"bool": {"should": [{"term": {"agency": str(n)}} for n in range(20_000)]}}},
            {"sort": ["no_such_field"]},
            {"from": 1_000_000},
            {"aggs": {"x": {"no_such_aggregation": {}}}},
            {"search_after": ["x"]},
        ],
    )
    async def test_refuses_bodies_that_make_no_sense(
        self, engine: SearchEngine, index: str, body: dict[str, Any]
    ) -> None:
        with pytest.raises(BadQuery) as refusal:
            await engine.search(index, body)
        assert len(str(refusal.value)) < 500
        assert refusal.value.__cause__ is not None

    async def test_needs_an_index(self, engine: SearchEngine) -> None:
        with pytest.raises(NotFound, match="test-no-such-index"):
            await engine.search("test-no-such-index", {})

    async def test_sees_what_was_written_after_a_refresh(self, engine: SearchEngine, index: str) -> None:
        await engine.bulk(index, [Write("later", {"agency": "قنا"})])
        await engine.refresh(index)
        assert await engine.count(index) == 4
        assert await engine.count(index, {"term": {"agency": "قنا"}}) == 1

    async def test_counts_only_what_it_understands(self, engine: SearchEngine, index: str) -> None:
        with pytest.raises(BadQuery):
            await engine.count(index, {"no_such_query": {}})


class TestAnalysis:
    async def test_by_analyser_by_field_and_by_default(self, engine: SearchEngine, index: str) -> None:
        text = "والضمانات الأمنية"
        by_name = await engine.analyze(text, analyzer="arabic")
        assert [(token.text, token.position, token.start, token.end) for token in by_name] == [
            ("ضمان", 0, 0, 9),
            ("امن", 1, 10, 17),
        ]
        assert await engine.analyze(text, index=index, field="text") == by_name
        assert [token.text for token in await engine.analyze(text)] == ["والضمانات", "الأمنية"]

    async def test_of_nothing_is_nothing(self, engine: SearchEngine) -> None:
        assert await engine.analyze("", analyzer="arabic") == ()

    async def test_offsets_count_utf_16_units(self, engine: SearchEngine) -> None:
        assert [token.start for token in await engine.analyze("😀 سلام", analyzer="whitespace")] == [0, 3]

    async def test_refuses_what_it_cannot(self, engine: SearchEngine) -> None:
        with pytest.raises(BadQuery, match="no_such_analyser"):
            await engine.analyze("x", analyzer="no_such_analyser")
        with pytest.raises(BadQuery, match="maximum"):
            await engine.analyze("x " * 20_000, analyzer="arabic")
