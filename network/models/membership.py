from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from network.models.network import Network

HANDLE_LENGTH = 80
NOTE_LENGTH = 500


class MemberRole(models.TextChoices):
    MEMBER = "member", _("member")
    COORDINATOR = "coordinator", _("coordinator")


class MemberState(models.TextChoices):
    INVITED = "invited", pgettext_lazy("membership", "invited")
    REQUESTED = "requested", pgettext_lazy("membership", "asked to join")
    ACTIVE = "active", pgettext_lazy("membership", "belongs")
    ENDED = "ended", pgettext_lazy("membership", "ended")
    DECLINED = "declined", pgettext_lazy("membership", "declined")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        """Narrow to people who belong now and can sign in."""
        return self.filter(state=MemberState.ACTIVE, user__is_active=True)

    def coordinating(self) -> Self:
        """Narrow to those who lead a network now."""
        return self.active().filter(role=MemberRole.COORDINATOR)

    def for_people(self) -> Self:
        """Load what the people page of a network reads, by name."""
        return self.select_related("user__institution", "invited_by").order_by(
            "role", "user__last_name", "user__first_name", "pk"
        )


class Membership(models.Model):
    """What ties a person to a network; one row a pair, whose state moves."""

    network = models.ForeignKey(
        Network,
        verbose_name=_("network"),
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    user = models.ForeignKey(
        User,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="network_memberships",
    )
    role = models.CharField(
        _("role"), max_length=16, choices=MemberRole, default=MemberRole.MEMBER
    )
    state = models.CharField(_("state"), max_length=16, choices=MemberState)
    # Unique in the network, so that „@ewa.malinowska” means one person there.
    handle = models.CharField(_("handle"), max_length=HANDLE_LENGTH, blank=True)
    invited_by = models.ForeignKey(
        User,
        verbose_name=_("invited by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        User,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    end_reason = models.CharField(
        _("reason for ending"), max_length=NOTE_LENGTH, blank=True
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("state since"))
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    # Whatever was written before this moment counts as read.
    caught_up_at = models.DateTimeField(_("caught up at"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint("network", "user", name="one_membership_per_pair"),
            models.UniqueConstraint(
                "network",
                "handle",
                condition=~models.Q(handle=""),
                name="one_person_per_handle",
            ),
        ]
        indexes = [models.Index(fields=["user", "state"], name="membership_by_person")]

    def __str__(self) -> str:
        return f"{self.network_id}: {self.user_id}"

    @property
    def is_active(self) -> bool:
        return self.state == MemberState.ACTIVE

    @property
    def is_coordinator(self) -> bool:
        return self.is_active and self.role == MemberRole.COORDINATOR

    @property
    def stamp(self) -> int:
        """Name this change of state: the same person may ask, leave and ask again."""
        return int(self.changed_at.timestamp() * 1_000_000)


def coordinators() -> models.Prefetch[str, MembershipQuerySet, str]:
    """Load the names of who leads each network of a list, into `leaders`."""
    leading = Membership.objects.coordinating().select_related("user")
    named = leading.only(
        "network", "user__first_name", "user__last_name", "user__email"
    )
    return models.Prefetch("memberships", named, to_attr="leaders")
