"""The parts of the results page that repeat a hundred times, written out at once.

As templates, twenty marked passages cost more than finding
what they show (benchmarks/README.md).
"""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from search.highlight import Segment
from search.quality import where

register = template.Library()


@register.simple_tag
def tab_label(tab: str) -> str:
    """Name the tab of a search; "" for everything."""
    return where(tab)


@register.simple_tag
def marked(segments: Iterable[Segment]) -> SafeString:
    """Write a text with the words that were looked for in `<mark>`."""
    return SafeString(
        "".join(
            [
                f"<mark>{escape(each.text)}</mark>"
                if each.is_marked
                else escape(each.text)
                for each in segments
            ]
        )
    )
