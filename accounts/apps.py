from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register what `accounts` brings to the layers beneath it."""

    name = "accounts"

    def ready(self) -> None:
        import_module("accounts.checks")
        import_module("accounts.receivers")
        import_module("accounts.tasks")
        import_module("accounts.duties").register_duties()
