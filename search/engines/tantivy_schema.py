"""How a document lies in Tantivy: terms made elsewhere, kept apart by spaces."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

import tantivy

from search import analysis
from search.engines.base import SOURCE, digest
from search.sources import Document

# Part of the index's signature: raise it whenever fields or their meaning change.
FORMAT = 1
# A title counts three times; one field, because fields scored apart rank worse.
TITLE_WEIGHT = 3
# Between title and body, so that no phrase runs from one into the other.
_GAP = "|"
# Between the folded and the written form of a word in the vocabulary.
SEPARATOR = "|"


def signature(facets: Iterable[str]) -> str:
    """Name everything that makes an index unreadable to other code."""
    return f"{version('tantivy')} {FORMAT} {analysis.VERSION} {','.join(facets)}"


def facet_field(key: str) -> str:
    return f"facet_{key}"


def build(facets: Iterable[str]) -> tantivy.Schema:
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("key", True, tokenizer_name="raw", index_option="basic")
    schema.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    schema.add_text_field("forms", tokenizer_name="whitespace")
    schema.add_text_field(
        "vocabulary", tokenizer_name="whitespace", index_option="basic"
    )
    schema.add_text_field(
        "title_forms", tokenizer_name="whitespace", index_option="basic"
    )
    schema.add_text_field("audience", tokenizer_name="raw", index_option="basic")
    schema.add_text_field("title", stored=True, tokenizer_name="raw")
    schema.add_bytes_field("body", stored=True)
    schema.add_integer_field("published", fast=True)
    schema.add_integer_field("digest", stored=True)
    for key in (SOURCE, *facets):
        name = facet_field(key)
        schema.add_text_field(
            name, fast=True, tokenizer_name="raw", index_option="basic"
        )
    return schema.build()


def key_of(source: str, pk: int) -> str:
    return f"{source}:{pk}"


def to_tantivy(document: Document, facets: Sequence[str]) -> tantivy.Document:
    title, body = analysis.clean(document.title), analysis.clean(document.body)
    in_title, in_body = analysis.words(title), analysis.words(body)
    in_keywords = analysis.words(analysis.clean(document.keywords))
    every = [*in_title, *in_body, *in_keywords]
    published = document.published_at
    made = tantivy.Document(
        key=key_of(document.source, document.pk),
        terms=_terms(in_title * (TITLE_WEIGHT - 1) + every),
        forms=f" {_GAP} ".join(map(_folded, [in_title, in_body, in_keywords])),
        vocabulary=" ".join({_entry(word) for word in every}),
        title_forms=_folded(in_title),
        audience=sorted(document.audience),
        title=title,
        published=int(published.timestamp()) if published else 0,
        digest=digest(document),
    )
    made.add_bytes("body", body.encode())
    made.add_text(facet_field(SOURCE), document.source)
    for key in facets:
        for value in document.facets.get(key, ()):
            made.add_text(facet_field(key), value)
    return made


def _terms(words: Iterable[analysis.Word]) -> str:
    return " ".join([term for word in words for term in word.terms])


def _folded(words: Iterable[analysis.Word]) -> str:
    return " ".join([word.folded for word in words])


def _entry(word: analysis.Word) -> str:
    return f"{word.folded}{SEPARATOR}{word.form}"
