from importlib import import_module

from django.apps import AppConfig

from jobs.registry import service


class SearchConfig(AppConfig):
    """Register what `search` brings to the layers beneath it."""

    name = "search"

    def ready(self) -> None:
        import_module("search.checks")
        import_module("search.tasks")
        import_module("search.notices").register_kinds()
        import_module("search.duties").register_endings()
        service("search.indexer", import_module("search.indexer").run)
