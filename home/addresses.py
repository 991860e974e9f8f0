from functools import cache

from django.urls import NoReverseMatch, reverse


@cache
def url_or_none(name: str) -> str | None:
    """Say where a page lives, or nothing when this installation lacks it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
