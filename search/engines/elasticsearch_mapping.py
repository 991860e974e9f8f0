"""How a document lies in Elasticsearch."""

from typing import Any, Literal

from elasticsearch.dsl import Mapping, field

from search.engines import entries
from search.engines.base import SOURCE
from search.engines.entries import Fields, facet_field, measure_field
from search.sources import Document

# Part of the index's signature: raise it whenever this mapping changes.
MAPPING = 5
# Looked things up in, never shown; the database is where a rebuild reads.
_NOT_KEPT = ["terms", "forms", "title_forms", "vocabulary", "audience"]


def signature(fields: Fields) -> str:
    return entries.signature(f"elasticsearch {MAPPING}", fields)


def mapping(fields: Fields) -> dict[str, Any]:
    """Describe every field; a document with any other is refused."""
    made = Mapping()
    made.meta("dynamic", "strict")
    made.meta("_meta", signature=signature(fields))
    made.meta("_source", excludes=_NOT_KEPT)
    made.field("key", field.Keyword())
    made.field("terms", _words("freqs"))
    made.field("forms", _words("positions"))
    made.field("title_forms", _words("docs"))
    made.field("vocabulary", _counted())
    made.field("audience", field.Keyword(doc_values=False))
    made.field("title", field.Text(index=False))
    made.field("body", field.Text(index=False))
    made.field("card", field.Text(index=False))
    made.field("parts", field.Text(index=False))
    made.field("published", field.Long())
    made.field("digest", field.Long(index=False))
    for key in (SOURCE, *fields.facets):
        made.field(facet_field(key), _counted())
    for key in fields.measures:
        made.field(measure_field(key), field.Integer())
    described: dict[str, Any] = made.to_dict()
    return described


def _words(kept: Literal["docs", "freqs", "positions"]) -> field.Text:
    return field.Text(analyzer="whitespace", index_options=kept)


def _counted() -> field.Keyword:
    """Values to count: whoever writes numbers them, not the first reader after."""
    return field.Keyword(eager_global_ordinals=True)


def settings() -> dict[str, Any]:
    """One shard, so that counts and word statistics are exact; copies where possible."""
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        # Whoever fills a new generation shows it when it is whole.
        "refresh_interval": "-1",
    }


def to_fields(document: Document, fields: Fields) -> dict[str, Any]:
    entry = entries.entry_of(document, fields)
    return {
        "key": entry.key,
        "terms": entry.terms,
        "forms": entry.forms,
        "title_forms": entry.title_forms,
        "vocabulary": entry.vocabulary,
        "audience": entry.audience,
        "title": entry.title,
        "body": entry.body,
        "card": entry.card,
        "parts": entry.parts,
        "published": entry.published,
        "digest": entry.digest,
        **{facet_field(key): values for key, values in entry.facets.items()},
        **{measure_field(key): value for key, value in entry.measures.items()},
    }
