from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Register what `network` brings to the layers beneath it."""

    name = "network"
