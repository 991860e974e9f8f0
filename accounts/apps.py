from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register what `accounts` brings to the layers beneath it."""

    name = "accounts"
