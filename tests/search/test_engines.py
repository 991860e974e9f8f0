"""What any engine must do, and that both do the same with the same documents.

A module longer than usual because every promise is held against one shelf of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from pytest_django import Settings

from search.engines import (
    ELASTICSEARCH,
    TANTIVY,
    elasticsearch_places,
    elasticsearch_walk,
    scratch_engine,
)
from search.engines.base import (
    PUBLISHED,
    SOURCE,
    Clause,
    Engine,
    Hit,
    Occur,
    PhraseClause,
    Request,
    Result,
    Sort,
    digest,
)
from search.exceptions import IndexMissing
from search.retrieval import Narrowing, retrieve
from search.sources import Card, Document
from tests.factories.search import PUBLIC, Shelf

STAFF = frozenset({"public", "inst:1"})
SUBJECTS = ["matematyka", "historia", "przyroda", "plastyka"]
WORDS = ["ułamek", "pizza", "łąka", "owad", "powstanie", "film", "mapa", "kuchnia"]
FIELDS = (("subject", "year"), ("minutes",))
DAY = datetime(2026, 9, 1, tzinfo=UTC)


def _document(number: int) -> Document:
    """Two words of eight in each title, all in some order in each body."""
    turned = WORDS[number % 8 :] + WORDS[: number % 8]
    return Document(
        "shelf" if number % 5 else "news",
        number,
        f"{turned[0].capitalize()} i {turned[(number // 8) % 7 + 1]}",
        " ".join(turned[: 2 + number % 6]) + f" oraz liczba {number}",
        PUBLIC if number % 3 else frozenset({"inst:1"}),
        "słowo kluczowe",
        {
            "subject": (SUBJECTS[number % 4], SUBJECTS[(number // 4) % 4]),
            "year": (f"k{number % 8}",),
        },
        DAY + timedelta(days=number),
        _card(number),
        measures={} if number % 7 == 0 else {"minutes": number % 9 * 5},
    )


def _card(number: int) -> Card:
    return Card(f"/{number}/", "kind", "Łąka", "Opis", ("k5", "45 minut"), "", "leaf")


@pytest.fixture
def filled(engine_name: str) -> Iterator[Engine]:
    with scratch_engine(engine_name, *FIELDS) as engine:
        Shelf(engine).put_documents(map(_document, range(1, 121)))
        yield engine


@pytest.fixture
def both(search_node: str, settings: Settings) -> Iterator[list[Engine]]:
    settings.ELASTICSEARCH_URL = search_node
    with (
        scratch_engine(TANTIVY, *FIELDS) as one,
        scratch_engine(ELASTICSEARCH, *FIELDS) as other,
    ):
        for engine in (one, other):
            Shelf(engine).put_documents(map(_document, range(1, 121)))
        yield [one, other]


def _term(term: str, occur: Occur = Occur.SHOULD) -> Clause:
    return Clause((term,), occur)


REQUESTS = {
    "everything": Request(PUBLIC),
    "nothing permitted": Request(frozenset({"user:9"})),
    "one word": Request(PUBLIC, (_term("pizza"),)),
    "several words": Request(STAFF, (_term("pizza"), _term("laka"), _term("film"))),
    "any reading": Request(PUBLIC, (Clause(("owad", "mapa")),)),
    "must": Request(STAFF, (_term("pizza", Occur.MUST), _term("laka"))),
    "must not": Request(STAFF, (_term("pizza"), _term("laka", Occur.MUST_NOT))),
    "only must not": Request(STAFF, (_term("pizza", Occur.MUST_NOT),)),
    "phrase": Request(STAFF, phrases=(PhraseClause(("pizza", "laka")),)),
    "phrase of one": Request(STAFF, phrases=(PhraseClause(("pizza",)),)),
    "without a phrase": Request(
        STAFF, (_term("pizza"),), (PhraseClause(("pizza", "laka"), Occur.MUST_NOT),)
    ),
    "across title and text": Request(STAFF, phrases=(PhraseClause(("laka", "owad")),)),
    "one facet": Request(PUBLIC, filters={"subject": frozenset({"historia"})}),
    "two values": Request(
        PUBLIC, filters={"subject": frozenset({"historia", "plastyka"})}
    ),
    "two facets": Request(
        STAFF,
        (_term("ulamek"),),
        filters={"subject": frozenset({"historia"}), "year": frozenset({"k1", "k2"})},
    ),
    "one of a tree": Request(
        STAFF,
        filters={"subject": frozenset({"historia"}), "year": frozenset({"k1", "k2"})},
        trees=(("subject", "year"),),
    ),
    "a tree without choices": Request(
        STAFF,
        filters={SOURCE: frozenset({"news"})},
        trees=(("subject", "year"),),
    ),
    "a source": Request(STAFF, filters={SOURCE: frozenset({"news"})}),
    "no such value": Request(STAFF, filters={"year": frozenset({"k99"})}),
    "from and to": Request(STAFF, ranges={"minutes": (5, 15)}),
    "from": Request(STAFF, (_term("pizza"),), ranges={"minutes": (20, None)}),
    "to": Request(STAFF, ranges={"minutes": (None, 0)}),
    "any number": Request(STAFF, ranges={"minutes": (None, None)}),
    "the wrong way round": Request(STAFF, ranges={"minutes": (20, 10)}),
    "beyond all numbers": Request(STAFF, ranges={"minutes": (-(10**30), 10**30)}),
    "a range and a facet": Request(
        PUBLIC,
        filters={"year": frozenset({"k1", "k2"})},
        ranges={"minutes": (10, 30)},
    ),
    "a month": Request(
        STAFF,
        ranges={
            PUBLISHED: (
                int((DAY + timedelta(days=30)).timestamp()),
                int((DAY + timedelta(days=60)).timestamp()),
            )
        },
    ),
    "before anything": Request(STAFF, ranges={PUBLISHED: (None, 1)}),
    "odd letters": Request(STAFF, (_term('a*"\\:['),)),
}
ORDERS = [(Sort.RELEVANCE, ""), (Sort.NEWEST, ""), (Sort.RELEVANCE, "minutes")]
COUNTED = (SOURCE, "subject", "year")


@pytest.mark.parametrize("name", REQUESTS)
def test_both_find_and_count_the_same(both: list[Engine], name: str) -> None:
    request = replace(REQUESTS[name], count_facets=COUNTED, limit=200)

    one, other = (engine.search(request) for engine in both)

    assert one.total == other.total == len(one.hits)
    assert one.counts == other.counts
    assert {_key(hit) for hit in one.hits} == {_key(hit) for hit in other.hits}


@pytest.mark.parametrize(
    "text", ["pizza na łące", "ułamek", "film o owadach", "mapa kuchni", "powstania"]
)
def test_both_rank_the_same(both: list[Engine], text: str) -> None:
    one, other = (
        [hit.score for hit in retrieve(engine, text, Narrowing(STAFF)).result.hits]
        for engine in both
    )

    # Which of equals comes first is the engine's affair; how well they match is not.
    assert one == pytest.approx(other, rel=1e-3)


def test_both_know_the_same_words(both: list[Engine]) -> None:
    one, other = both
    terms = ["pizza", "laka", "nie-ma", "liczba"]
    for audience in (PUBLIC, STAFF, frozenset({"user:9"})):
        assert one.frequencies(terms, audience) == other.frequencies(terms, audience)
        for forms in (["laka"], ["laka", "owad", "xyz"], []):
            assert one.surfaces(forms, audience) == other.surfaces(forms, audience)
        for prefix in ("p", "la", "slo", "zzz", ".*", "a|"):
            found = [engine.completions(prefix, audience, 5) for engine in both]
            assert found[0] == found[1]


def test_both_finish_the_same_titles(both: list[Engine]) -> None:
    for forms in (["piz"], ["pizza", "i", "la"], ["pizza", "brak"], [".*"]):
        one, other = (engine.titled(forms, STAFF, 50) for engine in both)
        assert [_key(hit) for hit in one] == [_key(hit) for hit in other]


def _key(hit: Hit) -> tuple[str, int]:
    return hit.source, hit.pk


@pytest.mark.parametrize("name", REQUESTS)
def test_asked_together_is_answered_as_apart(filled: Engine, name: str) -> None:
    one = replace(REQUESTS[name], count_facets=COUNTED, limit=3)
    requests = [one, Request(PUBLIC, (_term("pizza"),)), replace(one, limit=0)]

    apart = [filled.search(request) for request in requests]

    assert filled.search_each(requests) == apart
    assert apart[2].hits == ()
    assert (apart[2].total, apart[2].counts) == (apart[0].total, apart[0].counts)
    assert filled.search_each([]) == []


def test_facet_is_counted_without_its_own_filter(filled: Engine) -> None:
    chosen = {"year": frozenset({"k1"}), "subject": frozenset({"historia"})}
    request = Request(STAFF, filters=chosen, count_facets=COUNTED)

    counts = filled.search(request).counts

    assert len(counts["year"]) > 1
    assert counts[SOURCE] == {"shelf": 12, "news": 3}
    without = replace(request, filters={"subject": frozenset({"historia"})})
    assert counts["year"] == filled.search(without).counts["year"]


def test_tree_is_counted_without_its_own_filters(filled: Engine) -> None:
    tree = (("subject", "year"),)
    chosen = {"year": frozenset({"k2"}), "subject": frozenset({"historia"})}
    request = Request(
        STAFF, filters=chosen, trees=tree, count_facets=COUNTED, limit=200
    )
    unfiltered = replace(request, filters={})

    found, everything = filled.search(request), filled.search(unfiltered)

    either = {
        _key(hit)
        for key, values in chosen.items()
        for hit in filled.search(replace(request, filters={key: values})).hits
    }
    assert {_key(hit) for hit in found.hits} == either
    assert found.counts["year"] == everything.counts["year"]
    assert found.counts["subject"] == everything.counts["subject"]
    assert sum(found.counts[SOURCE].values()) == found.total


@pytest.mark.parametrize(("sort", "order"), ORDERS)
def test_walk_gives_what_the_pages_give(
    filled: Engine, sort: Sort, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elasticsearch_walk, "PORTION", 7)
    chosen = {"year": frozenset({"k1", "k2", "k3"})}
    wanted = (_term("pizza"),)
    request = Request(STAFF, wanted, filters=chosen, sort=sort, order=order, limit=200)
    pages = filled.search(request).hits

    walked = list(filled.walk(request))

    assert len(pages) > 7
    assert list(map(_key, walked)) == list(map(_key, pages))
    assert [hit.card for hit in walked] == [hit.card for hit in pages]
    assert {(hit.title, hit.body, hit.parts) for hit in walked} == {("", "", "")}
    for limit in (1, 7, 8):
        some = filled.walk(replace(request, limit=limit, offset=5))
        assert list(map(_key, some)) == list(map(_key, pages[:limit]))


def test_walk_sees_one_moment_whatever_is_written_meanwhile(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elasticsearch_walk, "PORTION", 10)
    request = Request(STAFF, sort=Sort.NEWEST, limit=1000)
    walk = filled.walk(request)
    seen = [next(walk).pk for _ in range(15)]

    generation = filled.current()
    generation.put([_document(number) for number in (1, 300, 301)], version=2)
    generation.remove([("news", 100), ("shelf", 2)], version=2)
    generation.commit()
    generation.close()
    other = filled.begin()
    other.publish()
    other.close()
    filled.refresh()

    seen += [hit.pk for hit in walk]
    assert seen == list(range(120, 0, -1))
    assert list(filled.walk(request)) == []


@pytest.mark.parametrize(("sort", "order"), ORDERS)
def test_pages_follow_each_other(filled: Engine, sort: Sort, order: str) -> None:
    request = Request(STAFF, (_term("pizza"),), sort=sort, order=order, limit=7)
    total = filled.search(request).total

    pages = [
        filled.search(replace(request, offset=offset)).hits
        for offset in range(0, total + 7, 7)
    ]

    seen = [_key(hit) for page in pages for hit in page]
    assert len(seen) == len(set(seen)) == total
    assert pages[-1] == ()


@pytest.mark.parametrize(
    "request_", [Request(STAFF, order="minutes"), Request(STAFF, (_term("pizza"),))]
)
def test_deep_pages_go_on_from_where_the_last_ended(
    filled: Engine, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elasticsearch_places, "SHALLOW", 10)
    whole = filled.search(replace(request_, limit=200))

    def page(number: int) -> Result:
        asked = replace(request_, offset=5 * number, limit=5, count_facets=COUNTED)
        return filled.search(asked)

    turned = [page(number) for number in range(-(-whole.total // 5))]
    assert [hit for each in turned for hit in each.hits] == list(whole.hits)
    assert {each.total for each in turned} == {whole.total}
    assert all(each.counts == turned[0].counts for each in turned)
    cache.clear()
    assert page(3) == turned[3]  # whoever jumps there sees the same


def test_newest_come_first(filled: Engine) -> None:
    hits = filled.search(Request(STAFF, sort=Sort.NEWEST, limit=3)).hits

    assert [hit.pk for hit in hits] == [120, 119, 118]


def test_range_keeps_both_ends_and_leaves_out_what_has_no_number(
    filled: Engine,
) -> None:
    request = Request(STAFF, limit=200)

    found = {
        hit.pk
        for hit in filled.search(replace(request, ranges={"minutes": (5, 15)})).hits
    }

    expected = map(_document, range(1, 121))
    assert found == {
        each.pk for each in expected if 5 <= each.measures.get("minutes", -1) <= 15
    }
    everything = filled.search(replace(request, ranges={"minutes": (None, None)}))
    assert everything.total == sum(1 for number in range(1, 121) if number % 7)


def test_greatest_come_first_then_the_newest_then_what_has_no_number(
    filled: Engine,
) -> None:
    hits = filled.search(Request(STAFF, order="minutes", limit=200)).hits

    documents = sorted(
        map(_document, range(1, 121)),
        key=lambda each: (each.measures.get("minutes", -1), each.pk),
        reverse=True,
    )
    assert [hit.pk for hit in hits] == [each.pk for each in documents]


def test_order_by_a_number_keeps_to_what_was_looked_for(filled: Engine) -> None:
    asked = Request(STAFF, (_term("pizza"),), sort=Sort.NEWEST, limit=200)

    ordered = filled.search(replace(asked, order="minutes"))

    newest = filled.search(asked)
    assert ordered.total == newest.total
    assert {hit.pk for hit in ordered.hits} == {hit.pk for hit in newest.hits}
    assert [hit.pk for hit in ordered.hits] != [hit.pk for hit in newest.hits]


def test_hit_brings_the_text_as_it_was_written(filled: Engine) -> None:
    [hit] = filled.search(Request(STAFF, phrases=(PhraseClause(("17",)),))).hits

    written = _document(17)
    assert (hit.title, hit.body) == (written.title, written.body)
    assert hit.card == written.card


def test_documents_are_replaced_and_removed(filled: Engine) -> None:
    generation = filled.current()
    changed = replace(_document(7), title="Zupełnie nowy tytuł")
    generation.put([changed], version=2)
    generation.remove([("shelf", 8), ("shelf", 99999)], version=2)
    generation.commit()
    generation.close()
    filled.refresh()

    digests = filled.digests()

    assert len(digests) == 119
    assert digests["shelf", 7] == digest(changed)
    assert ("shelf", 8) not in digests
    assert filled.titled(["zupelnie", "now"], PUBLIC, 5)[0].pk == 7


def test_other_generation_is_seen_only_when_published(filled: Engine) -> None:
    before = filled.generation_name()
    generation = filled.begin()
    generation.add([_document(500)], version=3)
    generation.commit()
    filled.refresh()
    assert len(filled.digests()) == 120

    generation.publish()
    generation.close()
    filled.refresh()

    assert filled.generation_name() != before
    assert set(filled.digests()) == {("news", 500)}


def test_half_finished_generation_is_swept_away_by_the_next(filled: Engine) -> None:
    abandoned = filled.begin()
    abandoned.add([_document(500)], version=3)
    abandoned.commit()
    abandoned.close()

    fresh = filled.begin()
    fresh.add([_document(501)], version=3)
    fresh.publish()
    fresh.close()
    filled.refresh()

    assert set(filled.digests()) == {("shelf", 501)}
    assert filled.is_ready()


def test_discarded_index_is_missing(filled: Engine) -> None:
    filled.discard()
    filled.refresh()

    assert not filled.is_ready()
    for ask in (
        lambda: filled.search(Request(PUBLIC)),
        lambda: filled.walk(Request(PUBLIC)),
        lambda: filled.search_each([Request(PUBLIC)]),
        lambda: filled.frequencies(["pizza"], PUBLIC),
        lambda: filled.surfaces(["pizza"], PUBLIC),
        lambda: filled.completions("piz", PUBLIC, 5),
        lambda: filled.titled(["piz"], PUBLIC, 5),
        filled.digests,
        filled.generation_name,
    ):
        with pytest.raises(IndexMissing):
            ask()
