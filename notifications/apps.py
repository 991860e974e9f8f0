from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Register what `notifications` brings to the layers beneath it."""

    name = "notifications"

    def ready(self) -> None:
        import_module("notifications.tasks")
