from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.viewing import is_viewed
from notifications.kinds import Frequency

NAME_LENGTH = 80


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
        waited = Q(due_at=None) | Q(due_at__lte=now)
        return self.alerting().filter(waited, seen_to__lt=newest)

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
    def is_alerting(self) -> bool:
        return not self.is_paused and self.cadence != Frequency.NEVER

    @property
    def has_feed(self) -> bool:
        return bool(self.feed_seed)
