from importlib import import_module

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Register what `network` brings to the layers beneath it."""

    name = "network"

    def ready(self) -> None:
        import_module("network.tasks")
        import_module("network.notices").register_kinds()
