"""Our requests as Tantivy's queries."""

import re
from collections.abc import Collection, Mapping, Sequence

from tantivy import FieldType, Occur, Query, Schema

from search.engines import base
from search.engines.entries import facet_field, number_field, parted, within
from search.engines.tantivy_schema import packed

_OCCURS = {
    base.Occur.SHOULD: Occur.Should,
    base.Occur.MUST: Occur.Must,
    base.Occur.MUST_NOT: Occur.MustNot,
}

FEW = 32


class Queries:
    """Queries over one schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def request(self, request: base.Request, *, without: str = "") -> Query:
        """Say the whole request, or all of it but the filter of one facet."""
        parts = [(Occur.Must, self.audience(request.audience))]
        if request.clauses or request.phrases:
            parts.append((Occur.Must, self._text(request)))
        for each in request.conditions:
            occur = Occur.MustNot if each.is_excluded else Occur.Must
            parts.append((occur, self._one_of(facet_field(each.key), each.values)))
        filters = map(self._any_of, request.narrowings(without=without))
        between = (self._between(key, ends) for key, ends in request.ranges.items())
        parts += [(Occur.Must, each) for each in (*filters, *between)]
        if request.keys:
            parts.append((Occur.Must, self._one_of("key", request.keys)))
        return Query.boolean_query(parts)

    def audience(self, tokens: Collection[str]) -> Query:
        held, keys = parted(tokens)
        seen = self._one_of("audience", held)
        if not keys:
            return seen
        hidden = (Occur.MustNot, self._one_of("key", keys))
        return Query.boolean_query([(Occur.Must, seen), hidden])

    def term_for(self, term: str, audience: frozenset[str]) -> Query:
        return self._both(self.term(term), audience)

    def term(self, term: str) -> Query:
        return Query.term_query(self._schema, "terms", term, "freq")

    def titled(self, forms: Sequence[str], audience: frozenset[str]) -> Query:
        """Match titles that hold every form, the last one at least in its beginning."""
        whole = [Query.term_query(self._schema, "title_forms", form) for form in forms]
        begun = Query.regex_query(
            self._schema, "title_forms", f"{re.escape(forms[-1])}.*"
        )
        parts = [(Occur.Must, each) for each in [*whole[:-1], begun]]
        return self._both(Query.boolean_query(parts), audience)

    def _both(self, query: Query, audience: frozenset[str]) -> Query:
        parts = [(Occur.Must, query), (Occur.Must, self.audience(audience))]
        return Query.boolean_query(parts)

    def _one_of(self, field: str, values: Collection[str]) -> Query:
        # A set is read whole, whatever else is asked for; a union skips along with it.
        if len(values) <= FEW:
            each = [
                (Occur.Should, Query.term_query(self._schema, field, value, "basic"))
                for value in sorted(values)
            ]
            terms = Query.boolean_query(each)
        else:
            terms = Query.term_set_query(self._schema, field, sorted(values))
        # A filter must not rank, so it scores nothing.
        return Query.const_score_query(terms, 0)

    def _any_of(self, narrowing: Mapping[str, frozenset[str]]) -> Query:
        each = [
            self._one_of(facet_field(key), values) for key, values in narrowing.items()
        ]
        if len(each) == 1:
            return each[0]
        return Query.boolean_query([(Occur.Should, query) for query in each])

    def _between(self, key: str, ends: base.Range) -> Query:
        least, most = within(key, ends)
        if key != base.PUBLISHED:
            least, most = packed(least, 0), packed(most + 1, 0) - 1
        field, number = number_field(key), FieldType.Integer
        between = Query.range_query(self._schema, field, number, least, most)
        return Query.const_score_query(between, 0)

    def _text(self, request: base.Request) -> Query:
        parts = [
            (_OCCURS[clause.occur], self._clause(clause)) for clause in request.clauses
        ]
        parts += [
            (_OCCURS[phrase.occur], self._phrase(phrase)) for phrase in request.phrases
        ]
        if all(occur == Occur.MustNot for occur, _ in parts):
            everything = Query.const_score_query(Query.all_query(), 0)
            parts.append((Occur.Must, everything))
        return Query.boolean_query(parts)

    def _clause(self, clause: base.Clause) -> Query:
        terms = [self.term(term) for term in clause.terms]
        terms += [
            Query.boolean_query([(Occur.Must, self.term(term)) for term in together])
            for together in clause.instead
        ]
        return terms[0] if len(terms) == 1 else Query.disjunction_max_query(terms)

    def _phrase(self, phrase: base.PhraseClause) -> Query:
        if len(phrase.forms) == 1:
            return Query.term_query(self._schema, "forms", phrase.forms[0])
        return Query.phrase_query(self._schema, "forms", list(phrase.forms))
