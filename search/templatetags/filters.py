"""The column of filters, written out at once: there may be a hundred boxes on a page.

As templates it would cost more than finding and counting (benchmarks/README.md).
"""

from collections.abc import Iterable, Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext, pgettext

from search.choices import Option
from search.column import EndField, Group, RangeChoice
from search.sources import facets

register = template.Library()

# So many are in sight; the others wait folded, unless they are one or two.
IN_SIGHT, FEW_MORE = 8, 2
_GROUP = (
    '<details class="facet" data-facet="{key}"{open}>'
    '<summary class="facet__name">{name}</summary><fieldset class="facet__options">'
    '<legend class="visually-hidden">{name}</legend>{inside}</fieldset></details>'
)
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
_RANGE = (
    '<div class="range" role="group" aria-label="{name}">{label}{ends}{odd}<button'
    ' class="button button--quiet range__apply" type="submit">{button}</button></div>'
)
_END = (
    '<label class="range__end{date}"><span>{side}</span> <input'
    ' class="input range__input" name="{name}" value="{value}"'
    ' autocomplete="off"{kind}></label>'
)
_OF_DATE, _OF_NUMBER = ' type="date"', ' type="text" inputmode="numeric" maxlength="9"'
_OF_ODD = ' type="text" aria-invalid="true" aria-describedby="{name}-odd"'


@register.simple_tag
def filter_groups(groups: Iterable[Group]) -> SafeString:
    """Write facets with their boxes, and ranges where they belong."""
    return SafeString("".join(map(_group, groups)))


def _group(group: Group) -> str:
    boxes = _options(group.facet.options, group.key) if group.facet else ""
    ends = _range(group.range, group.range_label) if group.range else ""
    return _GROUP.format(
        key=escape(group.key),
        open=" open" if group.is_open else "",
        name=escape(group.label),
        inside=boxes + ends,
    )


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
    label = escape(option.label)
    box = _BOX.format(
        name=escape(option.key),
        value=escape(option.value),
        label=label[:1].upper() + label[1:],
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


def _range(choice: RangeChoice, label: str) -> str:
    """Write from and to, and a button: a half-typed range must not send itself."""
    first, last = choice.ends
    ends = [
        _end(first, pgettext("range", "from"), is_date=choice.is_date),
        _end(last, pgettext("range", "to"), is_date=choice.is_date),
    ]
    odd = [_odd(end, is_date=choice.is_date) for end in choice.ends if end.is_misread]
    return _RANGE.format(
        name=escape(choice.label),
        label=f'<p class="range__label">{escape(label)}</p>' if label else "",
        ends="".join(ends),
        odd="".join(odd),
        button=escape(gettext("Narrow")),
    )


def _end(end: EndField, side: str, *, is_date: bool) -> str:
    kind = _OF_DATE if is_date else _OF_NUMBER
    name = escape(end.name)
    return _END.format(
        date=" range__end--date" if is_date else "",
        side=escape(side),
        name=name,
        value=escape(end.value),
        kind=_OF_ODD.format(name=name) if end.is_misread else kind,
    )


def _odd(end: EndField, *, is_date: bool) -> str:
    said = (
        gettext("This is no day we know; write it as 31.12.2026.")
        if is_date
        else gettext("Give a whole number, like 45.")
    )
    return f'<p class="range__odd" id="{escape(end.name)}-odd">{escape(said)}</p>'
