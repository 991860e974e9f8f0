from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Register what `home` brings to the layers beneath it."""

    name = "home"
