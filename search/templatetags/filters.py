"""The boxes of the facets, written out at once: there may be a hundred on a page."""

from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import ngettext

from search.choices import FacetChoice, Option
from search.sources import facets

register = template.Library()

# So many are in sight; the others wait folded, unless they are one or two.
IN_SIGHT, FEW_MORE = 8, 2
_BOX = (
    '<label class="facet__option{empty}"><input type="checkbox" name="{name}"'
    ' value="{value}"{checked}> <span>{label}</span>'
    ' <span class="facet__count num">{count}</span></label>'
)
_BRANCH = (
    '<div class="branch">{box}<details class="branch__inner" data-facet="{key}"{open}>'
    '<summary class="branch__toggle"><span class="visually-hidden">{name}</span>'
    '</summary><div class="branch__options">{inner}</div></details></div>'
)
_REST = (
    '<details class="facet__rest" data-facet="{key}">'
    "<summary>{name}</summary>{rest}</details>"
)


@register.simple_tag
def facet_options(facet: FacetChoice) -> SafeString:
    """Write the boxes of one facet, with what choosing each would give."""
    return SafeString(_options(facet.options, facet.key))


def _options(options: Sequence[Option], place: str) -> str:
    shown: list[Option] = []
    rest: list[Option] = []
    for number, option in enumerate(options):
        (shown if number < IN_SIGHT or option.is_used else rest).append(option)
    number = len(rest)
    if number <= FEW_MORE:
        return "".join(map(_option, options))
    name = ngettext("Show %(n)d more", "Show %(n)d more", number) % {"n": number}
    folded = _REST.format(
        key=escape(f"{place}+"), name=name, rest="".join(map(_option, rest))
    )
    return "".join(map(_option, shown)) + folded


def _option(option: Option) -> str:
    box = _BOX.format(
        name=escape(option.key),
        value=escape(option.value),
        label=conditional_escape(capfirst(option.label)),
        count=option.count,
        checked=" checked" if option.is_chosen else "",
        empty="" if option.count else " facet__option--empty",
    )
    if not option.inner:
        return box
    place = f"{option.key}={option.value}"
    beneath = facets()[option.inner[0].key].label
    return _BRANCH.format(
        box=box,
        key=escape(place),
        open=" open" if option.is_used else "",
        name=escape(f"{beneath}: {option.label}"),
        inner=_options(option.inner, place),
    )
