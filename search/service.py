"""One search page: who asks, what for, and what they get to see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from search import analysis
from search.choices import FacetChoice, facet_choices
from search.conditions import NO_CONDITIONS, Conditions
from search.criteria import LAST_PAGE, PAGE_SIZE, Criteria
from search.engines import current_engine
from search.engines.base import SOURCE, Engine, Hit
from search.engines.entries import parts_from
from search.exceptions import EngineUnavailable, NoAnswer
from search.highlight import Highlighter, Reason, Segment
from search.interpretation import Interpretation
from search.permission import audience_of, still_visible
from search.ranges import bounds, said, used
from search.repair import Change
from search.retrieval import Found, Narrowing, retrieve, totals
from search.sources import Card, Part, Reader, facets, sources
from search.synonyms import current_synonyms
from search.trees import counted

MOST_RELAXATIONS = 5
_FALLBACK = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One result: its card, with the words marked and the reasons given.

    `part` names where the text stands, unless that is the thing itself.
    """

    card: Card
    title: Sequence[Segment]
    text: Sequence[Segment]
    reasons: Sequence[Reason]
    facts: Sequence[Sequence[Segment]] = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A typed word and what it was taken for."""

    typed: str
    instead: str
    is_typo: bool


@dataclass(frozen=True, slots=True)
class Widened:
    """A typed word and what was looked for besides it."""

    typed: str
    meanings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on, and the search without it."""

    label: str
    without: Criteria


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A filter that can go, and how many results there would be then."""

    chosen: Chosen
    total: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that the page says about one search."""

    criteria: Criteria
    total: int
    rows: Sequence[Row]
    facets: Sequence[FacetChoice] = ()
    chosen: Sequence[Chosen] = ()
    sources: Mapping[str, int] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    suggestion: str = ""
    widened: Sequence[Widened] = ()
    conditions: Conditions = NO_CONDITIONS
    relaxations: Sequence[Relaxation] = ()
    is_rebuilding: bool = False
    is_down: bool = False

    @property
    def has_only_titles(self) -> bool:
        """Whether the database answered, because the index could not."""
        return self.is_rebuilding or self.is_down


def search(criteria: Criteria, user: Reader) -> Outcome:
    """Answer one search as `user` may see it."""
    engine, audience = current_engine(), audience_of(user)
    try:
        found = _retrieve(engine, criteria, audience)
        last = max(1, min(-(-found.result.total // PAGE_SIZE), LAST_PAGE))
        if criteria.page > last:
            criteria = replace(criteria, page=last)
            found = _retrieve(engine, criteria, audience)
        return _outcome(engine, criteria, user, found)
    except NoAnswer as error:
        is_down = isinstance(error, EngineUnavailable)
        return _by_title(criteria, user, is_down=is_down)


def _retrieve(engine: Engine, criteria: Criteria, audience: frozenset[str]) -> Found:
    return retrieve(engine, criteria.text, _narrowing(criteria, audience))


def _narrowing(criteria: Criteria, audience: frozenset[str]) -> Narrowing:
    return Narrowing(
        audience,
        criteria.narrowing,
        (SOURCE, *counted(criteria.filters)),
        criteria.sort,
        (criteria.page - 1) * PAGE_SIZE,
        PAGE_SIZE,
        not criteria.exact,
        current_synonyms(),
        bounds(criteria.ranges),
        criteria.order,
    )


def _outcome(engine: Engine, criteria: Criteria, user: Reader, found: Found) -> Outcome:
    counts = found.result.counts
    chosen = _chosen(criteria, user)
    return Outcome(
        criteria=criteria,
        total=found.result.total,
        rows=_rows(found.result.hits, user, Highlighter(found)),
        facets=facet_choices(counts, criteria, user),
        chosen=chosen,
        sources=counts.get(SOURCE, {}),
        corrections=_corrections(found.interpretation),
        suggestion=_suggestion(found.interpretation),
        widened=[
            Widened(each.understood.form, each.meanings)
            for each in found.interpretation.words
            if each.instead
        ],
        conditions=found.conditions,
        relaxations=[] if found.result.total else _relaxations(engine, found, chosen),
    )


def _rows(hits: Iterable[Hit], user: Reader, highlighter: Highlighter) -> list[Row]:
    return [_row(hit, highlighter) for hit in still_visible(hits, user)]


def _row(hit: Hit, highlighter: Highlighter) -> Row:
    """Show the passage that tells most: of the thing itself, or of one of its parts."""
    title = highlighter.mark(hit.card.title)
    best, part = highlighter.passage(hit.body), None
    if not highlighter.has_everything(best):
        for each in parts_from(hit.parts):
            found = highlighter.passage_of_part(each.text)
            if len(found.terms) > len(best.terms):
                best, part = found, each
    text = best.segments or highlighter.mark(hit.card.summary)
    facts = [highlighter.mark(fact) for fact in hit.card.facts]
    reasons = highlighter.reasons(title, text, *facts)
    return Row(hit.card, title, text, reasons, facts, part)


def _plain(card: Card) -> list[list[Segment]]:
    return [[Segment(fact)] for fact in card.facts]


def _chosen(criteria: Criteria, user: Reader) -> list[Chosen]:
    known = facets()
    values = [
        Chosen(label, criteria.without(key, value))
        for key, values in criteria.filters.items()
        for value, label in known[key].labels(values, user).items()
    ]
    ranges = [
        Chosen(said(field, span), criteria.without_range(field.key))
        for field, span in used(criteria.ranges)
    ]
    return values + ranges


def _corrections(interpretation: Interpretation) -> list[Correction]:
    words = [wanted.understood for wanted in interpretation.words]
    return [
        Correction(word.form, word.instead, word.change is Change.TYPO)
        for word in words
        if word.change is not Change.NONE
    ]


def _suggestion(interpretation: Interpretation) -> str:
    """Give the query with the words put right that were not touched unasked."""
    instead = {
        wanted.understood.form: wanted.understood.instead
        for wanted in interpretation.words
        if wanted.understood.change is Change.NONE and wanted.understood.instead
    }
    text, parts, place = interpretation.query.text, [], 0
    for token in analysis.tokens(text):
        parts += [
            text[place : token.start],
            instead.get(token.form, text[token.start : token.end]),
        ]
        place = token.end
    return "".join([*parts, text[place:]]) if instead else ""


def _relaxations(
    engine: Engine, found: Found, chosen: Sequence[Chosen]
) -> list[Relaxation]:
    """Try what each filter costs, by leaving out one at a time."""
    tried = chosen[:MOST_RELAXATIONS]
    narrowings = [_narrowing(each.without, found.request.audience) for each in tried]
    freed = zip(tried, totals(engine, found, narrowings), strict=True)
    return [Relaxation(each, total) for each, total in freed if total]


def _by_title(criteria: Criteria, user: Reader, *, is_down: bool) -> Outcome:
    """Answer from the database while the index cannot."""
    rows = []
    for source in sources().values():
        pks = source.titled(criteria.text, user, _FALLBACK)
        found = {each.pk: each.card for each in source.documents(pks)} if pks else {}
        rows += [
            Row(card, [Segment(card.title)], [Segment(card.summary)], [], _plain(card))
            for pk in pks
            if (card := found.get(pk))
        ]
    first = replace(criteria.unfiltered(), tab="")
    return Outcome(first, len(rows), rows, is_rebuilding=not is_down, is_down=is_down)
