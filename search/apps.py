from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Register what `search` brings to the layers beneath it."""

    name = "search"
