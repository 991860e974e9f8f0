"""The parts of the results page that repeat a hundred times, written out at once.

As templates, twenty marked passages cost more than finding
what they show (benchmarks/README.md).
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from lucide.templatetags.lucide import lucide

from search.highlight import Reason, Segment
from search.quality import where
from search.service import Row
from search.sources import Part

register = template.Library()


@register.simple_tag
def tab_label(tab: str) -> str:
    """Name the tab of a search; "" for everything."""
    return where(tab)


@register.simple_tag
def result_rows(rows: Iterable[Row]) -> SafeString:
    """Write what each is, the passage that matched, why it matched, and its facts."""
    return SafeString("".join(map(_row, rows)))


def _row(row: Row) -> str:
    card = row.card
    url, kind = escape(card.url), escape(capfirst(card.kind))
    text = f'<p class="hit__summary">{_marked(row.text)}</p>' if row.text else ""
    return (
        f'<li><article class="hit"><p class="hit__kind">{_icon(card.icon)}{kind}</p>'
        f'<h2 class="hit__title"><a href="{url}">{_marked(row.title)}</a></h2>'
        f"{text}{_part(row.part)}{_reasons(row.reasons)}{_facts(row)}</article></li>"
    )


def _marked(segments: Iterable[Segment]) -> str:
    """Write a text with the words that were looked for in `<mark>`."""
    return "".join(
        [
            f"<mark>{escape(each.text)}</mark>" if each.is_marked else escape(each.text)
            for each in segments
        ]
    )


def _part(part: Part | None) -> str:
    if part is None:
        return ""
    label = escape(part.label)
    named = f'<a href="{escape(part.url)}">{label}</a>' if part.url else label
    return (
        f'<p class="hit__part">{_icon("paperclip")}{gettext("Found in:")} {named}</p>'
    )


def _reasons(reasons: Iterable[Reason]) -> str:
    said = [f"{escape(each.form)} → <b>{escape(each.lemma)}</b>" for each in reasons]
    if not said:
        return ""
    lead = f'<span class="visually-hidden">{gettext("Found because:")} </span>'
    return f'<p class="hit__why">{lead}{", ".join(said)}</p>'


def _facts(row: Row) -> str:
    facts = [
        f'<li class="facts__fact"><span>{_marked(fact)}</span></li>'
        for fact in row.facts
    ]
    if row.card.proof:
        proof = escape(row.card.proof)
        facts.append(f'<li class="facts__fact facts__fact--proof">{proof}</li>')
    return f'<ul class="facts">{"".join(facts)}</ul>' if facts else ""


@lru_cache(maxsize=64)
def _icon(name: str) -> str:
    return str(lucide(name, size=16, aria_hidden="true")) if name else ""
