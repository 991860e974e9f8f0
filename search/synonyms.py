"""What people type for other words: read once after a change, not for each search."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.core.cache import cache

from search import analysis
from search.models import Synonym

# The folded word → every meaning, each as the forms it is written in.
Synonyms = Mapping[str, tuple[tuple[str, ...], ...]]
NO_SYNONYMS: Synonyms = MappingProxyType({})
MOST_WORDS = 5
_CACHE = "search.synonyms"
_KEPT = 300  # seconds: another process may have changed them


def current_synonyms() -> Synonyms:
    known: Synonyms | None = cache.get(_CACHE)
    if known is None:
        rows = Synonym.objects.values_list("word", "meaning")
        known = table(rows)
        cache.set(_CACHE, known, _KEPT)
    return known


def forget_synonyms() -> None:
    """Read them anew; call it once the change is committed."""
    cache.delete(_CACHE)


def table(rows: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for word, meaning in rows:
        forms = forms_of(meaning)
        if forms:
            key = analysis.fold(word.lower())
            found[key] = (*found.get(key, ()), forms)
    return found


def forms_of(text: str) -> tuple[str, ...]:
    return tuple(token.form for token in analysis.tokens(analysis.clean(text)))


def meanings_of(form: str, synonyms: Synonyms) -> tuple[tuple[str, ...], ...]:
    """Give the meanings of a typed word, in whatever form it was typed."""
    if not synonyms:
        return ()
    word = analysis.word(form)
    keys = dict.fromkeys([word.folded, *word.terms])
    return tuple(meaning for key in keys for meaning in synonyms.get(key, ()))
