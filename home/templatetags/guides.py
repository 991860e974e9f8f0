"""Links of a guide: only for those who can go there, words for the rest."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def way(context: Context, name: str, words: str, *args: Any) -> SafeString | str:
    """Link `words` where the reader's role opens the page; a guest is led to sign in."""
    if not context["is_own"]:
        return words
    return format_html('<a href="{}">{}</a>', reverse(name, args=args), words)
