"""Our requests as Elasticsearch's queries."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from elasticsearch.dsl import Search, aggs, query

from search.engines import base
from search.engines.base import MOST_VALUES
from search.engines.entries import (
    SEPARATOR,
    facet_field,
    measure_field,
    number_field,
    parted,
    within,
)

# Of equals the newest, then any fixed order: a page must not repeat the one before.
_LAST_RESORT = [{"published": {"order": "desc"}}, {"key": {"order": "asc"}}]
_SORTS = {
    base.Sort.RELEVANCE: [{"_score": {"order": "desc"}}, *_LAST_RESORT],
    base.Sort.NEWEST: _LAST_RESORT,
}
# Where the values stand that were counted in a filter.
VALUES = "values"
_SHOWN = ("title", "body", "card", "parts", "published")
# Every document, in the order in which they lie.
DIGESTS: dict[str, Any] = {"_source": ["digest"], "sort": ["_shard_doc"]}


def request(asked: base.Request) -> dict[str, Any]:
    """Say a whole request: what ranks, what filters, what to count."""
    found = _found(asked, _SHOWN).extra(track_total_hits=True)
    found = found[asked.offset : asked.offset + asked.limit]
    for key in asked.count_facets:
        values = aggs.Terms(field=facet_field(key), size=MOST_VALUES)
        if others := _filters(asked, without=key):
            among = aggs.Filter(query.Bool(filter=others))
            found.aggs.bucket(key, among).bucket(VALUES, values)
        else:  # a filter that leaves everything would cost as much as one that does not
            found.aggs.bucket(key, values)
    return found.to_dict()


def listing(asked: base.Request) -> dict[str, Any]:
    """Say a request whose hits are walked through: nothing is counted."""
    return _found(asked, ("card",)).to_dict()


def counts(
    field: str, words: Sequence[str], audience: frozenset[str]
) -> dict[str, Any]:
    """Count the documents that hold each of these words, in one request."""
    each: dict[str, query.Query] = {word: _term(field, word) for word in words}
    found = _counting(_permitted(audience))
    found.aggs.bucket("words", aggs.Filters(filters=each))
    return found.to_dict()


def vocabulary(
    beginnings: Sequence[str], audience: frozenset[str], limit: int
) -> dict[str, Any]:
    """Count, for each beginning, the entries of the vocabulary that begin so."""
    begun = [_prefix("vocabulary", beginning) for beginning in beginnings]
    found = _counting(_permitted(audience, query.Bool(should=begun)))
    for number, beginning in enumerate(beginnings):
        values = aggs.Terms(
            field="vocabulary", include=f"{_literal(beginning)}.*", size=limit
        )
        found.aggs.bucket(str(number), values)
    return found.to_dict()


def titled(
    forms: Sequence[str], audience: frozenset[str], limit: int
) -> dict[str, Any]:
    """Match titles that hold every form, the last one at least in its beginning."""
    whole = [_term("title_forms", form) for form in forms[:-1]]
    begun = _prefix("title_forms", forms[-1])
    found = Search().query(query.Bool(filter=[_seen_by(audience), *whole, begun]))
    found = found.source(list(_SHOWN)).sort(*_LAST_RESORT)
    return found[:limit].to_dict()


def beginning_of(form: str) -> str:
    """Give the beginning that the entries of one folded form share."""
    return form + SEPARATOR


def _found(asked: base.Request, shown: Sequence[str]) -> Search:
    found = Search().query(_asked(asked)).source(list(shown)).sort(*_order(asked))
    if not asked.filters:
        return found
    # After the counting, so that each facet can be counted without its own.
    return found.post_filter(query.Bool(filter=_filters(asked)))


def _counting(what: query.Query) -> Search:
    return Search().query(what).extra(size=0, track_total_hits=False)


def _asked(asked: base.Request) -> query.Query:
    """Say who asks, for which words, on what conditions."""
    said = {
        excluded: [
            _one_of(facet_field(each.key), each.values)
            for each in asked.conditions
            if each.is_excluded is excluded
        ]
        for excluded in (False, True)
    }
    return query.Bool(
        filter=[
            _seen_by(asked.audience),
            *said[False],
            *_between(asked.ranges),
            *([_one_of("key", asked.keys)] if asked.keys else []),
        ],
        must=_text(asked),
        must_not=said[True],
    )


def _seen_by(audience: frozenset[str]) -> query.Query:
    held, keys = parted(audience)
    seen = _one_of("audience", held)
    return query.Bool(filter=[seen], must_not=[_one_of("key", keys)]) if keys else seen


def _permitted(audience: frozenset[str], *ranked: query.Query) -> query.Query:
    """Narrow to what the audience may see; a filter does not rank."""
    return query.Bool(filter=[_seen_by(audience)], must=list(ranked))


def _term(field: str, word: str) -> query.Query:
    return query.Term(field, {"value": word})


def _prefix(field: str, beginning: str) -> query.Query:
    return query.Prefix(field, {"value": beginning})


def _filters(asked: base.Request, *, without: str = "") -> list[query.Query]:
    return [
        query.Bool(
            should=[
                _one_of(facet_field(key), values) for key, values in narrowing.items()
            ]
        )
        for narrowing in asked.narrowings(without=without)
    ]


def _between(ranges: Mapping[str, base.Range]) -> list[query.Query]:
    found = {key: within(key, ends) for key, ends in ranges.items()}
    return [
        query.Range(number_field(key), {"gte": least, "lte": most})
        for key, (least, most) in found.items()
    ]


def _order(asked: base.Request) -> list[dict[str, Any]]:
    if not asked.order:
        return _SORTS[asked.sort]
    greatest = {"order": "desc", "missing": "_last"}
    return [{measure_field(asked.order): greatest}, *_LAST_RESORT]


def _one_of(field: str, values: Collection[str]) -> query.Query:
    return query.Terms(field, sorted(values))


def _text(asked: base.Request) -> list[query.Query]:
    parts: dict[base.Occur, list[query.Query]] = {each: [] for each in base.Occur}
    for clause in asked.clauses:
        parts[clause.occur].append(_clause(clause))
    for phrase in asked.phrases:
        parts[phrase.occur].append(_phrase(phrase))
    if not any(parts.values()):
        return []
    return [
        query.Bool(
            should=parts[base.Occur.SHOULD],
            must=parts[base.Occur.MUST],
            must_not=parts[base.Occur.MUST_NOT],
        )
    ]


def _clause(clause: base.Clause) -> query.Query:
    terms = [_term("terms", term) for term in clause.terms]
    terms += [
        query.Bool(must=[_term("terms", term) for term in together])
        for together in clause.instead
    ]
    return terms[0] if len(terms) == 1 else query.DisMax(queries=terms)


def _phrase(phrase: base.PhraseClause) -> query.Query:
    if len(phrase.forms) == 1:
        return _term("forms", phrase.forms[0])
    return query.MatchPhrase("forms", {"query": " ".join(phrase.forms)})


def _literal(text: str) -> str:
    return re.sub(r"(\W)", r"\\\1", text)
