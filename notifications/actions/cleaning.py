from datetime import datetime, timedelta

from django.utils import timezone

from notifications.models import Delivery, DeliveryState, Notification

KEEP_NOTIFICATIONS = timedelta(days=365)
KEEP_DELIVERIES = timedelta(days=30)


def clean(now: datetime | None = None) -> int:
    """Delete what is too old to matter. Safe to run at any time."""
    now = now or timezone.now()
    finished = Delivery.objects.exclude(state=DeliveryState.WAITING)
    finished.filter(notification__created_at__lt=now - KEEP_DELIVERIES).delete()
    old = Notification.objects.filter(created_at__lt=now - KEEP_NOTIFICATIONS)
    return old.delete()[0]
