from functools import cache
from typing import Any

from django.http import HttpRequest

from notifications.models import Notification


def bell(request: HttpRequest) -> dict[str, Any]:
    """How many notifications are new: one query, and only if a template asks."""

    @cache
    def count() -> int:
        if not request.user.is_authenticated:
            return 0
        return Notification.objects.visible_to(request.user).unread().count()

    return {"unread_notifications": count}
