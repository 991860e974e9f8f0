"""Which written words are forms of a term: `analysis.word` read backwards.

A page of results holds some thousand different words, and a handful of them are what
was looked for. Asking of each what it is a form of took longer than the engine.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from search import analysis

# So many words and no more are remembered, then it begins anew.
_MOST = 1 << 16


@dataclass(slots=True)
class _Met:
    words: set[str] = field(default_factory=set)
    by_term: dict[str, list[str]] = field(default_factory=dict)


_met = _Met()


def written_forms(words: set[str], terms: Collection[str]) -> set[str]:
    """Keep those of `words`, as they stand in texts, that are forms of the terms."""
    # Threads share it: one that meets a word twice notes it twice, which is no harm.
    met = _meet(words)
    return {
        written
        for term in terms
        for written in met.by_term.get(term, ())
        if written in words
    }


def _meet(words: set[str]) -> _Met:
    global _met  # noqa: PLW0603  # replaced at once, so that no thread sees it half empty
    if len(_met.words) > _MOST:
        _met = _Met()
    met = _met
    for written in words - met.words:
        word = analysis.word_as_written(written)
        for term in word.terms if word else ():
            met.by_term.setdefault(term, []).append(written)
        met.words.add(written)
    return met
