from importlib import import_module

from django.apps import AppConfig


class BankConfig(AppConfig):
    """Register what `bank` brings to the layers beneath it."""

    name = "bank"

    def ready(self) -> None:
        materials = import_module("bank.searchable").MaterialSource()
        import_module("search.sources").register(materials)
