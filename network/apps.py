from importlib import import_module

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Register what `network` brings to the layers beneath it."""

    name = "network"

    def ready(self) -> None:
        import_module("network.tasks")
        import_module("network.notices").register_kinds()
        searchable = import_module("network.searchable")
        register = import_module("search.sources").register
        register(searchable.PostSource())
        register(searchable.NetworkSource())
        indexing = import_module("network.actions.indexing")
        import_module("accounts.changes").register(indexing.person_changed)
        import_module("network.duties").register_duties()
