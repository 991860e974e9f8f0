"""What lists of many pages need in a template."""

from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def shortened_range(page: Page[Any]) -> list[int | str]:
    """Name the pages worth a link: the ends, the neighbours, gaps in between."""
    return list(
        page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    )
