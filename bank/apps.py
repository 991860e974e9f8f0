from importlib import import_module

from django.apps import AppConfig


class BankConfig(AppConfig):
    """Register what `bank` brings to the layers beneath it."""

    name = "bank"

    def ready(self) -> None:
        """Name what is searchable and what people are told about.

        Modules with models in them load only once the apps are ready.
        """
        materials = import_module("bank.searchable").MaterialSource()
        import_module("search.sources").register(materials)
        indexing = import_module("bank.actions.indexing")
        import_module("accounts.changes").register(indexing.person_changed)
        import_module("bank.notices").register_kinds()
        import_module("bank.duties").register_duties()
        import_module("bank.tasks")
