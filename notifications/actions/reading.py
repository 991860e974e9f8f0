from collections.abc import Collection

from django.utils import timezone

from accounts.models import User
from notifications.models import Notification


def mark_read(user: User, kind: str, targets: Collection[str]) -> int:
    """Note that `user` has seen these targets; called where they are shown."""
    told = Notification.objects.filter(user=user).about(kind, targets)
    return told.unread().update(read_at=timezone.now())


def mark_one_read(notification: Notification) -> None:
    unread = Notification.objects.filter(pk=notification.pk).unread()
    unread.update(read_at=timezone.now())


def mark_all_read(user: User, *, up_to: int) -> int:
    """Mark as read what was on the list; what came since stays new."""
    listed = Notification.objects.visible_to(user).filter(pk__lte=up_to)
    return listed.unread().update(read_at=timezone.now())
