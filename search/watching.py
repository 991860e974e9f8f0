"""What a page of results gives away with it, to be told how the search ended.

The page signs what it showed, so that nobody can write words or totals of their
own: a browser can only hand back what it was given, once, within a few hours.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core import signing

from search.analysis import clean
from search.criteria import PAGE_SIZE
from search.engines.base import Sort
from search.exceptions import NotWatched
from search.models import LONGEST_UNMET
from search.service import Outcome
from search.sources import tabs

VALID: Final = timedelta(hours=4)
_SALT: Final = "search.watching"
# Enough to tell two pages of one moment apart.
_NONCE: Final = 6
# PESEL has eleven digits, a telephone nine, however they are spaced.
_MOST_DIGITS: Final = 8
_DIGITS: Final = re.compile(r"\d(?:[\W_]*\d)+")


@dataclass(frozen=True, slots=True)
class Watched:
    """A search as a page showed it; `text` is empty when it must not be kept."""

    text: str
    total: int
    tab: str
    before: int  # hits on earlier pages

    @property
    def shown(self) -> int:
        """How many hits the page had."""
        return max(0, min(self.total - self.before, PAGE_SIZE))


def watch(outcome: Outcome) -> str:
    """Sign a page of results; "" for one whose ending says nothing of search.

    Not counted: looking through without words, filters, other orders, answers by
    title, and whatever is looked for among members or people.
    """
    criteria = outcome.criteria
    if not criteria.text or criteria.has_filters or outcome.has_only_titles:
        return ""
    if criteria.sort is not Sort.RELEVANCE or criteria.order:
        return ""
    if criteria.tab and not tabs()[criteria.tab].is_watched:
        return ""
    shown = [
        kept_text(criteria.text),
        outcome.total,
        criteria.tab,
        (criteria.page - 1) * PAGE_SIZE,
        secrets.token_urlsafe(_NONCE),
    ]
    return signing.dumps(shown, salt=_SALT)


def read_watched(token: str) -> Watched:
    """Open what `watch` signed. Raises `NotWatched`: forged, too old or not ours."""
    try:
        text, total, tab, before, _nonce = signing.loads(
            token, salt=_SALT, max_age=VALID
        )
    except (signing.BadSignature, ValueError) as error:
        raise NotWatched from error
    return Watched(text, total, tab, before)


def kept_text(text: str) -> str:
    """Write a query as it may be kept: "" when too long or it looks personal."""
    plain = " ".join(clean(text).lower().split())
    return "" if len(plain) > LONGEST_UNMET or is_personal(plain) else plain


def is_personal(text: str) -> bool:
    """Say whether it looks like an address, a telephone or a PESEL."""
    if "@" in text:
        return True
    return any(
        sum(sign.isdigit() for sign in found) > _MOST_DIGITS
        for found in _DIGITS.findall(text)
    )
