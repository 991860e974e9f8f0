"""How long reviews take, in the words of people."""

from datetime import timedelta
from statistics import median
from typing import Final

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bank.models import ReviewAssignment

LOOKED_BACK: Final = timedelta(days=90)
_KEPT: Final = 600
_KEY: Final = "bank.typical_wait"
_NONE: Final = -1.0


def days_waited(review: ReviewAssignment) -> str:
    """Say how many days a review has been waiting."""
    sent = timezone.localdate(review.submitted_at)
    days = (timezone.localdate() - sent).days
    if days < 1:
        return _("sent today")
    return ngettext("waits %(number)d day", "waits %(number)d days", days) % {
        "number": days
    }


def typical_wait() -> str:
    """Say the median of the last ninety days; empty when nothing was decided.

    It reads every decision and moves slowly, so it may be ten minutes old.
    """
    days: float | None = cache.get(_KEY)
    if days is None:
        days = _median_days()
        cache.set(_KEY, days, _KEPT)
    return "" if days == _NONE else _in_words(days)


def _median_days() -> float:
    since = timezone.now() - LOOKED_BACK
    decided = ReviewAssignment.objects.filter(decided_at__gte=since)
    waits = [
        (end - begin) / timedelta(days=1)
        for begin, end in decided.values_list("submitted_at", "decided_at")
        if end is not None
    ]
    return median(waits) if waits else _NONE


def _in_words(days: float) -> str:
    whole = round(days)
    if whole < 1:
        return _("less than a day")
    return ngettext("%(number)d day", "%(number)d days", whole) % {"number": whole}
