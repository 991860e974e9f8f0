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
    title_forms = [token.form for token in analysis.tokens(title)]
    body_forms = [token.form for token in analysis.tokens(body)]
    keywords = [
        token.form for token in analysis.tokens(analysis.clean(document.keywords))
    ]
    vocabulary = {_entry(form) for form in {*title_forms, *body_forms, *keywords}}
    terms = _terms(title_forms) * TITLE_WEIGHT + _terms([*body_forms, *keywords])
    published = document.published_at
    made = tantivy.Document(
        key=key_of(document.source, document.pk),
        terms=" ".join(terms),
        forms=f" {_GAP} ".join(map(_folded, [title_forms, body_forms, keywords])),
        vocabulary=" ".join(vocabulary),
        title_forms=_folded(title_forms),
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


def _terms(forms: Iterable[str]) -> list[str]:
    return [term for form in forms for term in analysis.word(form).terms]


def _folded(forms: Iterable[str]) -> str:
    return " ".join(analysis.word(form).folded for form in forms)


def _entry(form: str) -> str:
    return f"{analysis.word(form).folded}{SEPARATOR}{form}"
