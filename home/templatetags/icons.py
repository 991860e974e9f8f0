"""The icons of the library `lucide`, each drawn once.

The library copies and writes out the tree of an icon whenever it is shown; in
a list of rows with icons, that took longer than the rows.
"""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide as draw

register = template.Library()
KEPT = 512


@register.simple_tag
def lucide(name: str, *, size: int | None = 24, **attributes: object) -> SafeString:
    """Show an icon; takes what the library's own tag takes."""
    return _drawn(name, size, tuple(attributes.items()))


@lru_cache(maxsize=KEPT)
def _drawn(
    name: str, size: int | None, attributes: tuple[tuple[str, object], ...]
) -> SafeString:
    return SafeString(draw(name, size=size, **dict(attributes)))
