from __future__ import annotations

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.viewing import is_viewed
from notifications.kinds import Frequency
from search.criteria import SORT, sort_name
from search.engines.base import Sort

NAME_LENGTH = 80
# When alerts of the day come, and on which day those of the week.
HOUR = time(6, 30)
_MONDAY = 0
_WEEK = 7
# Longer than any rhythm: what is due later was put off by a clock that was wrong.
_LONGEST_WAIT = timedelta(days=_WEEK + 1)


def next_look(cadence: str, now: datetime) -> datetime | None:
    """Say when a search of this rhythm is looked at next; nothing means at once."""
    if cadence not in (Frequency.DAILY, Frequency.WEEKLY):
        return None
    here = timezone.localtime(now)
    day = here.date() + timedelta(days=int(here.time() >= HOUR))
    if cadence == Frequency.WEEKLY:
        day += timedelta(days=(_MONDAY - day.weekday()) % _WEEK)
    return datetime.combine(day, HOUR, timezone.get_current_timezone())


def _has_come(now: datetime) -> Q:
    return Q(due_at__lte=now) | Q(due_at__gt=now + _LONGEST_WAIT)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, user: User | AnonymousUser) -> SavedSearchQuerySet:
        """Narrow to one's own; whoever looks as somebody else sees none."""
        if not isinstance(user, User) or is_viewed(user):
            return self.none()
        return self.filter(owner=user)

    def alerting(self) -> SavedSearchQuerySet:
        """Narrow to those that tell of what is new, to people who can sign in."""
        wanted = self.filter(is_paused=False, owner__is_active=True)
        return wanted.exclude(cadence=Frequency.NEVER)

    def due(self, now: datetime, *, newest: int) -> SavedSearchQuerySet:
        """Narrow to those whose time has come and that have not seen everything."""
        waited = Q(due_at=None) | _has_come(now)
        return self.alerting().filter(waited, seen_to__lt=newest)

    def rested(self, now: datetime, *, newest: int) -> SavedSearchQuerySet:
        """Narrow to those whose time has come and for which nothing came."""
        return self.alerting().filter(_has_come(now), seen_to__gte=newest)

    def for_list(self) -> SavedSearchQuerySet:
        """Order for `search/saved/list.html`."""
        return self.order_by("name", "pk")


class SavedSearch(models.Model):
    """A search that somebody keeps, and how soon they hear of what is new in it.

    `parameters` are those of its address, read back for the owner each time it runs:
    rights and vocabularies change. `seen_to` is the number of the last arrival it was
    compared with. `feed_seed` makes the secret address of its feed; none is no feed.
    """

    owner = models.ForeignKey(
        User,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="saved_searches",
    )
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    parameters = models.JSONField(_("parameters"), default=list)
    fingerprint = models.CharField(max_length=64, editable=False)
    cadence = models.CharField(
        _("tell me of new results"),
        max_length=10,
        choices=Frequency,
        default=Frequency.DAILY,
    )
    is_paused = models.BooleanField(_("paused"), default=False)
    seen_to = models.PositiveBigIntegerField(default=0, editable=False)
    due_at = models.DateTimeField(null=True, blank=True, editable=False)
    alerted_at = models.DateTimeField(_("last told"), null=True, blank=True)
    feed_seed = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                "owner", "fingerprint", name="one_saved_search_of_a_kind"
            )
        ]
        indexes = [
            models.Index(
                fields=["owner", "seen_to"],
                condition=Q(is_paused=False),
                name="search_saved_alerting",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("search:saved_edit", args=[self.pk])

    @property
    def newest_address(self) -> str:
        """Where it runs as it was saved, with the newest first."""
        kept = [(name, value) for name, value in self.parameters if name != SORT]
        query = urlencode([*kept, (SORT, sort_name(Sort.NEWEST))])
        return f"{reverse('search:results')}?{query}"

    @property
    def is_alerting(self) -> bool:
        return not self.is_paused and self.cadence != Frequency.NEVER

    @property
    def has_feed(self) -> bool:
        return bool(self.feed_seed)
