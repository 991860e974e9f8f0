"""What an index holds of a document: terms made here, the same for every engine."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from django.utils import timezone

from search import analysis
from search.engines.base import PUBLISHED, SOURCE, Key, Range, digest
from search.sources import YEAR, Card, Document, Part

# Part of every index's signature: raise it whenever fields or their meaning change.
FORMAT = 5
# A title counts three times; one field, because fields scored apart rank worse.
TITLE_WEIGHT = 3
# Between title and body, so that no phrase runs from one into the other.
_GAP = "|"
# Between the folded and the written form of a word in the vocabulary.
SEPARATOR = "|"
# Before the key of a document that an audience leaves out; no token begins so.
_NOT = "-"


# Far beyond any count of minutes or readers; times end in the year 2242.
GREATEST = 2**30 - 1
LATEST = 2**33 - 1


@dataclass(frozen=True, slots=True)
class Fields:
    """The facets and measures that an index has fields for."""

    facets: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


class _Form(NamedTuple):
    """A form of a word as it goes into an index: its terms, how many, and so on."""

    terms: str
    number: int
    folded: str
    in_vocabulary: str


# Quicker than `astuple`, which copies all it meets.
_CARD = attrgetter(*(each.name for each in fields_of(Card)))
_PART = attrgetter(*(each.name for each in fields_of(Part)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as any engine takes it in; words stand apart by spaces."""

    key: str
    terms: str
    forms: str
    title_forms: str
    vocabulary: tuple[str, ...]
    title: str
    body: str
    audience: tuple[str, ...]
    published: int
    digest: int
    card: str
    parts: str
    facets: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, int]


def signature(engine: str, fields: Fields) -> str:
    """Name everything that makes an index unreadable to other code."""
    names = f"{','.join(fields.facets)} {','.join(fields.measures)}"
    return f"{engine} {FORMAT} {analysis.VERSION} {names}"


def facet_field(key: str) -> str:
    return f"facet_{key}"


def measure_field(key: str) -> str:
    return f"measure_{key}"


def number_field(key: str) -> str:
    """Name the field of a measure or of the time."""
    return PUBLISHED if key == PUBLISHED else measure_field(key)


def within(key: str, ends: Range) -> tuple[int, int]:
    """Give both ends as numbers that the field can hold; the time 0 stands for none."""
    first, last = (1, LATEST) if key == PUBLISHED else (0, GREATEST)
    least, most = ends
    return (
        first if least is None else min(max(least, first), last),
        last if most is None else min(most, last),
    )


def key_of(source: str, pk: int) -> str:
    return f"{source}:{pk}"


def key_from(text: str) -> Key:
    source, _, pk = text.rpartition(":")
    return source, int(pk)


def left_out(key: Key) -> str:
    """Give the token by which an audience leaves this document out."""
    return f"{_NOT}{key_of(*key)}"


def parted(audience: Collection[str]) -> tuple[list[str], list[str]]:
    """Part an audience into what its reader is, and the keys of what is left out."""
    tokens = sorted(each for each in audience if not each.startswith(_NOT))
    keys = sorted(each.removeprefix(_NOT) for each in audience if each.startswith(_NOT))
    return tokens, keys


def written(entry: str) -> str:
    """Give the written form of one entry of the vocabulary."""
    return entry.partition(SEPARATOR)[2]


def card_from(text: str) -> Card:
    """Read a card as `Entry.card` wrote it."""
    url, kind, title, summary, facts, proof, icon = json.loads(text)
    return Card(url, kind, title, summary, tuple(facts), proof, icon)


def parts_from(text: str) -> tuple[Part, ...]:
    """Read parts as `Entry.parts` wrote them."""
    return tuple(Part(*each) for each in json.loads(text)) if text else ()


def entry_of(document: Document, fields: Fields) -> Entry:
    """Analyse a document."""
    title, body = analysis.clean(document.title), analysis.clean(document.body)
    in_title, in_body = _said(title), _said(body)
    in_keywords = _said(analysis.clean(document.keywords))
    in_parts = [_said(analysis.clean(part.text)) for part in document.parts]
    texts = [in_title, in_body, in_keywords, *in_parts]
    every = [form for text in texts for form in text]
    published = document.published_at
    values = {key: tuple(document.facets.get(key, ())) for key in fields.facets}
    if YEAR in values and published:
        values[YEAR] = (str(timezone.localtime(published).year),)
    numbers = [(key, document.measures.get(key)) for key in fields.measures]
    return Entry(
        key=key_of(document.source, document.pk),
        terms=_terms(in_title * (TITLE_WEIGHT - 1) + every, document.least_words),
        forms=f" {_GAP} ".join(map(_folded, texts)),
        title_forms=_folded(in_title),
        vocabulary=tuple({form.in_vocabulary for form in every}),
        title=title,
        body=body,
        audience=tuple(sorted(document.audience)),
        published=int(published.timestamp()) if published else 0,
        digest=digest(document),
        card=_packed(_CARD(document.card)),
        parts=_packed([_PART(part) for part in document.parts]),
        facets={SOURCE: (document.source,), **values},
        measures={
            key: min(max(number, 0), GREATEST)
            for key, number in numbers
            if number is not None
        },
    )


def _packed(values: Sequence[object]) -> str:
    return json.dumps(values, ensure_ascii=False) if values else ""


def _said(text: str) -> list[_Form]:
    return [_form(form) for form in analysis.forms(text)]


# Texts of a whole bank have more forms than `analysis.word` remembers.
@lru_cache(maxsize=1 << 16)
def _form(form: str) -> _Form:
    word = analysis.word(form)
    vocabulary = f"{word.folded}{SEPARATOR}{form}"
    return _Form(" ".join(word.terms), len(word.terms), word.folded, vocabulary)


def _terms(forms: Sequence[_Form], least: int) -> str:
    terms = [form.terms for form in forms]
    missing = least - sum(form.number for form in forms) if least else 0
    # Nobody asks for a gap: it only makes the document as long as it should count.
    return " ".join([*terms, *[_GAP] * missing])


def _folded(forms: Iterable[_Form]) -> str:
    return " ".join([form.folded for form in forms])
