"""From a parsed query to what an engine is asked, and what is said about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from search import analysis
from search.engines.base import Clause, Engine, Occur, PhraseClause
from search.function_words import is_function_word
from search.query import Part, Query
from search.repair import Understanding, Understood
from search.synonyms import NO_SYNONYMS, Synonyms, meanings_of

_OCCURS = {"": Occur.SHOULD, "+": Occur.MUST, "-": Occur.MUST_NOT}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word of a query and how it was understood."""

    understood: Understood
    occur: Occur
    instead: tuple[tuple[Understood, ...], ...] = ()

    @property
    def meanings(self) -> list[str]:
        """What the word was taken to stand for besides itself."""
        return [" ".join(word.form for word in each) for each in self.instead]

    def clause(self, *, every_reading: bool) -> Clause:
        """Ask for the likeliest reading, or for all; never exclude more than one."""
        wide = every_reading and self.occur is not Occur.MUST_NOT
        terms = self.understood.all if wide else self.understood.best
        instead = tuple(
            tuple(word.best[0] for word in meaning) for meaning in self.instead
        )
        return Clause(terms, self.occur, instead)


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What a query means to one reader."""

    query: Query
    words: tuple[Wanted, ...]
    phrases: tuple[PhraseClause, ...]

    @property
    def is_ambiguous(self) -> bool:
        return any(
            len(wanted.understood.all) > len(wanted.understood.best)
            for wanted in self.words
        )

    def clauses(self, *, every_reading: bool = False) -> tuple[Clause, ...]:
        return tuple(
            wanted.clause(every_reading=every_reading) for wanted in self.words
        )

    def shown_terms(self, *, every_reading: bool) -> frozenset[str]:
        """Name terms worth marking in a found text: those that were looked for."""
        return frozenset(
            term
            for clause in self.clauses(every_reading=every_reading)
            if clause.occur is not Occur.MUST_NOT
            for term in (*clause.terms, *(t for each in clause.instead for t in each))
        )

    @property
    def shown_forms(self) -> frozenset[str]:
        """Name folded forms worth marking: those of phrases."""
        return frozenset(
            form
            for phrase in self.phrases
            if phrase.occur is not Occur.MUST_NOT
            for form in phrase.forms
        )

    @property
    def wanted_number(self) -> int:
        """How many different things a perfect passage would hold."""
        words = [word for word in self.words if word.occur is not Occur.MUST_NOT]
        return len(words) + len(self.shown_forms)

    @property
    def typed_forms(self) -> frozenset[str]:
        """Name what was typed, and what it was put right to: no wonder it was found."""
        words = [wanted.understood for wanted in self.words]
        return frozenset(
            form for word in words for form in (word.form, word.instead) if form
        )


def interpret(
    query: Query,
    engine: Engine,
    audience: frozenset[str],
    *,
    may_repair: bool = True,
    synonyms: Synonyms = NO_SYNONYMS,
) -> Interpretation:
    """Read a query for one reader. Raises `NoAnswer`."""
    understanding = Understanding(
        engine, audience, not analysis.has_polish_letters(query.text), may_repair
    )
    telling = _telling(query.parts)
    understanding.prepare(_forms(telling, synonyms))
    return Interpretation(
        query,
        tuple(_wanted(part, understanding, synonyms) for part in telling),
        tuple(_phrase(part) for part in query.parts if part.is_phrase),
    )


def _forms(parts: list[Part], synonyms: Synonyms) -> Iterator[str]:
    """Name every word that will have to be understood."""
    for part in parts:
        yield part.forms[0]
        for meaning in meanings_of(part.forms[0], synonyms):
            yield from meaning


def _wanted(part: Part, understanding: Understanding, synonyms: Synonyms) -> Wanted:
    form, occur = part.forms[0], _OCCURS[part.sign]
    meanings = meanings_of(form, synonyms)
    if not meanings:
        return Wanted(understanding.of(form), occur)
    instead = tuple(
        tuple(understanding.of(word) for word in meaning) for meaning in meanings
    )
    return Wanted(understanding.as_typed(form), occur, instead)


def _telling(parts: tuple[Part, ...]) -> list[Part]:
    """Leave out words that only carry the sentence, unless there are no others."""
    words = [part for part in parts if not part.is_phrase]
    telling = [
        part for part in words if part.sign or not is_function_word(part.forms[0])
    ]
    has_phrases = len(words) < len(parts)
    return telling if telling or has_phrases else words


def _phrase(part: Part) -> PhraseClause:
    forms = tuple(analysis.word(form).folded for form in part.forms)
    return PhraseClause(forms, Occur.MUST_NOT if part.sign == "-" else Occur.MUST)
