"""How a document lies in Tantivy."""

from collections.abc import Iterable, Sequence
from importlib.metadata import version

import tantivy

from search.engines import entries
from search.engines.base import SOURCE
from search.engines.entries import facet_field
from search.sources import Document


def signature(facets: Iterable[str]) -> str:
    return entries.signature(version("tantivy"), facets)


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
    schema.add_bytes_field("card", stored=True)
    schema.add_bytes_field("parts", stored=True)
    schema.add_integer_field("published", fast=True)
    schema.add_integer_field("digest", stored=True)
    for key in (SOURCE, *facets):
        name = facet_field(key)
        schema.add_text_field(
            name, fast=True, tokenizer_name="raw", index_option="basic"
        )
    return schema.build()


def to_tantivy(document: Document, facets: Sequence[str]) -> tantivy.Document:
    entry = entries.entry_of(document, facets)
    made = tantivy.Document(
        key=entry.key,
        terms=entry.terms,
        forms=entry.forms,
        vocabulary=" ".join(entry.vocabulary),
        title_forms=entry.title_forms,
        audience=list(entry.audience),
        title=entry.title,
        published=entry.published,
        digest=entry.digest,
    )
    made.add_bytes("body", entry.body.encode())
    made.add_bytes("card", entry.card.encode())
    made.add_bytes("parts", entry.parts.encode())
    for key, values in entry.facets.items():
        for value in values:
            made.add_text(facet_field(key), value)
    return made
