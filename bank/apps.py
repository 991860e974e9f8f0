from django.apps import AppConfig


class BankConfig(AppConfig):
    """Register what `bank` brings to the layers beneath it."""

    name = "bank"
