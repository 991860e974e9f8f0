from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Register what `notifications` brings to the layers beneath it."""

    name = "notifications"
