"""How a document lies in Tantivy."""

from importlib.metadata import version

import tantivy

from search.engines import entries
from search.engines.base import SOURCE
from search.engines.entries import LATEST, Fields, facet_field, measure_field
from search.sources import Document


def signature(fields: Fields) -> str:
    return entries.signature(version("tantivy"), fields)


def build(fields: Fields) -> tantivy.Schema:
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
    schema.add_integer_field("published", stored=True, fast=True)
    schema.add_integer_field("digest", stored=True)
    for key in (SOURCE, *fields.facets):
        name = facet_field(key)
        schema.add_text_field(
            name, fast=True, tokenizer_name="raw", index_option="basic"
        )
    for key in fields.measures:
        schema.add_integer_field(measure_field(key), fast=True)
    return schema.build()


def packed(number: int, published: int) -> int:
    """Put a measure and, for equals, the time into one number to sort by.

    Tantivy sorts by a single field. What lacks the measure is packed with -1.
    """
    return number * (LATEST + 1) + min(max(published, 0), LATEST)


def to_tantivy(document: Document, fields: Fields) -> tantivy.Document:
    entry = entries.entry_of(document, fields)
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
    for key in fields.measures:
        number = packed(entry.measures.get(key, -1), entry.published)
        made.add_integer(measure_field(key), number)
    return made
