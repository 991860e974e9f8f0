"""The parts of the results page that repeat a hundred times, written out at once.

As templates, twenty marked passages and some sixty options cost more than finding
what they show (benchmarks/README.md).
"""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from search.highlight import Segment
from search.quality import where
from search.service import FacetChoice, Option

register = template.Library()

_OPTION = (
    '<label class="facet__option{empty}"><input type="checkbox" name="{name}"'
    ' value="{value}"{checked}> <span>{label}</span>'
    ' <span class="facet__count num">{count}</span></label>'
)


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


@register.simple_tag
def facet_options(facet: FacetChoice) -> SafeString:
    """Write the boxes of one facet, with what choosing each would give."""
    name = escape(facet.key)
    return SafeString("".join([_option(name, each) for each in facet.options]))


def _option(name: str, option: Option) -> str:
    return _OPTION.format(
        name=name,
        value=escape(option.value),
        label=conditional_escape(capfirst(option.label)),
        count=option.count,
        checked=" checked" if option.is_chosen else "",
        empty="" if option.count else " facet__option--empty",
    )
